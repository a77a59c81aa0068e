/** When a sending that failed for now is tried again: a little later each time, with jitter, and not for ever. */

/** The first try included. */
export const triesLimit = 8;
const firstMs = 5_000;
const longestMs = 10 * 60_000;
/** However long the other side asks to be left alone. */
const longestAskedMs = 60 * 60_000;

/**
 * @param tries made so far, 1 or more
 * @param random 0 ≤ x < 1
 * @param askedMs the pause the other side asked for, if it did
 * @returns milliseconds until the next try; `undefined`: that was the last
 */
export function toPauseMs(tries: number, random: number, askedMs = 0): number | undefined {
  if (tries >= triesLimit) return undefined;
  const ownMs = Math.min(longestMs, firstMs * 2 ** (tries - 1)) * (0.75 + random / 2);
  return Math.round(Math.max(ownMs, Math.min(askedMs, longestAskedMs)));
}
