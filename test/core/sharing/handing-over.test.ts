/** Whom a maintenance is shared with when its lead goes to another console: whose way in ends, whose does not yet, and who is to be invited anew. */
import { expect, it } from 'vitest';
import { toLeftBehind, withLeadPassed, withLeadTaken } from '../../../src/core/sharing/handing-over.ts';
import {
  type Follower,
  type Invite,
  type Sharing,
  toFollowerStanding,
  toInviteStanding,
} from '../../../src/core/sharing/sharing.ts';

const by = { kind: 'person', name: 'Ada' } as const;
const invite = (id: string): Invite => ({ id, role: 'review', people: 9, expiresAtMs: 1_000, madeAtMs: 0, by });
const follower = (id: string, name: string, more: Partial<Follower> = {}): Follower => ({
  ...{ id, name, invite: 'i-1', role: 'review', word: 'admitted', isHere: true, joinedAtMs: 0 },
  ...more,
});

const before: Sharing = {
  invites: [invite('i-1')],
  followers: [
    follower('f-bo', 'Bo'),
    follower('f-cleo', 'Cleo'),
    follower('f-dana', 'Dana'),
    follower('f-eve', 'Eve', { word: 'none' }),
  ],
};
const standingsAt = (sharing: Sharing, nowMs: number) =>
  sharing.followers.map((one) => toFollowerStanding(sharing, one, nowMs));

it('is over for all but whom the lead was passed to, by the same invite too, and for them once they have taken it', () => {
  const passed = withLeadPassed(before, 'f-bo', 10);
  expect(passed.invites.map((one) => toInviteStanding(one, 11))).toEqual(['handed-over']);
  expect(standingsAt(passed, 11)).toEqual(['admitted', 'handed-over', 'handed-over', 'handed-over']);
  expect(passed.followers.map(({ isHere }) => isHere)).toEqual([true, false, false, false]);
  expect(standingsAt(withLeadTaken(passed), 11)).toEqual(Array(4).fill('handed-over'));
});

it('lets whom it was passed to in no longer than their invite would have', () => {
  expect(standingsAt(withLeadPassed(before, 'f-bo', 10), 1_000)[0]).toBe('expired');
});

it('names those who were let in before and have not come back, at the console that leads now', () => {
  const taken = withLeadTaken(withLeadPassed(before, 'f-bo', 10));
  expect(toLeftBehind(taken, 11)).toEqual(['Cleo', 'Dana']);
  const anew: Sharing = {
    invites: [...taken.invites, invite('i-2')],
    followers: [...taken.followers, follower('f-9', 'Dana', { invite: 'i-2' })],
  };
  expect(standingsAt(anew, 11).at(-1)).toBe('admitted');
  expect(toLeftBehind(anew, 11)).toEqual(['Cleo']);
  // The lead goes on to somebody else: what was over before stays so.
  expect(standingsAt(withLeadTaken(withLeadPassed(anew, 'f-9', 20)), 21)).toEqual(Array(5).fill('handed-over'));
  expect(toLeftBehind(before, 11)).toEqual([]);
});
