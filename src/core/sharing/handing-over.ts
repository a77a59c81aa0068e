/** What becomes of whom a maintenance is shared with when its lead goes to another console: whoever leads there invites them anew. */
import type { PartId } from '../roster/names.ts';
import { findInvite, type Sharing, toFollowerStanding } from './sharing.ts';

/** Every invite is over, and nobody is here any more but whom the lead was passed to: they have yet to fetch it. */
export function withLeadPassed({ invites, followers }: Sharing, to: PartId, atMs: number): Sharing {
  return {
    invites: invites.map((invite) => ({ ...invite, handedOverAtMs: invite.handedOverAtMs ?? atMs })),
    followers: followers.map((one) => (one.id === to ? { ...one, lead: 'passed' } : { ...one, isHere: false })),
  };
}

export function withLeadTaken(sharing: Sharing): Sharing {
  const followers = sharing.followers.map((one) =>
    one.lead === 'passed' ? { ...one, lead: 'taken' as const, isHere: false } : one,
  );
  return { ...sharing, followers };
}

/** Names of those who were let in before the lead came to this console, and have not been let in here since: they need a new invite. */
export function toLeftBehind(sharing: Sharing, nowMs: number): readonly string[] {
  const { followers } = sharing;
  const here = followers
    .filter((one) => toFollowerStanding(sharing, one, nowMs) === 'admitted')
    .map(({ name }) => name);
  const before = followers.filter(
    ({ word, lead, invite }) =>
      word === 'admitted' && lead === undefined && findInvite(sharing, invite)?.handedOverAtMs !== undefined,
  );
  return [...new Set(before.map(({ name }) => name))].filter((name) => !here.includes(name));
}
