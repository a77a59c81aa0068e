/** What is to be done at an instant, by name: each once, and never long after its time though the machine slept meanwhile. */
import type { Clock } from './ports.ts';

/** A timer stands still while the machine sleeps: the clock is looked at again at least this often. */
const longestTimerMs = 15_000;

export class Timers {
  readonly #clock: Clock;
  readonly #look: () => void;
  readonly #onTrouble: (problem: unknown) => void;
  readonly #takeBacks = new Map<string, () => void>();

  /** @param look called after each timer; one that went off before its instant is set anew by it */
  constructor(clock: Clock, look: () => void, onTrouble: (problem: unknown) => void) {
    this.#clock = clock;
    this.#look = look;
    this.#onTrouble = onTrouble;
  }

  /** A timer of that name that is set already stays as it is. @param atMs UTC milliseconds */
  set(name: string, atMs: number, call: () => void): void {
    if (this.#takeBacks.has(name)) return;
    const leftMs = Math.max(0, atMs - this.#clock.now());
    const takeBack = this.#clock.after(Math.min(leftMs, longestTimerMs), () => {
      this.#takeBacks.delete(name);
      try {
        if (this.#clock.now() >= atMs) call();
        this.#look();
      } catch (problem) {
        this.#onTrouble(problem);
      }
    });
    this.#takeBacks.set(name, takeBack);
  }

  keep(isWanted: (name: string) => boolean): void {
    for (const [name, takeBack] of this.#takeBacks) {
      if (isWanted(name)) continue;
      takeBack();
      this.#takeBacks.delete(name);
    }
  }
}
