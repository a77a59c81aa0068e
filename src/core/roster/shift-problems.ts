/** What is wrong with shifts taken together: each by itself is judged by its schema. */
import { toUtcMinuteText } from '../text/instant.ts';
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

export function toOverlapText([one, other]: readonly [Shift, Shift], roster: Pick<Roster, 'members'>): string {
  const name = toName(roster, one.person);
  return `Two shifts of ${name} overlap: ${toSpanText(one)} and ${toSpanText(other)}.`;
}

function toSpanText({ fromMs, toMs }: Shift): string {
  return `${toUtcMinuteText(fromMs)} to ${toUtcMinuteText(toMs)}`;
}
