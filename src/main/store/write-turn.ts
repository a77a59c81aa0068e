/** Lets the journal go first: SQLite has one writer at a time, and output in a hurry must not starve a decision. */

const waitStepMs = 20;
const waitLimitMs = 1_000;

/** Counts, in memory shared by both threads, the journal's writes that wait or run. */
export type TurnCounter = Int32Array<SharedArrayBuffer>;

export function makeTurnCounter(): TurnCounter {
  return new Int32Array(new SharedArrayBuffer(4));
}

export interface WriteTurn {
  /** Runs a write of the main thread; the output's worker begins no new transaction meanwhile. */
  take<T>(write: () => T): T;
}

export function makeWriteTurn(counter: TurnCounter): WriteTurn {
  return {
    take(write) {
      Atomics.add(counter, 0, 1);
      try {
        return write();
      } finally {
        Atomics.sub(counter, 0, 1);
        Atomics.notify(counter, 0);
      }
    },
  };
}

/** In the worker, before a transaction. Bounded: SQLite's own lock keeps the two apart in any case. */
export function giveWay(counter: TurnCounter): void {
  for (let waitedMs = 0; waitedMs < waitLimitMs; waitedMs += waitStepMs) {
    const waiting = Atomics.load(counter, 0);
    if (waiting === 0) return;
    Atomics.wait(counter, 0, waiting, waitStepMs);
  }
}
