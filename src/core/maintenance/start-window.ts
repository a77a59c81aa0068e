/** A run begins within its window: outside it only as practice, in an emergency that cannot wait, or with the reason. */
import { toLocalText } from '../schedule/days.ts';
import { toOutside } from '../schedule/window.ts';
import { toDurationText } from '../text/duration.ts';
import { refuse } from './refusal.ts';
import type { MaintenanceState } from './state.ts';

type Started = Pick<MaintenanceState, 'schedule'>;

/** Where the instant lies outside the window; `undefined` within it, and where there is none. */
export function findOutside({ schedule: { window } }: Started, atMs: number): ReturnType<typeof toOutside> {
  return window === undefined ? undefined : toOutside(window, atMs);
}

/** Whether a start at this instant has to say why (`reason`): everybody was told of the window, and counts on it. */
export function asksWhyOutside(state: Started & Pick<MaintenanceState, 'isPractice'>, atMs: number): boolean {
  if (state.isPractice || state.schedule.emergency?.isAtOnce === true) return false;
  return findOutside(state, atMs) !== undefined;
}

/** Why the run may not start at this instant; `undefined` where it may. */
export function refuseOutsideWindow(
  state: Started & Pick<MaintenanceState, 'isPractice'>,
  reason: string | undefined,
  atMs: number,
): ReturnType<typeof refuse> | undefined {
  const { window } = state.schedule;
  const outside = findOutside(state, atMs);
  if (window === undefined || outside === undefined || reason !== undefined || !asksWhyOutside(state, atMs)) {
    return undefined;
  }
  const far = toFarText(outside.byMs);
  return refuse(
    'outside-window',
    outside.side === 'before'
      ? `Its window begins in ${far}: ${toLocalText(window.startMs, window.zone)}.`
      : `Its window has been over for ${far}: it ended ${toLocalText(window.endMs, window.zone)}.`,
    outside.side === 'before'
      ? 'Wait for it, move the window, or say why it starts before it.'
      : 'Extend or postpone it, or say why it starts after its window.',
  );
}

/** To the minute: a start is no race. */
function toFarText(byMs: number): string {
  const minutes = Math.floor(byMs / 60_000);
  return minutes === 0 ? 'less than a minute' : toDurationText(minutes * 60_000);
}
