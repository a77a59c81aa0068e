/** What can happen after the work, and to the service while it goes on: marks, the report's review and publication, the close. */
import { z } from 'zod';
import {
  postmortemLimits,
  publicationSchema,
  reviewerSchema,
  reviewSchema,
  serviceMarkSchema,
} from '../../postmortem/postmortem.ts';
import { actionItemStateSchema, reportKindSchema } from '../../postmortem/report.ts';
import { partIdSchema, personIdSchema } from '../../roster/names.ts';
import { reason, sha256, words } from './fields.ts';

export const postmortemEventSchemas = {
  'service-marked': z.strictObject({ mark: serviceMarkSchema }),
  'service-mark-withdrawn': z.strictObject({ mark: partIdSchema, reason }),
  /** Begun, or made another kind of report; its text lies in the store. */
  'report-begun': z.strictObject({ kind: reportKindSchema }),
  'report-review-asked': z.strictObject({
    textHash: sha256,
    version: z.int().min(1),
    reviewers: z.array(reviewerSchema).min(1).max(postmortemLimits.reviewers),
    note: words.optional(),
    /** Of the log that the report takes in with it, where it has another than at an earlier request. */
    log: sha256.optional(),
  }),
  'report-reviewed': z.strictObject({ review: reviewSchema }),
  'report-reviewer-excused': z.strictObject({ person: personIdSchema, reason }),
  'report-published': z.strictObject({ publication: publicationSchema }),
  'action-item-state-set': z.strictObject({
    item: partIdSchema,
    title: z.string().min(1).max(500),
    state: actionItemStateSchema,
    note: words.optional(),
  }),
  /** A run that has ended stays so; this says that nothing of it is waited for any more. */
  'maintenance-closed': z.strictObject({ reason: reason.optional() }),
} as const;
