/** The clock of a window, second by second at its edges. */
import { expect, it } from 'vitest';
import type { MaintenanceState } from '../../../src/core/maintenance/state.ts';
import { toForwardTasks } from '../../../src/core/maintenance/tasks.ts';
import { planSchema } from '../../../src/core/plan/plan.ts';
import { toWindowClock } from '../../../src/renderer/frame/window-clock.ts';

const hourMs = 3_600_000;
const window = { startMs: 10 * hourMs, endMs: 12 * hourMs, zone: 'UTC' };
const plan = planSchema.parse({
  title: 'Move',
  steps: [{ id: 'one', phase: 'carry-out', kind: 'wait', title: 'One', waitMs: hourMs }],
});

function state(more: Partial<MaintenanceState>): MaintenanceState {
  // Only what the clock reads.
  return { status: 'scheduled', plan, tasks: [], schedule: { window }, ...more } as unknown as MaintenanceState;
}
const running = state({ status: 'running', startedAtMs: window.startMs, tasks: toForwardTasks(plan) });

it('counts to the window, through it and over it', () => {
  const at = (nowMs: number) => {
    const clock = toWindowClock(running, nowMs);
    return `${clock?.figure} ${clock?.word}`;
  };
  const before = (nowMs: number) => toWindowClock(state({}), nowMs);
  expect(before(window.startMs - 26 * hourMs)?.figure).toBe('T−1 d 02:00:00');
  expect(before(window.startMs - 1)).toMatchObject({ figure: 'T−00:01', word: 'until the window' });
  expect(at(window.startMs)).toBe('2:00:00 left in the window');
  expect(at(window.endMs - 1)).toBe('00:01 left in the window');
  expect(at(window.endMs)).toBe('+00:00 over the window');
  expect(at(window.endMs + 61_000)).toBe('+01:01 over the window');
});

it('counts from the start while a run goes on before its window', () => {
  const early = { ...running, startedAtMs: window.startMs - hourMs };
  expect(toWindowClock(early, window.startMs - 1_000)).toMatchObject({
    figure: '59:59',
    word: 'since the start, before its window',
    tone: 'warn',
  });
  expect(toWindowClock(early, window.startMs)?.word).toBe('left in the window');
});

it('projects the end from the start of the window before it, and says when that is late', () => {
  expect(toWindowClock(state({}), 0)).toMatchObject({ projectedEndMs: 11 * hourMs, isProjectedLate: false });
  expect(toWindowClock(running, 11 * hourMs)).toMatchObject({ projectedEndMs: 12 * hourMs, isProjectedLate: false });
  expect(toWindowClock(running, 11 * hourMs + 1)).toMatchObject({ isProjectedLate: true });
});

it('stands still without a window, after the end, and where it was called off', () => {
  expect(toWindowClock(state({ schedule: { changes: [] } }), 0)).toBeUndefined();
  expect(toWindowClock(state({ status: 'completed', endedAtMs: 1 }), 0)).toBeUndefined();
  expect(toWindowClock(state({ status: 'cancelled' }), 0)).toBeUndefined();
});
