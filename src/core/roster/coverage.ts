/** Who is on duty when, as intervals: coverage of a window by qualified people, its gaps, and who is available at all. */
import type { Policy } from '../policy/policy.ts';
import { hasWord, isSameWord, type PersonId } from './names.ts';
import type { Roster } from './roster.ts';

export interface Span {
  readonly fromMs: number;
  /** Exclusive: at that instant somebody else may already have taken over. */
  readonly toMs: number;
}

/** A span in which the same people are there. */
export interface Band extends Span {
  /** In the order of the roster's members. */
  readonly people: readonly PersonId[];
}

/** Who is counted, and how many of them are wanted at every instant (`POL-2`). */
export interface Wanted {
  readonly role: string;
  readonly qualification: string;
  readonly people: number;
}

export interface Coverage {
  /** The whole window without a hole, split where anybody comes or goes. */
  readonly bands: readonly Band[];
  /** The bands with fewer people than are wanted. */
  readonly gaps: readonly Band[];
}

export function toWanted({ roles, numbers }: Pick<Policy, 'roles' | 'numbers'>): Wanted {
  return { role: roles.qualified, qualification: roles.qualification, people: numbers.qualifiedPeople };
}

/**
 * Counted is who has the role and the qualification, is on a shift in that role, and is not said to be unavailable.
 * A shift in another role does not count: who answers customers is not at the hosts (`POL-2`).
 */
export function toCoverage(roster: Roster, window: WindowSpan, wanted: Wanted): Coverage {
  const qualified = roster.members.filter(
    ({ roles, qualifications }) => hasWord(roles, wanted.role) && hasWord(qualifications, wanted.qualification),
  );
  const presence = qualified.map(({ id }) => ({
    person: id,
    spans: spansOf(roster, id, window, (role) => isSameWord(role, wanted.role)),
  }));
  const bands = toBands(presence, window);
  return { bands, gaps: bands.filter(({ people }) => people.length < wanted.people) };
}

/** When each member is on duty within the window, in whatever role, touching and overlapping shifts joined (`POL-4`). */
export function toAvailability(
  roster: Roster,
  window: WindowSpan,
): readonly { readonly person: PersonId; readonly spans: readonly Span[] }[] {
  return roster.members.map(({ id }) => ({ person: id, spans: spansOf(roster, id, window, () => true) }));
}

interface WindowSpan {
  readonly startMs: number;
  readonly endMs: number;
}

/** Cut to the window and to the start of an absence, in order, joined. */
function spansOf(
  { shifts, absences }: Roster,
  person: PersonId,
  { startMs, endMs }: WindowSpan,
  counts: (role: string) => boolean,
): readonly Span[] {
  const goneMs = absences.find((absence) => absence.person === person)?.fromMs ?? Number.POSITIVE_INFINITY;
  const spans = shifts
    .filter((shift) => shift.person === person && counts(shift.role))
    .map(({ fromMs, toMs }) => ({ fromMs: Math.max(fromMs, startMs), toMs: Math.min(toMs, endMs, goneMs) }))
    .filter(({ fromMs, toMs }) => toMs > fromMs)
    .sort((a, b) => a.fromMs - b.fromMs);
  return joinSpans(spans);
}

function joinSpans(sorted: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of sorted) {
    const last = joined.at(-1);
    if (last === undefined || span.fromMs > last.toMs) joined.push(span);
    else joined[joined.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, span.toMs) };
  }
  return joined;
}

type Presence = readonly { readonly person: PersonId; readonly spans: readonly Span[] }[];

/** One sweep over every coming and going. */
function toBands(presence: Presence, { startMs, endMs }: WindowSpan): readonly Band[] {
  if (endMs <= startMs) return [];
  const order = new Map(presence.map(({ person }, index) => [person, index]));
  const turns = presence
    .flatMap(({ person, spans }) =>
      spans.flatMap(({ fromMs, toMs }) => [
        { atMs: fromMs, person, isThere: true },
        { atMs: toMs, person, isThere: false },
      ]),
    )
    .sort((a, b) => a.atMs - b.atMs);
  const there = new Set<PersonId>();
  const bands: Band[] = [];
  let fromMs = startMs;
  const close = (toMs: number) => {
    if (toMs <= fromMs) return;
    const people = [...there].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    bands.push({ fromMs, toMs, people });
    fromMs = toMs;
  };
  for (const { atMs, person, isThere } of turns) {
    close(atMs);
    if (isThere) there.add(person);
    else there.delete(person);
  }
  close(endMs);
  return bands;
}
