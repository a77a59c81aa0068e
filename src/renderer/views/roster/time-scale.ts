/** The scale of the roster: from which instant to which, where an instant stands on it, and which hours are written under it. */
import type { Shift } from '../../../core/roster/roster.ts';
import type { Window } from '../../../core/schedule/window.ts';

export interface TimeScale {
  readonly fromMs: number;
  readonly toMs: number;
  readonly zone: string;
}

const hourMs = 3_600_000;
/** Hours between two ticks; the first that leaves room for their words is taken. */
const tickHours = [1, 2, 3, 6, 12, 24, 48, 96] as const;
const ticksAtMost = 13;

/** The window and every shift, with some air around them. */
export function toScale(window: Window, shifts: readonly Pick<Shift, 'fromMs' | 'toMs'>[]): TimeScale {
  const fromMs = shifts.reduce((least, shift) => Math.min(least, shift.fromMs), window.startMs);
  const toMs = shifts.reduce((most, shift) => Math.max(most, shift.toMs), window.endMs);
  const airMs = Math.max(10 * 60_000, (toMs - fromMs) * 0.05);
  return { fromMs: fromMs - airMs, toMs: toMs + airMs, zone: window.zone };
}

/** 0 to 100; instants outside stand at the edge. */
export function toPercent({ fromMs, toMs }: TimeScale, atMs: number): number {
  return (Math.min(Math.max(atMs, fromMs), toMs) - fromMs) / ((toMs - fromMs) / 100);
}

/** Full hours as the clocks of the zone show them, so that a night in which they change is seen on it. */
export function toTicks({ fromMs, toMs, zone }: TimeScale): readonly number[] {
  const spanHours = (toMs - fromMs) / hourMs;
  const every = tickHours.find((hours) => spanHours / hours <= ticksAtMost) ?? 168;
  const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: zone });
  const ticks: number[] = [];
  // Quarters, as there are zones that are apart from UTC by some.
  let midnights = 0;
  for (let atMs = Math.ceil(fromMs / (hourMs / 4)) * (hourMs / 4); atMs <= toMs; atMs += hourMs / 4) {
    const [hour = 0, minute] = clock.format(atMs).split(':').map(Number);
    if (minute !== 0) continue;
    if (every < 24) {
      if (hour % every === 0) ticks.push(atMs);
    } else if (hour === 0) {
      if (midnights % (every / 24) === 0) ticks.push(atMs);
      midnights += 1;
    }
  }
  return ticks;
}

/** `21:00`, as the clocks of the zone show it. */
export function toHourText(atMs: number, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: zone }).format(atMs);
}

/** `Mon 30 Nov`. */
export function toDayText(atMs: number, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: zone }).format(
    atMs,
  );
}
