/** What may be asked of a report's review and its publication, here and by signed files. */
import { z } from 'zod';
import { verdictWordSchema } from '../../core/postmortem/postmortem.ts';
import { personIdSchema } from '../../core/roster/names.ts';
import { announcementSchema } from '../report-shapes.ts';
import { maintenance, type RequestShape } from '../request-shape.ts';

const seq = z.strictObject({ seq: z.int() });
const textHash = z.string().regex(/^[0-9a-f]{64}$/);
const comment = z.string().trim().max(10_000).optional();

export const reportReviewRequests = {
  'report.askReview': {
    does: 'Asks the EM, the CES and, of an IncidentReport, everybody involved to review the report as it is.',
    right: 'lead',
    input: z.strictObject({
      maintenance,
      /** The text that was read before it was put to them. */
      textHash,
      /** People of the address book beside those of the roster. */
      people: z.array(personIdSchema).max(100).default([]),
      note: comment,
    }),
    output: seq,
  },
  'report.review': {
    does: 'Approves the report or asks for changes, as whoever sits here or came by an invite, on the text they have read.',
    right: 'lead',
    input: z.strictObject({ maintenance, textHash, verdict: verdictWordSchema, comment }),
    output: seq,
  },
  'report.excuse': {
    does: 'Says that a reviewer is not waited for, and why: by an EM.',
    right: 'lead',
    input: z.strictObject({ maintenance, person: personIdSchema, reason: z.string().trim().min(1).max(10_000) }),
    output: seq,
  },
  'report.publish': {
    does: 'Records that the report was published internally, or its announcement publicly; refused until it may be.',
    right: 'lead',
    input: z.strictObject({
      maintenance,
      audience: z.enum(['internal', 'public']),
      /** A page's address, or where else it stands. */
      where: z.string().trim().min(1).max(2_000),
      /** Of the report that was read; of a public announcement, of its own text. */
      textHash,
    }),
    output: seq,
  },
  'announcement.show': {
    does: 'Shows the public announcement as it was written, or a draft of it from the report without what is internal.',
    right: 'read',
    input: z.strictObject({ maintenance }),
    output: announcementSchema.extend({
      /** 0: nobody has written it yet. */
      version: z.int().min(0),
      textHash,
      /** The report was edited since it was written from it. */
      isStale: z.boolean(),
      /** What must not leave, in sentences: it is not published with it. */
      problems: z.array(z.string()),
    }),
  },
  'announcement.write': {
    does: 'Writes the public announcement; refused where somebody wrote another meanwhile.',
    right: 'draft',
    input: announcementSchema.extend({ maintenance, version: z.int().min(0) }),
    output: z.strictObject({ version: z.int(), textHash }),
  },
} as const satisfies Record<string, RequestShape>;
