/** The validation checklist of a maintenance: what is looked at in the window, by whom, with what result and on what evidence (`CHG-4`). */
import { z } from 'zod';
import { stepIdSchema } from '../ids.ts';
import type { Actor } from '../maintenance/actor.ts';
import { partIdSchema } from '../roster/names.ts';

/** More than this is no checklist that anybody works through in a window. */
export const checklistLimit = 500;

export const checklistItemSchema = z.strictObject({
  id: partIdSchema,
  text: z.string().trim().min(1).max(1_000),
  owner: z.string().trim().max(200).optional(),
  /** The category it came with. */
  category: partIdSchema.optional(),
  /** A check step of the work plan that answers it: it runs as the step does, and its outcome is the result. */
  step: stepIdSchema.optional(),
});
export type ChecklistItem = z.infer<typeof checklistItemSchema>;

/** What a result rests on. */
export const evidenceSchema = z.discriminatedUnion('kind', [
  /** A line of the log. */
  z.strictObject({ kind: z.literal('row'), row: z.int().min(0) }),
  z.strictObject({
    kind: z.literal('file'),
    name: z.string().min(1).max(500),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    sizeBytes: z.int().min(0),
  }),
  /** What somebody said to the others, quoted by its place in the journal. */
  z.strictObject({ kind: z.literal('comment'), comment: partIdSchema }),
  z.strictObject({ kind: z.literal('note'), text: z.string().trim().min(1).max(10_000) }),
]);
export type Evidence = z.infer<typeof evidenceSchema>;

export const itemResultSchema = z.enum(['passed', 'failed', 'not-applicable']);
export type ItemResult = z.infer<typeof itemResultSchema>;

export interface SettledItem extends ChecklistItem {
  readonly settled?: {
    readonly result: ItemResult;
    readonly evidence: readonly Evidence[];
    readonly by: Actor;
    readonly atMs: number;
  };
}

/** What has to be said before a maintenance completes, beside the checklist (`CHG-7`). */
export const closingPartSchema = z.enum(['owners-know', 'issues-recorded', 'support-knows']);
export type ClosingPart = z.infer<typeof closingPartSchema>;
