/**
 * A report after the work, whole: what the journal says of the maintenance, what people wrote about it, and how its review stands.
 * Whoever renders it (Markdown, HTML, wikitext, PDF, JSON) needs nothing else.
 */
import { z } from 'zod';
import { maintenanceIdSchema, taskIdSchema } from '../ids.ts';
import { instantMs, sha256 } from '../maintenance/events/fields.ts';
import { partIdSchema, personIdSchema, serviceSchema } from '../roster/names.ts';
import { windowSchema } from '../schedule/window.ts';

/** `pmr`: a post-mortem report; `aar`: an after-action review; `incident-report`: demanded when the window was overrun (`PM-1`). */
export const reportKindSchema = z.enum(['pmr', 'aar', 'incident-report']);
export type ReportKind = z.infer<typeof reportKindSchema>;

/** `PM-5`: what a service can be. Total outage runs from down to up, visible outage from down to partial. */
export const serviceLevelSchema = z.enum(['up', 'partial', 'down']);
export type ServiceLevel = z.infer<typeof serviceLevelSchema>;

export const sectionIds = [
  'summary',
  'impact',
  'timeline',
  'root-causes',
  'five-whys',
  'went-well',
  'went-poorly',
  'lucky',
  'complications',
  'detection',
  'response',
  'recovery',
] as const;
export const sectionIdSchema = z.enum(sectionIds);
export type SectionId = (typeof sectionIds)[number];

export const reportLimits = { sectionCharacters: 100_000, actionItems: 200, comments: 1_000, timeline: 5_000 } as const;

const text = z.string().max(reportLimits.sectionCharacters);

/** One section: what the draft filled in, and what a person wrote instead. A regenerated draft never touches `written`. */
export const reportSectionSchema = z.strictObject({
  id: sectionIdSchema,
  /** Markdown, drawn from the journal; empty where it has nothing to say. */
  drafted: text,
  /** Markdown of a person's own; absent where nobody has touched the draft. */
  written: text.optional(),
  /** Why the section has no answer here: an answer too. */
  notApplicable: z.string().trim().min(1).max(2_000).optional(),
  /** Marked internal: never part of what is published. */
  isInternal: z.boolean().default(false),
});
export type ReportSection = z.infer<typeof reportSectionSchema>;

/** An improvement that somebody sees to, as the report's text has it. */
export const actionItemTextSchema = z.strictObject({
  id: partIdSchema,
  title: z.string().trim().min(1).max(500),
  kind: z.enum(['prevent', 'detect', 'mitigate', 'process']),
  /** Who sees to it: somebody of the address book, or a name. */
  owner: z.string().trim().min(1).max(200),
  person: personIdSchema.optional(),
  /** A day, `2026-12-24`. */
  due: z.iso.date().optional(),
  /** Where it is tracked elsewhere. */
  link: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
  note: z.string().max(10_000).default(''),
});
export type ActionItemText = z.infer<typeof actionItemTextSchema>;

export const actionItemStateSchema = z.enum(['open', 'done', 'dropped']);
export type ActionItemState = z.infer<typeof actionItemStateSchema>;

/** With what the journal says has become of it. */
export const actionItemSchema = actionItemTextSchema.extend({ state: actionItemStateSchema.default('open') });
export type ActionItem = z.infer<typeof actionItemSchema>;

/** A place in the log: the permanent number of a row of output, or of an event. */
export const logPlaceSchema = z.union([z.strictObject({ row: instantMs }), z.strictObject({ event: instantMs })]);

