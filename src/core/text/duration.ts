/** Durations as people write them: `90s`, `2m`, `1h30m`, `1d`, `250ms`. Milliseconds inside, words at the edges. */

const units: readonly (readonly [name: string, sizeMs: number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
];

const pattern = /^(?:(\d{1,9})d)?(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?(?:(\d{1,9})ms)?$/;

/** Milliseconds; `undefined` for what is not a duration. Units stand from large to small, each at most once. */
export function parseDuration(text: string): number | undefined {
  const found = pattern.exec(text.trim());
  if (found === null || found[0] === '') return undefined;
  return units.reduce((sumMs, [, sizeMs], index) => sumMs + Number(found[index + 1] ?? 0) * sizeMs, 0);
}

/** The shortest spelling that `parseDuration` reads back to the same number. Takes whole, non-negative milliseconds. */
export function toDurationText(durationMs: number): string {
  if (!Number.isSafeInteger(durationMs) || durationMs < 0) throw new Error(`not a duration: ${durationMs} ms`);
  let restMs = durationMs;
  let text = '';
  for (const [name, sizeMs] of units) {
    const count = Math.floor(restMs / sizeMs);
    if (count > 0) text += `${count}${name}`;
    restMs -= count * sizeMs;
  }
  return text === '' ? '0s' : text;
}
