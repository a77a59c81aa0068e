/** Reads what gates are made of: people's words from documents, and how each maintenance release stands from its journal. */
import { toEnvironmentKey } from '../../core/environment/environment.ts';
import {
  followRelease,
  isSettledForGood,
  type ReleaseRecord,
  type ReleaseTrack,
  toReleaseRecord,
} from '../../core/gate/release-track.ts';
import { type GateWord, gateWordSchema, type NumberedWord } from '../../core/gate/word.ts';
import type { MaintenanceId } from '../../core/ids.ts';
import type { JournalEvent } from '../../core/maintenance/events.ts';
import { type Failure, fail, type Result, succeed } from '../../core/result.ts';
import type { Store } from '../store/store.ts';

const kind = 'gate';
const pageEvents = 1_000;

export type JournalAltered = Failure<'journal-altered'>;

export class Gates {
  readonly #store: Pick<Store, 'journal' | 'documents' | 'verify'>;
  /** Maintenances that are no release have nothing to say of a gate, and never will. */
  readonly #others = new Set<MaintenanceId>();
  readonly #tracks = new Map<MaintenanceId, ReleaseTrack>();

  constructor(store: Pick<Store, 'journal' | 'documents' | 'verify'>) {
    this.#store = store;
  }

  /**
   * Every maintenance release of an environment, as of the newest events on disk. The chain of each journal is proved when it
   * is first read: a gate is not opened on the word of one that was altered.
   */
  releases(environment: string): Result<readonly ReleaseRecord[], JournalAltered> {
    const key = toEnvironmentKey(environment);
    const records: ReleaseRecord[] = [];
    for (const id of this.#store.journal.list()) {
      if (this.#others.has(id)) continue;
      const found = this.#follow(id);
      if (!found.ok) return found;
      const track = found.value;
      if (track !== undefined && toKey(track) === key) records.push(toReleaseRecord(track));
    }
    return succeed(records);
  }

  /** Reads a journal on, and says whether that changed how its release stands. */
  turn(id: MaintenanceId): boolean {
    const before = this.#tracks.get(id)?.marks;
    const found = this.#others.has(id) ? undefined : this.#follow(id);
    return found?.ok === true && found.value !== undefined && found.value.marks !== before;
  }

  /** Oldest first. */
  words(environment: string): readonly NumberedWord[] {
    return this.#store.documents
      .versions(kind, toEnvironmentKey(environment))
      .map(({ body, version }) => ({ ...gateWordSchema.parse(body), number: version }))
      .toReversed();
  }

  /** Fails as `stale` where somebody else has said something since `last`. */
  say(environment: string, word: GateWord, last: number): Result<unknown, Failure> {
    return this.#store.documents.put(kind, toEnvironmentKey(environment), last, word, word.by.name, word.atMs);
  }

  /** `undefined` for what is no release. */
  #follow(id: MaintenanceId): Result<ReleaseTrack | undefined, JournalAltered> {
    const known = this.#tracks.get(id);
    if (known !== undefined && isSettledForGood(known)) return succeed(known);
    if (known === undefined) {
      const [first] = this.#store.journal.read(id, 0, 1);
      if (first === undefined) return succeed(undefined);
      if (!isReleaseOf(first)) {
        this.#others.add(id);
        return succeed(undefined);
      }
      const verdict = this.#store.verify(id);
      if (!verdict.isWhole)
        return fail('journal-altered', `The journal of the maintenance ${id} was altered: ${verdict.message}`, {
          advice: 'Nobody can say how the gate stands. Look at it with drydock doctor, and take the newest backup.',
        });
    }
    const track = this.#readOn(id, known);
    if (track !== undefined) this.#tracks.set(id, track);
    return succeed(track);
  }

  #readOn(id: MaintenanceId, known: ReleaseTrack | undefined): ReleaseTrack | undefined {
    let track = known;
    for (;;) {
      const events = this.#store.journal.read(id, track?.state.seq ?? 0, pageEvents);
      for (const event of events) track = followRelease(track, event);
      if (events.length < pageEvents) return track;
    }
  }
}

function isReleaseOf(first: JournalEvent): boolean {
  return first.type === 'maintenance-created' && first.data.release !== undefined && !first.data.isPractice;
}

function toKey({ state: { release } }: ReleaseTrack): string | undefined {
  return release === undefined ? undefined : toEnvironmentKey(release.environment);
}
