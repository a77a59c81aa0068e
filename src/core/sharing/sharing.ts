/** What a maintenance knows of whom it is shared with: invites, those who came by them, and how each of these stands. */
import { z } from 'zod';
import { unseenCharacters } from '../ids.ts';
import type { Actor } from '../maintenance/actor.ts';
import { type PartId, type PersonId, partIdSchema } from '../roster/names.ts';
import { type ShareRole, shareRoleSchema } from './role.ts';

export const sharingLimits = {
  invites: 1_000,
  followers: 5_000,
  /** Who may come by one invite. */
  people: 500,
  /** 31 days: whoever reviews a report may need as long. */
  inviteMs: 31 * 24 * 3_600_000,
} as const;

/** As they give it themselves; the leader confirms it. */
export const followerNameSchema = z
  .string()
  .trim()
  .min(1, 'a name is needed')
  .max(100)
  .refine((name) => !unseenCharacters.test(name), 'a name has no control character and no mark of direction');

/** One invite, for one maintenance and one role. Its token is no part of it: nothing in a journal lets anybody in. */
export const inviteSchema = z.strictObject({
  id: partIdSchema,
  role: shareRoleSchema,
  /** For whom it is meant, in the leader’s words. */
  note: z.string().trim().min(1).max(200).optional(),
  /** So many may come by it, each once. */
  people: z.int().min(1).max(sharingLimits.people),
  expiresAtMs: z.int().min(0),
});
export type Invite = z.infer<typeof inviteSchema> & {
  readonly madeAtMs: number;
  readonly by: Actor;
  readonly revokedAtMs?: number;
  /** The lead was passed on: whoever leads now makes invites of their own. */
  readonly handedOverAtMs?: number;
};

/** Somebody who came by an invite, under the name they gave. */
export interface Follower {
  readonly id: PartId;
  readonly invite: PartId;
  readonly role: ShareRole;
  readonly name: string;
  /** The leader’s word on the name; nothing can be read before it. */
  readonly word: 'none' | 'admitted' | 'refused';
  /** Who of the roster this is, where the leader has said so. */
  readonly person?: PersonId;
  /** Connected, as far as the console has noticed. */
  readonly isHere: boolean;
  readonly joinedAtMs: number;
  /** The lead was passed to them, or has been taken by them since. */
  readonly lead?: 'passed' | 'taken';
}

/** Why somebody is not here any more. `gone`: their connection ended, and no other came in time. */
export const followerLeftSchema = z.enum(['left', 'gone', 'refused', 'revoked', 'expired', 'handed-over', 'closed']);
export type FollowerLeft = z.infer<typeof followerLeftSchema>;

export interface Sharing {
  readonly invites: readonly Invite[];
  readonly followers: readonly Follower[];
}

export const noSharing: Sharing = { invites: [], followers: [] };

/** `handed-over`: the lead went to another console since it was made. */
export type InviteStanding = 'open' | 'revoked' | 'expired' | 'handed-over';

export function toInviteStanding({ revokedAtMs, expiresAtMs, handedOverAtMs }: Invite, nowMs: number): InviteStanding {
  if (revokedAtMs !== undefined) return 'revoked';
  if (handedOverAtMs !== undefined) return 'handed-over';
  return nowMs >= expiresAtMs ? 'expired' : 'open';
}

/** How somebody stands now. What their invite does not let in any more comes first, whatever was said of them. */
export type FollowerStanding = 'waiting' | 'admitted' | 'refused' | 'revoked' | 'expired' | 'handed-over';

/** Whom the lead was passed to still comes in, as long as their invite would have held, to fetch it: until they have taken it. */
export function toFollowerStanding(sharing: Sharing, follower: Follower, nowMs: number): FollowerStanding {
  const invite = findInvite(sharing, follower.invite);
  if (invite === undefined) return 'revoked';
  const { handedOverAtMs: _, ...before } = invite;
  const standing = toInviteStanding(follower.lead === 'passed' ? before : invite, nowMs);
  if (standing !== 'open') return standing;
  return follower.word === 'none' ? 'waiting' : follower.word;
}

export function findInvite({ invites }: Sharing, id: PartId): Invite | undefined {
  return invites.find((invite) => invite.id === id);
}

export function findFollower({ followers }: Sharing, id: PartId): Follower | undefined {
  return followers.find((follower) => follower.id === id);
}
