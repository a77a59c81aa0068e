/** Folds whom a maintenance is shared with. */
import { assertNever } from '../../result.ts';
import type { PartId } from '../../roster/names.ts';
import { type Follower, findFollower, findInvite, type Sharing } from '../../sharing/sharing.ts';
import type { sharingEventSchemas } from '../events/sharing-events.ts';
import type { JournalEventOf } from '../events.ts';

export function evolveSharing(sharing: Sharing, event: JournalEventOf<keyof typeof sharingEventSchemas>): Sharing {
  switch (event.type) {
    case 'invite-made': {
      const invite = { ...event.data.invite, madeAtMs: event.atMs, by: event.actor };
      return { ...sharing, invites: [...sharing.invites, invite] };
    }
    case 'invite-revoked': {
      const { invite: id } = event.data;
      const invites = sharing.invites.map((one) => (one.id === id ? { ...one, revokedAtMs: event.atMs } : one));
      return { ...sharing, invites };
    }
    case 'follower-joined':
      return join(sharing, event);
    case 'follower-admitted': {
      const { follower, person } = event.data;
      return change(sharing, follower, ({ person: _, ...one }) => ({
        ...one,
        word: 'admitted',
        ...(person === undefined ? {} : { person }),
      }));
    }
    case 'follower-refused':
      return change(sharing, event.data.follower, (one) => ({ ...one, word: 'refused' }));
    case 'follower-left':
      return change(sharing, event.data.follower, (one) => ({ ...one, isHere: false }));
    default:
      return assertNever(event);
  }
}

function join(sharing: Sharing, { data, atMs }: JournalEventOf<'follower-joined'>): Sharing {
  const { follower: id, invite, name } = data;
  if (findFollower(sharing, id) !== undefined) return change(sharing, id, (one) => ({ ...one, isHere: true }));
  const role = findInvite(sharing, invite)?.role ?? 'follow';
  const follower: Follower = { id, invite, role, name, word: 'none', isHere: true, joinedAtMs: atMs };
  return { ...sharing, followers: [...sharing.followers, follower] };
}

function change(sharing: Sharing, id: PartId, to: (follower: Follower) => Follower): Sharing {
  return { ...sharing, followers: sharing.followers.map((one) => (one.id === id ? to(one) : one)) };
}
