/** Allowances: what is used up comes back with time, and one does not use up another's. */
import { expect, it } from 'vitest';
import { Allowance, Allowances } from '../../src/core/allowance.ts';

it('gives a burst at once, and then as much as time gives back', () => {
  const allowance = new Allowance({ perSecond: 10, burst: 20 }, 0);
  expect(Array.from({ length: 25 }, () => allowance.take(0)).filter(Boolean)).toHaveLength(20);
  expect(allowance.take(99)).toBe(false);
  expect([1, 2, 3].map(() => allowance.take(200))).toEqual([true, true, false]);
  expect(Array.from({ length: 25 }, () => allowance.take(60_000)).filter(Boolean)).toHaveLength(20);
});

it('takes what something costs, or nothing', () => {
  const allowance = new Allowance({ perSecond: 10, burst: 20 }, 0);
  expect([allowance.take(0, 15), allowance.take(0, 6), allowance.take(0, 5), allowance.take(60_000, 21)]).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

it('gives nothing for a clock that is set back', () => {
  const allowance = new Allowance({ perSecond: 10, burst: 1 }, 10_000);
  expect([allowance.take(10_000), allowance.take(0), allowance.take(50)]).toEqual([true, false, false]);
});

it('keeps one for each, and forgets whoever was heard of longest ago', () => {
  const all = new Allowances({ perSecond: 1, burst: 1 }, 2);
  expect(['a', 'a', 'b', 'a', 'c', 'a', 'b'].map((who) => all.of(who, 0).take(0))).toEqual([
    true,
    false,
    true,
    false,
    true,
    false,
    true,
  ]);
});
