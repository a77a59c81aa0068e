/** How many migrations wait in each environment, as far as is known: read beside the gate, which never waits long for it (`REL-8`). */
import { toEnvironmentKey } from '../../../core/environment/environment.ts';
import type { Clock } from '../../engine/ports.ts';

/** A catalogue lies on a disk, and disks hang. */
const patienceMs = 2_000;

export interface PendingCountsParts {
  /** `undefined`: there is no such environment, it has no catalogue, or that cannot be read. */
  readonly read: (environment: string) => Promise<number | undefined>;
  readonly clock: Clock;
  /** A count is another than before. */
  readonly onChanged: () => void;
  readonly report: (problem: unknown) => void;
}

export class PendingCounts {
  readonly #parts: PendingCountsParts;
  readonly #known = new Map<string, number>();
  readonly #readAtMs = new Map<string, number>();
  /** One reading at a time for each environment, and one that waits for it: what changed since it began is read by the next. */
  readonly #readings = new Map<string, Promise<void>>();
  readonly #waiting = new Map<string, Promise<void>>();

  #isClosed = false;

  constructor(parts: PendingCountsParts) {
    this.#parts = parts;
  }

  /** What is read from then on is for nobody. */
  close(): void {
    this.#isClosed = true;
  }

  of(environment: string): number | undefined {
    return this.#known.get(toEnvironmentKey(environment));
  }

  /**
   * Resolves once the count is read anew, or has taken too long: then what was known before counts meanwhile.
   * @param oldestMs a count that was read less long ago is good enough
   */
  async refresh(environment: string, oldestMs = 0): Promise<void> {
    const key = toEnvironmentKey(environment);
    const ageMs = this.#parts.clock.now() - (this.#readAtMs.get(key) ?? Number.NEGATIVE_INFINITY);
    if (ageMs >= 0 && ageMs < oldestMs) return;
    const reading = this.#waiting.get(key) ?? this.#begin(key);
    let takeBack = () => {};
    const late = new Promise<void>((resolve) => {
      takeBack = this.#parts.clock.after(patienceMs, resolve);
    });
    await Promise.race([reading, late]);
    takeBack();
  }

  #begin(key: string): Promise<void> {
    const before = this.#readings.get(key);
    const reading = (before ?? Promise.resolve()).then(() => {
      this.#waiting.delete(key);
      this.#readings.set(key, reading);
      return this.#read(key);
    });
    if (before === undefined) this.#readings.set(key, reading);
    else this.#waiting.set(key, reading);
    return reading;
  }

  async #read(key: string): Promise<void> {
    try {
      const count = await this.#parts.read(key);
      this.#readAtMs.set(key, this.#parts.clock.now());
      const before = this.#known.get(key);
      if (count === undefined) this.#known.delete(key);
      else this.#known.set(key, count);
      if (count !== before && !this.#isClosed) this.#parts.onChanged();
    } catch (problem) {
      // Pending migrations block nothing, and neither does not knowing of them.
      this.#known.delete(key);
      if (!this.#isClosed) this.#parts.report(problem);
    } finally {
      if (!this.#waiting.has(key)) this.#readings.delete(key);
    }
  }
}
