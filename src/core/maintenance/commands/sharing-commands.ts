/** What the leader may say of whom a maintenance is shared with. */
import { sharingEventSchemas } from '../events/sharing-events.ts';

export const sharingCommandSchemas = {
  'make-invite': sharingEventSchemas['invite-made'],
  'revoke-invite': sharingEventSchemas['invite-revoked'],
  'admit-follower': sharingEventSchemas['follower-admitted'],
  'refuse-follower': sharingEventSchemas['follower-refused'],
} as const;
