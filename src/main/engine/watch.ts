/** One attempt that is watched: followed to its verdict, and ended on its host where that was asked for. */
import { AttemptRun, type Origin } from './attempt.ts';
import { endAttempt } from './attempt-end.ts';
import type { AttemptPlace } from './attempt-place.ts';

export class Watch {
  readonly place: AttemptPlace;
  /** Resolves when nothing more is done for it: settled and cleaned up, unknown for good, or stopped. */
  readonly isOver: Promise<void>;
  readonly #run: AttemptRun;
  readonly #stop = new AbortController();
  readonly #onTrouble: (problem: unknown) => void;
  #isBeingEnded = false;

  constructor(place: AttemptPlace, origin: Origin, onTrouble: (problem: unknown) => void) {
    this.place = place;
    this.#onTrouble = onTrouble;
    this.#run = new AttemptRun(place, origin, this.#stop.signal);
    this.isOver = this.#run
      .perform()
      .catch(onTrouble)
      // Who tries to end it stops too: whoever looks at it next begins with both anew.
      .then(() => this.#stop.abort());
  }

  /** Settled by a person meanwhile, or by the attempt itself, which then only cleans up. */
  get isSettled(): boolean {
    return this.place.open() === undefined;
  }

  /** Ends it on its host; asked again while that is under way, it does nothing. */
  end(): void {
    if (this.#isBeingEnded) return;
    this.#isBeingEnded = true;
    endAttempt(this.place, this.#stop.signal)
      .catch(this.#onTrouble)
      .finally(() => {
        this.#isBeingEnded = false;
      });
  }

  /** What waits for its next try tries now. */
  hurry(): void {
    this.#run.hurry();
  }

  /** Stops watching; what runs goes on on its host. */
  stop(): void {
    this.#stop.abort();
  }
}
