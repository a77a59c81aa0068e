/** What may be asked of sharing: by the leader, whom a maintenance is shared with; by somebody who came by an invite, who they are here. */
import { z } from 'zod';
import { maintenanceIdSchema } from '../../core/ids.ts';
import { partIdSchema, personIdSchema } from '../../core/roster/names.ts';
import { shareListenerSchema } from '../../core/sharing/listener.ts';
import { shareRoleSchema } from '../../core/sharing/role.ts';
import { followerNameSchema, sharingLimits } from '../../core/sharing/sharing.ts';
import { bundleFactsSchema } from '../bundle-shapes.ts';
import { command, maintenance, nothing, type RequestShape } from '../request-shape.ts';
import { shareDoorViewSchema } from '../share-shapes.ts';

/** `nameless`: no name given yet. Anything but `admitted` can read nothing. */
const standing = z.enum(['nameless', 'waiting', 'admitted', 'refused', 'revoked', 'expired', 'handed-over']);

export const sharingRequests = {
  'share.me': {
    does: 'Says who asks: somebody at the console itself; somebody who came by an invite, as what, to which maintenance, and how they stand; or somebody who reads a bundle.',
    right: 'read',
    input: nothing,
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('console') }),
      z.strictObject({
        kind: z.literal('visitor'),
        maintenance: maintenanceIdSchema,
        role: shareRoleSchema,
        standing,
        follower: partIdSchema,
        name: z.string().optional(),
        /** Who of the roster they are, by the leader’s word. */
        person: personIdSchema.optional(),
        /** When the invite expires. */
        expiresAtMs: z.int(),
      }),
      z.strictObject({
        kind: z.literal('reader'),
        maintenance: maintenanceIdSchema,
        name: z.string(),
        /** Without it nobody would be said to have said anything, so nothing can be said. */
        person: personIdSchema.optional(),
        bundle: bundleFactsSchema,
      }),
    ]),
  },
  'share.join': {
    does: 'Gives the name of somebody who came by an invite. The leader confirms it; until then nothing can be read.',
    right: 'read',
    writes: true,
    input: z.strictObject({ name: followerNameSchema }),
    output: nothing,
  },
  'share.leave': {
    does: 'Ends following: whoever came by an invite leaves, and their browser is let in no more.',
    right: 'read',
    writes: true,
    input: nothing,
    output: nothing,
  },
  'share.show': {
    does: 'Shows whom a maintenance is shared with: its invites, and those who came by them.',
    right: 'read',
    input: z.strictObject({ maintenance }),
    output: z.strictObject({
      /** Newest first. */
      invites: z.array(
        z.strictObject({
          id: partIdSchema,
          role: shareRoleSchema,
          note: z.string().optional(),
          /** So many may come by it, and so many came. */
          people: z.int(),
          came: z.int(),
          /** So many browsers have taken its link: those who came, and those who have not said who they are yet. */
          opened: z.int(),
          madeAtMs: z.int(),
          madeBy: z.string(),
          expiresAtMs: z.int(),
          standing: z.enum(['open', 'revoked', 'expired', 'handed-over']),
        }),
      ),
      /** Those who wait first, then newest first. */
      followers: z.array(
        z.strictObject({
          id: partIdSchema,
          invite: partIdSchema,
          name: z.string(),
          role: shareRoleSchema,
          standing: standing.exclude(['nameless']),
          isHere: z.boolean(),
          person: personIdSchema.optional(),
          joinedAtMs: z.int(),
        }),
      ),
    }),
  },
  'share.door': {
    does: 'Shows the door followers come by: whether it is open, where, what it exposes, and how the way over a bastion stands.',
    right: 'read',
    input: nothing,
    output: shareDoorViewSchema,
  },
  'share.open': {
    does: 'Opens the door to followers: on this machine, or, deliberately, on one address of its network with a key made for this. A bastion is a host of the workspace that leads to it.',
    right: 'lead',
    input: shareListenerSchema.omit({ isOpen: true }).extend({
      /** Needed for any address but that of this machine. */
      isExposureAccepted: z.boolean().default(false),
    }),
    output: shareDoorViewSchema,
  },
  'share.close': {
    does: 'Closes the door: every follower is disconnected. Invites stay, for when it is opened again.',
    right: 'lead',
    input: nothing,
    output: shareDoorViewSchema,
  },
  'invite.make': {
    does: 'Makes an invite to a maintenance for a role. The link is shown this once: its token is kept as a hash. The door has to be open.',
    right: 'lead',
    input: z.strictObject({
      maintenance,
      role: shareRoleSchema,
      note: z.string().trim().min(1).max(200).optional(),
      people: z.int().min(1).max(sharingLimits.people).default(1),
      holdsForMs: z
        .int()
        .min(60_000)
        .max(sharingLimits.inviteMs)
        .default(12 * 3_600_000),
    }),
    output: z.strictObject({ seq: z.int(), invite: partIdSchema, link: z.string(), expiresAtMs: z.int() }),
  },
  'invite.follow': {
    does: 'Follows an invite of somebody else’s console: its screens open in a window of their own, or in a browser of this machine, until they are closed or this console is.',
    right: 'lead',
    writes: false,
    input: z.strictObject({ invite: z.string().min(1).max(4_000) }),
    /** Lets one browser in, once; where a browser could be opened, it has been used. Absent where they have a window. */
    output: z.strictObject({ url: z.string().optional() }),
  },
  'invite.revoke': command('Revokes an invite: whoever came by it is disconnected at once.', 'revoke-invite'),
  'follower.admit': command(
    'Confirms the name of somebody who came by an invite, and says who of the roster they are, where they are one.',
    'admit-follower',
  ),
  'follower.refuse': command('Does not let somebody in who came by an invite, or sends them away.', 'refuse-follower'),
} as const satisfies Record<string, RequestShape>;
