/** How far the lead of somebody else’s maintenance is on its way to this console. */
import { z } from 'zod';
import { maintenanceIdSchema } from '../core/ids.ts';
import { failureSchema } from './shapes.ts';

const title = z.string();

/** How far it is. From `passed` on nobody leads until it is taken in here. */
export const takingStageSchema = z.discriminatedUnion('at', [
  /** Waits until the leader has confirmed the name. */
  z.strictObject({ at: z.literal('knocking') }),
  /** Waits until the lead is offered. */
  z.strictObject({ at: z.literal('following'), title }),
  z.strictObject({ at: z.literal('offered'), title, by: z.string() }),
  /** Waits until it is passed. */
  z.strictObject({ at: z.literal('accepted'), title }),
  /** Waits for the fingerprint of their console. */
  z.strictObject({
    at: z.literal('passed'),
    title,
    /** Why the last try has not taken it in. */
    failure: failureSchema.optional(),
    /** What was fetched already, on this machine. */
    file: z.string().optional(),
  }),
  z.strictObject({ at: z.literal('fetching'), title, bytes: z.int(), sizeBytes: z.int().optional() }),
  z.strictObject({ at: z.literal('receiving'), title }),
  z.strictObject({
    at: z.literal('leading'),
    title,
    maintenance: maintenanceIdSchema,
    events: z.int(),
    rows: z.int(),
  }),
  /** It came to nothing. */
  z.strictObject({ at: z.literal('over'), failure: failureSchema }),
]);
export type TakingStage = z.infer<typeof takingStageSchema>;

export const takingSchema = z.strictObject({
  /** Of this console’s key, to be read out to the leader. */
  fingerprint: z.string(),
  /** Their console cannot be reached now; it is tried again by itself. */
  isLost: z.boolean(),
  stage: takingStageSchema,
});
export type TakingView = z.infer<typeof takingSchema>;
