/** Requests about whom a maintenance is shared with, and of those who came by an invite about themselves. */
import { randomBytes } from 'node:crypto';
import { fail, succeed } from '../../../core/result.ts';
import {
  closedShareListener,
  isEncrypted,
  type ShareListener,
  shareListenerSchema,
  toShareExposure,
} from '../../../core/sharing/listener.ts';
import { findFollower, findInvite, toFollowerStanding, toInviteStanding } from '../../../core/sharing/sharing.ts';
import type { Answered, Handlers } from '../handlers.ts';
import { findState } from '../maintenance/maintenances.ts';
import type { DeskParts } from '../parts.ts';
import { countTaken, forgetSession, keepToken } from './share-book.ts';
import { toShareStanding } from './visitors.ts';

type SharingRequest =
  | 'share.me'
  | 'share.join'
  | 'share.leave'
  | 'share.show'
  | 'share.door'
  | 'share.open'
  | 'share.close'
  | 'invite.make'
  | 'invite.follow';

const settingName = 'share-listener';

export function sharingHandlers(parts: DeskParts): Handlers<SharingRequest> {
  const { ledger, clock, shareDoor, store } = parts;
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
      const taken = countTaken(parts, maintenance);
      const followers = sharing.followers
        .map((follower) => {
          const { word: _, lead: __, ...shown } = follower;
          return { ...shown, standing: toFollowerStanding(sharing, follower, nowMs) };
        })
        .reverse();
      return succeed({
        invites: sharing.invites
          .map((invite) => {
            const { by, revokedAtMs: _, handedOverAtMs: __, ...shown } = invite;
            const came = sharing.followers.filter((one) => one.invite === invite.id).length;
            const opened = Math.max(came, taken.get(invite.id) ?? 0);
            return { ...shown, came, opened, madeBy: by.name, standing: toInviteStanding(invite, nowMs) };
          })
          .reverse(),
        followers: [
          ...followers.filter(({ standing }) => standing === 'waiting'),
          ...followers.filter(({ standing }) => standing !== 'waiting'),
        ],
      });
    },
    'share.door': () => showDoor(parts),
    'share.open': async ({ isExposureAccepted, ...wanted }, caller) => {
      const listener: ShareListener = { ...wanted, isOpen: true };
      if (isEncrypted(listener) && !isExposureAccepted)
        return fail('not-confirmed', toShareExposure(listener).join(' '), {
          advice: 'Accept that to open it, or open it on 127.0.0.1.',
        });
      const opened = await shareDoor.open(listener);
      return opened.ok ? keepListener(parts, listener, caller.actor.name) : opened;
    },
    'share.close': async (_input, caller) => {
      await shareDoor.close();
      return keepListener(parts, { ...readShareListener(store), isOpen: false }, caller.actor.name);
    },
    'invite.follow': ({ invite }) => parts.followInvite(invite),
    'invite.make': ({ maintenance, holdsForMs, ...wanted }, caller) => {
      if (shareDoor.standing.kind !== 'open') return notOpen;
      const invite = { ...wanted, id: `i-${randomBytes(6).toString('hex')}`, expiresAtMs: clock.now() + holdsForMs };
      const submitted = ledger.submit(maintenance, { type: 'make-invite', invite }, caller.actor);
      if (!submitted.ok) return submitted;
      const token = keepToken(parts, maintenance, invite.id, caller.actor.name);
      if (!token.ok) return token;
      const link = shareDoor.toLink(token.value);
      if (link === undefined) return notOpen;
      const { id, expiresAtMs } = invite;
      return succeed({ seq: submitted.value.seq, invite: id, link, expiresAtMs });
    },
  };
}

export function readShareListener({ documents }: Pick<DeskParts['store'], 'documents'>): ShareListener {
  const found = documents.get('setting', settingName);
  return found === undefined ? closedShareListener : shareListenerSchema.parse(found.body);
}

function keepListener(parts: DeskParts, listener: ShareListener, by: string): Answered<'share.door'> {
  const { documents } = parts.store;
  const version = documents.get('setting', settingName)?.version ?? 0;
  const kept = documents.put('setting', settingName, version, listener, by, parts.clock.now());
  if (!kept.ok) return kept;
  parts.news.changed('share');
  return showDoor(parts);
}

function showDoor({ store, shareDoor }: Pick<DeskParts, 'store' | 'shareDoor'>): Answered<'share.door'> {
  const listener = readShareListener(store);
  return succeed({ listener, standing: shareDoor.standing, exposes: [...toShareExposure(listener)] });
}

const notOpen = fail('not-open', 'Nobody can come yet: the door to followers is closed.', {
  advice: 'Open sharing first.',
});
const notVisiting = fail('not-visiting', 'This is the console itself: nobody came to it by an invite.');
