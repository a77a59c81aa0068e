/** Spans of time in words, as the clocks of a zone show them. */
import { expect, it } from 'vitest';
import { toLocalSpanText } from '../../../src/core/schedule/days.ts';

it('names the day once, and again where the end is on another one', () => {
  const startMs = Date.UTC(2027, 1, 13, 22);
  expect(toLocalSpanText(startMs, startMs + 60_000, 'Europe/Berlin')).toBe('2027-02-13 23:00 to 23:01 Europe/Berlin');
  expect(toLocalSpanText(startMs, startMs + 7_200_000, 'Europe/Berlin')).toBe(
    '2027-02-13 23:00 to 2027-02-14 01:00 Europe/Berlin',
  );
});

it('tells the hour that comes twice from one that is none', () => {
  const startMs = Date.UTC(2027, 9, 31, 0);
  expect(toLocalSpanText(startMs, startMs + 3_600_000, 'Europe/Berlin')).toBe(
    '2027-10-31 02:00+02:00 to 02:00+01:00 Europe/Berlin',
  );
});
