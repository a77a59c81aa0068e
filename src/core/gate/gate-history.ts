/** What became of a gate over time: each word and each turn of a release, and whether the gate was open after it. */
import type { MaintenanceId } from '../ids.ts';
import { type GateCause, toCauses } from './gate.ts';
import { toMarkText, toWordText } from './gate-text.ts';
import type { ReleaseMark, ReleaseRecord } from './release-track.ts';
import type { NumberedWord } from './word.ts';

/** Older entries than these are cut, and the cut is shown. */
const entryLimit = 500;

export interface GateEntry {
  readonly atMs: number;
  /** The gate, after it. */
  readonly state: 'open' | 'blocked';
  /** Whether it was the other before. */
  readonly isTurn: boolean;
  readonly says: string;
  /** The release it came from; absent for a person's word. */
  readonly maintenance?: MaintenanceId;
}

export interface GateHistory {
  /** Newest first. */
  readonly entries: readonly GateEntry[];
  readonly isCut: boolean;
}

type Happening =
  | { readonly atMs: number; readonly word: NumberedWord }
  | { readonly atMs: number; readonly release: ReleaseRecord; readonly mark: ReleaseMark };

/**
 * Told anew from the beginning, so that what is shown of the past follows the rule that holds now. In the order of the clocks
 * that wrote it; what each word lifts does not depend on them.
 */
export function toHistory(words: readonly NumberedWord[], releases: readonly ReleaseRecord[]): GateHistory {
  const said: NumberedWord[] = [];
  const seen = new Map<ReleaseRecord, ReleaseMark[]>();
  const entries: GateEntry[] = [];
  let before: GateEntry['state'] = 'open';
  for (const happening of toHappenings(words, releases)) {
    if ('word' in happening) said.push(happening.word);
    else seen.set(happening.release, [...(seen.get(happening.release) ?? []), happening.mark]);
    const known = [...seen].map(([release, marks]) => ({ ...release, marks }));
    const state = toState(toCauses(said, known));
    const told =
      'word' in happening
        ? { says: toWordText(happening.word) }
        : { says: toMarkText(happening.release, happening.mark), maintenance: happening.release.maintenance };
    entries.push({ atMs: happening.atMs, state, isTurn: state !== before, ...told });
    before = state;
  }
  return { entries: entries.slice(-entryLimit).toReversed(), isCut: entries.length > entryLimit };
}

export function toState(causes: readonly GateCause[]): 'open' | 'blocked' {
  return causes.length === 0 ? 'open' : 'blocked';
}

function toHappenings(words: readonly NumberedWord[], releases: readonly ReleaseRecord[]): readonly Happening[] {
  const happenings: readonly Happening[] = [
    ...words.map((word) => ({ atMs: word.atMs, word })),
    ...releases.flatMap((release) => release.marks.map((mark) => ({ atMs: mark.atMs, release, mark }))),
  ];
  return happenings.toSorted((one, other) => one.atMs - other.atMs);
}
