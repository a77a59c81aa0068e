/** What can happen to whom a maintenance is shared with. No event has a token, an address or a key. */
import { z } from 'zod';
import { partIdSchema, personIdSchema } from '../../roster/names.ts';
import { followerLeftSchema, followerNameSchema, inviteSchema } from '../../sharing/sharing.ts';
import { reason } from './fields.ts';

const follower = partIdSchema;

export const sharingEventSchemas = {
  'invite-made': z.strictObject({ invite: inviteSchema }),
  'invite-revoked': z.strictObject({ invite: partIdSchema, reason: reason.optional() }),
  /** Somebody gave their name; or, known already, is back. */
  'follower-joined': z.strictObject({
    follower,
    invite: partIdSchema,
    name: followerNameSchema,
    isBack: z.boolean(),
  }),
  /** The leader confirms the name; and says who of the roster it is, where it is one of them. */
  'follower-admitted': z.strictObject({ follower, person: personIdSchema.optional() }),
  /** Not let in, or sent away. */
  'follower-refused': z.strictObject({ follower, reason: reason.optional() }),
  'follower-left': z.strictObject({
    follower,
    why: followerLeftSchema,
  }),
} as const;
