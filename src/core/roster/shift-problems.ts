/** What is wrong with shifts taken together: each by itself is judged by its schema. */
import { toLocalSpanText } from '../schedule/days.ts';
import { type Roster, type Shift, toName } from './roster.ts';

/** The first shifts of one person that overlap, in the order of time; shifts that touch do not. */
export function findOverlap(shifts: readonly Shift[]): readonly [Shift, Shift] | undefined {
  for (const own of Map.groupBy(shifts, ({ person }) => person).values()) {
    let last: Shift | undefined;
    for (const shift of own.toSorted((a, b) => a.fromMs - b.fromMs)) {
      if (last !== undefined && shift.fromMs < last.toMs) return [last, shift];
      if (last === undefined || shift.toMs > last.toMs) last = shift;
    }
  }
  return undefined;
}

/** @param zone the window's: its clocks are those the shifts were typed by */
export function toOverlapText(
  [one, other]: readonly [Shift, Shift],
  roster: Pick<Roster, 'members'>,
  zone = 'UTC',
): string {
  const name = toName(roster, one.person);
  const [first, second] = [one, other].map(({ fromMs, toMs }) => toLocalSpanText(fromMs, toMs, zone));
  return `Two shifts of ${name} overlap: ${first} and ${second}.`;
}
