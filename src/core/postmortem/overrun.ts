/** Whether a run went past its window (`PM-1`): past the one that was in force when it began, however it was extended after that. */
import type { MaintenanceState } from '../maintenance/state.ts';
import type { Window } from '../schedule/window.ts';

type Timed = Pick<MaintenanceState, 'schedule' | 'startedAtMs' | 'endedAtMs'>;

/** An extension of a run that goes on says that it takes longer than was planned; it does not change what was planned. */
export function toPlannedWindow({ schedule, startedAtMs }: Timed): Window | undefined {
  if (startedAtMs === undefined) return schedule.window;
  const first = schedule.changes.find(({ atMs, from }) => atMs >= startedAtMs && from !== undefined);
  return first?.from ?? schedule.window;
}

/** Milliseconds; of a run that goes on, as far as it is over its window now. `undefined` where it is not, or has none. */
export function toOverrunMs(state: Timed, nowMs: number): number | undefined {
  const window = toPlannedWindow(state);
  if (window === undefined || state.startedAtMs === undefined) return undefined;
  const overMs = (state.endedAtMs ?? nowMs) - window.endMs;
  return overMs > 0 ? overMs : undefined;
}
