/** Durations as they stand in a runbook. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDuration, toDurationText } from '../../../src/core/text/duration.ts';

test.each([
  ['90s', 90_000],
  ['2m', 120_000],
  ['1h30m', 5_400_000],
  ['1d', 86_400_000],
  ['250ms', 250],
  [' 5m ', 300_000],
  ['0s', 0],
])('%s is a duration', (text, durationMs) => {
  expect(parseDuration(text)).toBe(durationMs);
});

test.each(['', '5', 'm', '5 m', '30m1h', '1.5h', '-2m', '2m2m', 'soon'])('“%s” is not a duration', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test('every whole number of milliseconds is read back from its spelling', () => {
  fc.assert(
    fc.property(fc.nat(), (durationMs) => {
      expect(parseDuration(toDurationText(durationMs))).toBe(durationMs);
    }),
  );
});
