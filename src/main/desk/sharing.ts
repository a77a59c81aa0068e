/** Requests about whom a maintenance is shared with, and of those who came by an invite about themselves. */
import { randomBytes } from 'node:crypto';
import { fail, succeed } from '../../core/result.ts';
import { findFollower, findInvite, toFollowerStanding, toInviteStanding } from '../../core/sharing/sharing.ts';
import type { Handlers } from './handlers.ts';
import { findState } from './maintenances.ts';
import type { DeskParts } from './parts.ts';
import { forgetSession, keepToken } from './share-book.ts';
import { toShareStanding } from './visitors.ts';

type SharingRequest = 'share.me' | 'share.join' | 'share.leave' | 'share.show' | 'invite.make';

export function sharingHandlers(parts: DeskParts): Handlers<SharingRequest> {
  const { ledger, clock } = parts;
  return {
    'share.me': (_input, { share }) => {
      if (share === undefined) return succeed({ kind: 'console' });
      const { maintenance, role, follower: id, invite } = share;
      const sharing = ledger.state(maintenance)?.sharing;
      const follower = sharing === undefined ? undefined : findFollower(sharing, id);
      const expiresAtMs = (sharing === undefined ? undefined : findInvite(sharing, invite))?.expiresAtMs ?? 0;
      return succeed({
        kind: 'visitor',
        maintenance,
        role,
        standing: toShareStanding(parts, share),
        follower: id,
        ...(follower === undefined ? {} : { name: follower.name }),
        ...(follower?.person === undefined ? {} : { person: follower.person }),
        expiresAtMs,
      });
    },
    'share.join': ({ name }, { share, actor }) => {
      if (share === undefined) return notVisiting;
      const { maintenance, follower, invite } = share;
      const submitted = ledger.submit(
        maintenance,
        { type: 'report-joined', follower, invite, name },
        { ...actor, name },
      );
      return submitted.ok ? succeed({}) : submitted;
    },
    'share.leave': (_input, { share, actor }) => {
      if (share === undefined) return notVisiting;
      const { maintenance, follower } = share;
      const left = ledger.submit(maintenance, { type: 'report-left', follower, why: 'left' }, actor);
      // Somebody who never gave a name leaves no trace in the journal; the browser is forgotten all the same.
      if (!left.ok && left.failure.kind !== 'not-now') return left;
      const forgotten = forgetSession(parts, share, actor.name);
      return forgotten.ok ? succeed({}) : forgotten;
    },
    'share.show': ({ maintenance }) => {
      const found = findState(parts, maintenance);
      if (!found.ok) return found;
      const { sharing } = found.value;
      const nowMs = clock.now();
      const followers = sharing.followers
        .map((follower) => {
          const { word: _, ...shown } = follower;
          return { ...shown, standing: toFollowerStanding(sharing, follower, nowMs) };
        })
        .reverse();
      return succeed({
        invites: sharing.invites
          .map((invite) => {
            const { by, revokedAtMs: _, ...shown } = invite;
            const came = sharing.followers.filter((one) => one.invite === invite.id).length;
            return { ...shown, came, madeBy: by.name, standing: toInviteStanding(invite, nowMs) };
          })
          .reverse(),
        followers: [
          ...followers.filter(({ standing }) => standing === 'waiting'),
          ...followers.filter(({ standing }) => standing !== 'waiting'),
        ],
      });
    },
    'invite.make': ({ maintenance, holdsForMs, ...wanted }, caller) => {
      const invite = { ...wanted, id: `i-${randomBytes(6).toString('hex')}`, expiresAtMs: clock.now() + holdsForMs };
      const submitted = ledger.submit(maintenance, { type: 'make-invite', invite }, caller.actor);
      if (!submitted.ok) return submitted;
      const token = keepToken(parts, maintenance, invite.id, caller.actor.name);
      if (!token.ok) return token;
      const { id, expiresAtMs } = invite;
      return succeed({ seq: submitted.value.seq, invite: id, link: `#join=${token.value}`, expiresAtMs });
    },
  };
}

const notVisiting = fail('not-visiting', 'This is the console itself: nobody came to it by an invite.');
