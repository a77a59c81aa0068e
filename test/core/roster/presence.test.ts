import { expect, it } from 'vitest';
import type { PersonId } from '../../../src/core/roster/names.ts';
import { isAbsent, toPresent } from '../../../src/core/roster/presence.ts';
import { emptyRoster, type Roster } from '../../../src/core/roster/roster.ts';

const ada = 'ada' as PersonId;
const ben = 'ben' as PersonId;
const member = (id: PersonId) => ({ id, name: id, roles: ['SRE'], qualifications: [], services: [], zone: 'UTC' });

const roster: Roster = {
  ...emptyRoster,
  members: [member(ada), member(ben)],
  shifts: [
    { id: 'a', person: ada, role: 'SRE', fromMs: 100, toMs: 200 },
    { id: 'b', person: ben, role: 'SRE', fromMs: 200, toMs: 300 },
  ],
  checkIns: [{ person: ada, atMs: 101 }],
  claims: [{ id: 'c', person: ada, goal: 'the wiki', sinceMs: 110 }],
};

const presentAt = (atMs: number, of = roster) => toPresent(of, atMs).map(({ member: { id } }) => id);

it('a shift holds from its first instant to just before its last, so that touching shifts hand over in one', () => {
  expect(presentAt(99)).toEqual([]);
  expect(presentAt(100)).toEqual([ada]);
  expect(presentAt(199)).toEqual([ada]);
  expect(presentAt(200)).toEqual([ben]);
  expect(presentAt(300)).toEqual([]);
});

it('whoever is said to be unavailable is not there from that instant on', () => {
  const by = { kind: 'person' as const, name: 'Ada' };
  const gone = { ...roster, absences: [{ person: ada, fromMs: 150, reason: 'ill', saidAtMs: 120, by }] };
  expect(presentAt(149, gone)).toEqual([ada]);
  expect(presentAt(150, gone)).toEqual([]);
  expect(isAbsent(gone, ben, 150)).toBe(false);
});

it('says when they checked in and what they work on', () => {
  expect(toPresent(roster, 150)).toMatchObject([{ checkedInAtMs: 101, claims: [{ goal: 'the wiki' }] }]);
});
