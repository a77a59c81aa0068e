/** Who is on duty at an instant, and what is known of each: checked in or not, and what they work on. */
import type { PersonId } from './names.ts';
import type { Member } from './person.ts';
import type { Claim, Roster, Shift } from './roster.ts';

export interface Present {
  readonly member: Member;
  /** Those that hold at the instant; a shift ends just before its end. */
  readonly shifts: readonly Shift[];
  readonly checkedInAtMs?: number;
  readonly claims: readonly Claim[];
}

/** Whoever is on a shift at `atMs` (UTC milliseconds) and is not said to be unavailable by then, in the order of the roster. */
export function toPresent(roster: Roster, atMs: number): readonly Present[] {
  const shifts = roster.shifts.filter(
    ({ person, fromMs, toMs }) => fromMs <= atMs && atMs < toMs && !isAbsent(roster, person, atMs),
  );
  const byPerson = Map.groupBy(shifts, ({ person }) => person);
  return roster.members.flatMap((member): readonly Present[] => {
    const { id } = member;
    const own = byPerson.get(id);
    if (own === undefined) return [];
    const checkIn = roster.checkIns.findLast(({ person }) => person === id);
    const claims = roster.claims.filter(({ person }) => person === id);
    return [{ member, shifts: own, claims, ...(checkIn === undefined ? {} : { checkedInAtMs: checkIn.atMs }) }];
  });
}

export function isAbsent({ absences }: Pick<Roster, 'absences'>, person: PersonId, atMs: number): boolean {
  return absences.some((absence) => absence.person === person && absence.fromMs <= atMs);
}