export const timelineEntrySchema = z.strictObject({
  atMs: instantMs,
  /** Who, by name; absent where it was the console or a host by itself. */
  actor: z.string().optional(),
  /** One sentence. */
  text: z.string(),
  /** Where it stands in the log. */
  at: logPlaceSchema,
  /** The lines of output it speaks of: from the first, and before the second. */
  rows: z.strictObject({ from: instantMs, to: instantMs }).optional(),
  /** The state of the affected service from here on, where this says so. */
  level: serviceLevelSchema.optional(),
  /** Of which service that is the state. */
  service: serviceSchema.optional(),
  /** What everybody may be told of it: no host, no step, no note. Absent where it is nothing to everybody. */
  openly: z.string().optional(),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

/** Of all services together: while any was out. `total` from down to up, `visible` from down to partial (or straight to up). */
export const outageSchema = z.strictObject({
  totalMs: instantMs,
  visibleMs: instantMs,
  /** A service is not marked up again yet: counted to the instant of the report. */
  isOngoing: z.boolean().default(false),
});
export type Outage = z.infer<typeof outageSchema>;

/** Of one service, by its own marks. */
export const serviceOutageSchema = outageSchema.extend({ service: z.string() });
export type ServiceOutage = z.infer<typeof serviceOutageSchema>;

/** What the journal says, and nobody types. */
export const reportFactsSchema = z.strictObject({
  maintenance: maintenanceIdSchema,
  title: z.string(),
  environment: z.strictObject({ name: z.string(), isProduction: z.boolean() }).optional(),
  services: z.array(serviceSchema),
  leaders: z.array(z.string()),
  outcome: z.enum(['completed', 'completed-with-failures', 'rolled-back', 'aborted', 'cancelled', 'running']),
  /** The zone that the times of the report are written in. */
  zone: z.string(),
  times: z.strictObject({
    plannedWindow: windowSchema.optional(),
    startedAtMs: instantMs.optional(),
    firstFailureAtMs: instantMs.optional(),
    /** When the console or a person first acted on it. */
    detectedAtMs: instantMs.optional(),
    rollbackAtMs: instantMs.optional(),
    endedAtMs: instantMs.optional(),
    /** How long it went past its window; absent where it did not. */
    overrunMs: instantMs.optional(),
  }),
  /** `PM-5`, computed from the service's states; absent where nobody marked one. */
  outage: outageSchema.optional(),
  timeline: z.array(timelineEntrySchema).max(reportLimits.timeline),
  /** More happened than the timeline holds. */
  isTimelineCut: z.boolean(),
  /** What people decided, in the order they did. */
  decisions: z
    .array(
      timelineEntrySchema.omit({ actor: true, level: true, service: true, openly: true }).extend({ by: z.string() }),
    )
    .default([]),
  /** What failed, or nobody knew the outcome of; those of the timeline that say so. */
  failures: z.array(timelineEntrySchema).default([]),
  /** What first answered the first failure: the console, which held the run, or a person. */
  detection: timelineEntrySchema.optional(),
  steps: z.array(
    z.strictObject({
      task: taskIdSchema,
      title: z.string(),
      host: z.string().optional(),
      state: z.string(),
      estimateMs: instantMs.optional(),
      actualMs: instantMs.optional(),
      attempts: z.int().min(0),
    }),
  ),
  onShift: z.array(
    z.strictObject({ name: z.string(), roles: z.array(z.string()), fromMs: instantMs, toMs: instantMs }),
  ),
  waivers: z.array(z.strictObject({ rule: z.string(), by: z.string(), reason: z.string(), atMs: instantMs })),
  notices: z.array(
    z.strictObject({
      title: z.string(),
      dueAtMs: instantMs.optional(),
      sentAtMs: instantMs.optional(),
      by: z.string().optional(),
    }),
  ),
  backups: z.array(z.strictObject({ name: z.string(), level: z.string() })),
  rollback: z
    .strictObject({ atMs: instantMs, by: z.string(), reason: z.string(), criterion: z.string().optional() })
    .optional(),
  /** `PM-4`: whether everything went perfectly, and why it is thought so. */
  perfect: z.strictObject({
    isPerfect: z.boolean(),
    reasons: z.array(z.strictObject({ holds: z.boolean(), says: z.string() })),
  }),
});
export type ReportFacts = z.infer<typeof reportFactsSchema>;

/** `PM-5`: what an IncidentReport states beside its text. */
export const incidentFieldsSchema = z.strictObject({
  service: z.string().trim().max(200),
  cause: z.enum(['human', 'technical', 'upstream']).optional(),
  /** What made it worse. */
  aggravatedBy: z.string().max(10_000).default(''),
  /** `false`: somebody says that nothing did. Words say more than it. */
  isAggravated: z.boolean().optional(),
  /** Of the service. */
  knownProblems: z.string().max(10_000).default(''),
  /** `false`: somebody says that none are known. Words say more than it. */
  hasKnownProblems: z.boolean().optional(),
  isPreventable: z.boolean().optional(),
  responders: z.array(z.string().max(200)).max(100).default([]),
});
export type IncidentFields = z.infer<typeof incidentFieldsSchema>;

/** Who is asked to review, and what they said of which text. */
export const reviewerStandingSchema = z.strictObject({
  person: personIdSchema.optional(),
  name: z.string(),
  /** Why they are asked: `EM`, `CES`, `involved`. */
  role: z.string(),
  verdict: z.enum(['none', 'approved', 'changes-wanted']),
  /** The text was edited after their word. */
  isStale: z.boolean(),
  atMs: instantMs.optional(),
  comment: z.string().optional(),
  /** Why nobody waits for their word, by an EM. */
  excused: z.string().optional(),
});
export type ReviewerStanding = z.infer<typeof reviewerStandingSchema>;

export const reportSchema = z.strictObject({
  kind: reportKindSchema,
  title: z.string(),
  facts: reportFactsSchema,
  sections: z.array(reportSectionSchema),
  incident: incidentFieldsSchema.optional(),
  actionItems: z.array(actionItemSchema).max(reportLimits.actionItems),
  reviewers: z.array(reviewerStandingSchema),
  /** SHA-256 of what reviewers give their word on (`toReportHash`). */
  textHash: sha256,
  publications: z.array(
    z.strictObject({
      audience: z.enum(['internal', 'public']),
      atMs: instantMs,
      by: z.string(),
      where: z.string(),
      textHash: sha256,
    }),
  ),
});
export type Report = z.infer<typeof reportSchema>;

/** What stands in a section for whoever reads the report. */
export function toSectionText({ drafted, written, notApplicable }: ReportSection): string {
  return notApplicable !== undefined ? `*Not applicable*: ${notApplicable}` : (written ?? drafted);
}
