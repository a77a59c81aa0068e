import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toScale } from '../../../src/renderer/parts/charts/chart.ts';

test('a scale ends at a round number that is not below the highest value', () => {
  expect(toScale(0)).toEqual({ max: 1, ticks: [0, 1] });
  expect(toScale(7).ticks).toEqual([0, 2, 4, 6, 8]);
  expect(toScale(100).ticks).toEqual([0, 50, 100]);
  expect(toScale(95, 'minutes').ticks).toEqual([0, 30, 60, 90, 120]);
  expect(toScale(4_000, 'minutes').ticks).toEqual([0, 1_440, 2_880, 4_320]);
});

test('whatever the highest value is, a scale holds it, begins at zero and has few ticks in even steps', () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), fc.constantFrom('things', 'minutes'), (highest, counts) => {
      const { max, ticks } = toScale(highest, counts);
      expect(max).toBeGreaterThanOrEqual(highest);
      expect(ticks[0]).toBe(0);
      expect(ticks.at(-1)).toBe(max);
      expect(ticks.length).toBeLessThanOrEqual(6);
      const step = ticks[1] ?? 0;
      expect(ticks.every((tick, at) => tick === at * step)).toBe(true);
    }),
  );
});
