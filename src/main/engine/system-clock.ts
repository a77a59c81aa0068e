/** The clock of the machine. */
import type { Clock } from './ports.ts';

/** Node cuts a longer delay to one millisecond. */
const longestTimerMs = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, call) {
    let timer: NodeJS.Timeout;
    const wait = (leftMs: number) => {
      timer = setTimeout(
        () => (leftMs > longestTimerMs ? wait(leftMs - longestTimerMs) : call()),
        Math.min(leftMs, longestTimerMs),
      );
    };
    wait(Math.max(0, ms));
    return () => clearTimeout(timer);
  },
};
