/** What people say of an environment's release gate: block it, or lift what blocks it. Kept as the versions of one document each. */
import { z } from 'zod';
import { actorSchema } from '../maintenance/actor.ts';

export const gateReasonSchema = z.string().trim().min(1, 'a reason is needed').max(2_000);
export const gateContactSchema = z.string().trim().min(1).max(1_000);

/**
 * What one cause is called: `word-3` for the third word said of the gate, `m-…@17` for what the 17th event of a release made of
 * it. A word lifts causes by these names, so that no clock decides whether it was said before a failure or after.
 */
export const causeIdSchema = z.string().regex(/^(word-\d{1,9}|m-[a-z0-9]{4,32}@\d{1,9})$/);
export type CauseId = z.infer<typeof causeIdSchema>;

const said = { reason: gateReasonSchema, by: actorSchema, atMs: z.int().min(0) };

export const gateWordSchema = z.discriminatedUnion('word', [
  z.strictObject({ word: z.literal('block'), ...said, contact: gateContactSchema.optional() }),
  z.strictObject({ word: z.literal('unblock'), ...said, lifts: z.array(causeIdSchema).min(1).max(1_000) }),
]);
export type GateWord = z.infer<typeof gateWordSchema>;

/** A word with its place: 1 for the first that was ever said of this gate. */
export type NumberedWord = GateWord & { readonly number: number };
