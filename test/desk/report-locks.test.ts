/** Whose turn it is at a report: one person’s in all their windows, and of two who call themselves the same only one’s. */
import { expect, it } from 'vitest';
import type { MaintenanceId } from '../../src/core/ids.ts';
import type { Actor } from '../../src/core/maintenance/actor.ts';
import type { PersonId } from '../../src/core/roster/names.ts';
import { ReportLocks } from '../../src/main/desk/report/report-locks.ts';

const maintenance = 'm-test0001' as MaintenanceId;
const bo: Actor = { kind: 'person', name: 'Bo', via: 'assist', follower: 'f-1' };
const otherBo: Actor = { ...bo, follower: 'f-2' };
const known: Actor = { ...bo, person: 'bo' as PersonId };

it('is one follower’s, and not that of another of the same name', () => {
  const locks = new ReportLocks();
  expect(locks.take(maintenance, bo, 0).ok).toBe(true);
  expect(locks.take(maintenance, otherBo, 1)).toMatchObject({ ok: false, failure: { kind: 'locked' } });
  expect(locks.release(maintenance, otherBo, 2)).toBe(false);
  expect(locks.take(maintenance, bo, 3)).toMatchObject({ ok: true, value: { isNew: false } });
});

it('stays theirs when the leader says who of the roster they are', () => {
  const locks = new ReportLocks();
  locks.take(maintenance, bo, 0);
  expect(locks.take(maintenance, known, 1)).toMatchObject({ ok: true, value: { isNew: false } });
});

it('is one person’s who came twice', () => {
  const locks = new ReportLocks();
  locks.take(maintenance, known, 0);
  expect(locks.take(maintenance, { ...known, name: 'Bo Lind', follower: 'f-2' }, 1).ok).toBe(true);
});
