/** The order of the maintenances list. */
import { expect, test } from 'vitest';
import type { MaintenanceSummary } from '../../../src/contract/shapes.ts';
import type { MaintenanceId } from '../../../src/core/ids.ts';
import { toGroups } from '../../../src/renderer/views/maintenances/maintenance-order.ts';

function summary(id: string, more: Partial<MaintenanceSummary>): MaintenanceSummary {
  return {
    id: id as MaintenanceId,
    title: id,
    status: 'completed',
    isHeld: false,
    isPractice: false,
    createdAtMs: 0,
    steps: 3,
    settled: 3,
    troubled: 0,
    seq: 1,
    rows: 0,
    notices: { due: 0, overdue: 0 },
    ...more,
  };
}

test('what runs stands first, trouble before what runs well; what is over stands last, the latest first', () => {
  const groups = toGroups([
    summary('over-old', { endedAtMs: 10 }),
    summary('runs-well', { status: 'running', startedAtMs: 90 }),
    summary('draft', { status: 'draft', createdAtMs: 50 }),
    summary('over-new', { status: 'aborted', endedAtMs: 20 }),
    summary('in-trouble', { status: 'rolling-back', startedAtMs: 5, troubled: 1 }),
  ]);
  expect(groups.map(({ group, maintenances }) => [group, maintenances.map(({ title }) => title)])).toEqual([
    ['Now', ['in-trouble', 'runs-well']],
    ['Drafts', ['draft']],
    ['Over', ['over-new', 'over-old']],
  ]);
});

test('what is scheduled stands by its window, the soonest first; a draft with a window before one without', () => {
  const from = (startMs: number) => ({ window: { startMs, endMs: startMs + 3_600_000, zone: 'UTC' } });
  const groups = toGroups([
    summary('later', { status: 'scheduled', createdAtMs: 90, ...from(2_000_000) }),
    summary('unplanned', { status: 'draft', createdAtMs: 99 }),
    summary('planned', { status: 'draft', createdAtMs: 1, ...from(5_000_000) }),
    summary('soon', { status: 'scheduled', createdAtMs: 1, ...from(1_000_000) }),
  ]);
  expect(groups.map(({ group, maintenances }) => [group, maintenances.map(({ title }) => title)])).toEqual([
    ['Scheduled', ['soon', 'later']],
    ['Drafts', ['planned', 'unplanned']],
  ]);
});
