/** What the clock over a maintenance says: how long until its window, how much of it is left, or by how much it is overrun. */

import { restEstimateMs } from '../../core/maintenance/projection.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import { toClockText } from '../parts/time/times.ts';
import type { Tone } from '../theme/tones.ts';

export interface WindowClock {
  readonly figure: string;
  readonly word: string;
  readonly tone: Tone;
  /** By the estimates of the steps still to come; absent where nothing is estimated. */
  readonly projectedEndMs?: number;
  readonly isProjectedLate: boolean;
}

/** `undefined` without a window, and once the maintenance is over: nothing runs down any more. */
export function toWindowClock(state: MaintenanceState, nowMs: number): WindowClock | undefined {
  const { window } = state.schedule;
  if (window === undefined || state.endedAtMs !== undefined || state.status === 'cancelled') return undefined;
  const restMs = restEstimateMs(state, nowMs);
  // What has not started cannot end sooner than the window's start allows.
  const fromMs = state.startedAtMs === undefined ? Math.max(nowMs, window.startMs) : nowMs;
  const projectedEndMs = fromMs + restMs;
  const isProjectedLate = projectedEndMs > window.endMs;
  return { ...toFigure(window, nowMs, state.startedAtMs), ...(restMs > 0 ? { projectedEndMs } : {}), isProjectedLate };
}

function toFigure(
  window: { readonly startMs: number; readonly endMs: number },
  nowMs: number,
  startedAtMs: number | undefined,
): Pick<WindowClock, 'figure' | 'word' | 'tone'> {
  // A second that has begun counts as still to come, so that T−00:00 is never shown before the window is open.
  const wholeMs = (spanMs: number) => Math.ceil(spanMs / 1_000) * 1_000;
  if (nowMs < window.startMs && startedAtMs !== undefined) {
    return { figure: toClockText(nowMs - startedAtMs), word: 'since the start, before its window', tone: 'warn' };
  }
  if (nowMs < window.startMs) {
    return { figure: `T−${toClockText(wholeMs(window.startMs - nowMs))}`, word: 'until the window', tone: 'neutral' };
  }
  if (nowMs < window.endMs) {
    return { figure: toClockText(wholeMs(window.endMs - nowMs)), word: 'left in the window', tone: 'good' };
  }
  return { figure: `+${toClockText(nowMs - window.endMs)}`, word: 'over the window', tone: 'bad' };
}
