/** Waiting a little longer after each failure, with jitter, so that a host that comes back is not met by a crowd. */
import type { Clock } from './ports.ts';

const firstMs = 250;
const longestMs = 15_000;

export class Backoff {
  readonly #clock: Clock;
  readonly #random: () => number;
  #failures = 0;
  #cut = new AbortController();

  /** @param random 0 ≤ x < 1 */
  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  reset(): void {
    this.#failures = 0;
  }

  /** Something has changed for the better: the pause that is being made ends, and the next is a short one. */
  skip(): void {
    this.#failures = 0;
    this.#cut.abort();
  }

  /** Resolves after the next pause, or at once when `signal` is aborted. */
  pause(signal: AbortSignal): Promise<void> {
    const ms = Math.min(longestMs, firstMs * 2 ** this.#failures) * (0.75 + this.#random() / 2);
    this.#failures += 1;
    this.#cut = new AbortController();
    return sleep(this.#clock, ms, AbortSignal.any([signal, this.#cut.signal]));
  }
}

/** Resolves after `ms`, or at once when `signal` is aborted. */
export function sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const finish = () => {
      takeBack();
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const takeBack = clock.after(ms, finish);
    signal.addEventListener('abort', finish);
  });
}
