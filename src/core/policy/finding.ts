/** What a rule says of a maintenance now. */
import { z } from 'zod';

/** Where in the console something is done. */
export const findingPlaceSchema = z.enum([
  'brief',
  'plan',
  'roster',
  'readiness',
  'notices',
  'console',
  'people',
  'settings',
]);

export const findingSchema = z.strictObject({
  rule: z.string(),
  severity: z.enum(['must', 'should']),
  status: z.enum(['satisfied', 'violated', 'waived', 'not-yet-due', 'not-applicable']),
  /** The rule in plain words, with its numbers. */
  title: z.string(),
  /** What is so: why it is satisfied, violated, waived, not due or not applicable. */
  says: z.string(),
  /** What it rests on, in words; from–to where it is about time. */
  evidence: z.array(
    z.strictObject({ text: z.string(), fromMs: z.number().optional(), toMs: z.number().optional() }).readonly(),
  ),
  /** The one thing that satisfies it: in words, and the place in the console where it is done. */
  action: z.strictObject({ label: z.string(), place: findingPlaceSchema }).optional(),
  /** When a rule that is not yet due becomes due. */
  dueAtMs: z.number().optional(),
  /** Since when it has been due: a clock that runs until it is satisfied. */
  dueSinceMs: z.number().optional(),
  waiver: z.strictObject({ by: z.string(), atMs: z.number(), reason: z.string() }).optional(),
  /** Roles of which one may waive it; none: nobody may. */
  waivedBy: z.array(z.string()),
});
export type Finding = Readonly<z.infer<typeof findingSchema>>;
export type FindingStatus = Finding['status'];
export type FindingEvidence = Finding['evidence'][number];
export type FindingAction = NonNullable<Finding['action']>;
