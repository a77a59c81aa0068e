/** Shapes of reports as they are shown: the report itself, what is asked for, what may be done now, and the row of a list. */
import { z } from 'zod';
import { maintenanceIdSchema } from '../core/ids.ts';
import { serviceMarkSchema, verdictWordSchema } from '../core/postmortem/postmortem.ts';
import {
  actionItemSchema,
  incidentFieldsSchema,
  outageSchema,
  reportFactsSchema,
  reportKindSchema,
  reportSchema,
  serviceOutageSchema,
} from '../core/postmortem/report.ts';
import { reportTextSchema } from '../core/postmortem/report-text.ts';
import { personIdSchema } from '../core/roster/names.ts';

export const demandSchema = z.strictObject({
  /** `expected`: whoever closes without one says why. `demanded`: it does not close without one. */
  kind: z.enum(['none', 'offered', 'expected', 'demanded']),
  /** The kind that would be begun. */
  report: reportKindSchema,
  says: z.string(),
});

/** `approved`: exactly this text, by everybody it takes. `published`: internally; `public`: its announcement too. */
export const reportStateSchema = z.enum(['none', 'draft', 'in-review', 'approved', 'published', 'public']);
export type ReportState = z.infer<typeof reportStateSchema>;

/** Who edits now. It expires by itself; each write renews it. */
export const reportLockSchema = z.strictObject({
  by: z.string(),
  sinceMs: z.int(),
  untilMs: z.int(),
  isMine: z.boolean(),
});
export type ReportLock = z.infer<typeof reportLockSchema>;

export const reportActionSchema = z.enum([
  'begin',
  'write',
  'ask-review',
  'review',
  'publish-internal',
  'publish-public',
  'close',
]);
export type ReportAction = z.infer<typeof reportActionSchema>;

export const filingItemSchema = z.strictObject({
  part: z.enum(['end', 'report', 'service']),
  isDone: z.boolean(),
  /** Done, or settled by a reason that is given at the close. */
  mayBeReasoned: z.boolean(),
  says: z.string(),
  action: z.string().optional(),
});

const saidSchema = { by: z.string(), atMs: z.int() };
export const shownMarkSchema = serviceMarkSchema.extend({ by: z.string(), saidAtMs: z.int() });
export const shownReviewSchema = z.strictObject({
  ...saidSchema,
  person: personIdSchema,
  name: z.string(),
  verdict: verdictWordSchema,
  comment: z.string().optional(),
  textHash: z.string(),
  isStale: z.boolean(),
  isByFile: z.boolean(),
});

export const reportViewSchema = z.strictObject({
  maintenance: maintenanceIdSchema,
  atMs: z.int(),
  state: reportStateSchema,
  demand: demandSchema,
  /** Absent until it is begun. */
  report: reportSchema.optional(),
  /** Of the whole log: until it is begun, and where the log says more by now than the report has of it. */
  facts: reportFactsSchema.optional(),
  /** The version its text has; edits name it. */
  document: z.strictObject({ version: z.int(), savedAtMs: z.int(), savedBy: z.string() }).optional(),
  lock: reportLockSchema.optional(),
  /** The journal says something else by now than the draft does. */
  isRedraftDue: z.boolean(),
  /** So many entries of the log came after the newest request for review, and are no part of the report. */
  laterEntries: z.int().min(0),
  /** One for each action; `because` where it may not be done. */
  may: z.array(z.strictObject({ action: reportActionSchema, isAllowed: z.boolean(), because: z.string().optional() })),
  /** Who would be asked to review, as the roster has it. */
  wouldReview: z.array(z.strictObject({ person: personIdSchema, name: z.string(), role: z.string() })),
  /** Every word given, newest last; who stands how is in the report. */
  reviews: z.array(shownReviewSchema),
  marks: z.array(shownMarkSchema),
  announcement: z
    .strictObject({
      version: z.int(),
      /** The report was edited since it was written from it. */
      isStale: z.boolean(),
    })
    .optional(),
  /** What is open before it closes. */
  filing: z.array(filingItemSchema),
  closed: z.strictObject({ ...saidSchema, reason: z.string().optional() }).optional(),
});
export type ReportView = z.infer<typeof reportViewSchema>;

/** One row of the list, with all that filters and statistics look at. */
export const reportSummarySchema = z.strictObject({
  maintenance: maintenanceIdSchema,
  title: z.string(),
  status: z.string(),
  isPractice: z.boolean(),
  environment: z.string().optional(),
  services: z.array(z.string()),
  leader: z.string().optional(),
  startedAtMs: z.int().optional(),
  endedAtMs: z.int().optional(),
  plannedEndMs: z.int().optional(),
  overrunMs: z.int().optional(),
  isPerfect: z.boolean(),
  demand: demandSchema,
  state: reportStateSchema,
  kind: reportKindSchema.optional(),
  reportTitle: z.string().optional(),
  savedAtMs: z.int().optional(),
  publishedAtMs: z.int().optional(),
  cause: incidentFieldsSchema.shape.cause,
  isPreventable: z.boolean().optional(),
  outage: outageSchema.optional(),
  /** Of each service that was marked, whether the record names it or not. */
  outages: z.array(serviceOutageSchema),
  actionItems: z.array(actionItemSchema),
  isClosed: z.boolean(),
});
export type ReportSummary = z.infer<typeof reportSummarySchema>;

/** A text as one version has it. */
export const reportVersionSchema = z.strictObject({
  version: z.int(),
  savedAtMs: z.int(),
  savedBy: z.string(),
  text: reportTextSchema,
});

/** The public announcement: a text of its own. */
export const announcementSchema = z.strictObject({
  title: z.string().trim().min(1).max(500),
  /** Markdown. */
  text: z.string().trim().min(1).max(100_000),
});
