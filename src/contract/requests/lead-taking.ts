/** What may be asked where this console takes the lead of somebody else’s maintenance: by an invite of theirs, one at a time. */
import { z } from 'zod';
import { maintenanceIdSchema } from '../../core/ids.ts';
import { followerNameSchema } from '../../core/sharing/sharing.ts';
import { nothing, type RequestShape } from '../request-shape.ts';
import { failureSchema } from '../shapes.ts';

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

const takingSchema = z.strictObject({
  /** Of this console’s key, to be read out to the leader. */
  fingerprint: z.string(),
  /** Their console cannot be reached now; it is tried again by itself. */
  isLost: z.boolean(),
  stage: takingStageSchema,
});
export type TakingView = z.infer<typeof takingSchema>;

export const leadTakingRequests = {
  'taking.begin': {
    does: 'Comes by an invite of somebody else’s console to take the lead of its maintenance over: gives a name, and waits for the leader’s word and offer.',
    right: 'lead',
    input: z.strictObject({ invite: z.string().min(1).max(4_000), name: followerNameSchema }),
    output: takingSchema,
  },
  'taking.show': {
    does: 'Shows how far the lead is that is being taken over, if one is.',
    right: 'read',
    input: nothing,
    output: z.strictObject({ taking: takingSchema.optional() }),
  },
  'taking.accept': {
    does: 'Accepts the lead that is offered, with this console’s key. It still has to be passed.',
    right: 'lead',
    input: nothing,
    output: nothing,
  },
  'taking.confirm': {
    does: 'Says the fingerprint of the console the lead comes from, as its person reads it out; then the maintenance is fetched and taken in.',
    right: 'lead',
    input: z.strictObject({ from: z.string().trim().min(1).max(200) }),
    output: nothing,
  },
  'taking.leave': {
    does: 'Leaves: an offer is declined, what came to an end is put away. Not once the lead was passed, for then nobody else can take it.',
    right: 'lead',
    input: nothing,
    output: nothing,
  },
} as const satisfies Record<string, RequestShape>;
