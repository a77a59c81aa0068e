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
  const happenings = toHappenings(words, releases);
  const cutAt = Math.max(0, happenings.length - entryLimit);
  const past = new Past();
  for (const happening of happenings.slice(0, cutAt)) past.add(happening);
  let before = past.state;
  const entries: GateEntry[] = [];
  for (const happening of happenings.slice(cutAt)) {
    past.add(happening);
    const { state } = past;
    entries.push({ atMs: happening.atMs, state, isTurn: state !== before, ...tell(happening) });
    before = state;
  }
  return { entries: entries.toReversed(), isCut: cutAt > 0 };
}

/** What had happened by some instant. */
class Past {
  readonly #words: NumberedWord[] = [];
  readonly #marks = new Map<ReleaseRecord, ReleaseMark[]>();

  add(happening: Happening): void {
    if ('word' in happening) this.#words.push(happening.word);
    else this.#marks.set(happening.release, [...(this.#marks.get(happening.release) ?? []), happening.mark]);
  }

  get state(): GateEntry['state'] {
    return toState(
      toCauses(
        this.#words,
        [...this.#marks].map(([release, marks]) => ({ ...release, marks })),
      ),
    );
  }
}

function tell(happening: Happening): Pick<GateEntry, 'says' | 'maintenance'> {
  if ('word' in happening) return { says: toWordText(happening.word) };
  const { release, mark } = happening;
  return { says: toMarkText(release, mark), maintenance: release.maintenance };
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
