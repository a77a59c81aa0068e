/** What may be asked where this console takes the lead of somebody else’s maintenance: by an invite of theirs, one at a time. */
import { z } from 'zod';
import { followerNameSchema } from '../../core/sharing/sharing.ts';
import { takingSchema } from '../lead-shapes.ts';
import { nothing, type RequestShape } from '../request-shape.ts';

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
