/** What a follower may have looked up: counted in events, by what is asked. */
import { expect, it } from 'vitest';
import { toBoundedInput, toReadingCost, VisitorReading } from '../../src/main/desk/sharing/visitor-reading.ts';

const maintenance = 'm-0001' as never;

it.each([
  ['all that is asked for, where there is as much', { afterSeq: 0, limit: 1_000 }, 5_000, 1_000],
  ['what there is, where that is less', { afterSeq: 4_990, limit: 1_000 }, 5_000, 10],
  ['a little, where nothing is new', { afterSeq: 5_000, limit: 1_000 }, 5_000, 1],
])('events cost %s', (_what, input, seq, cost) => {
  expect(toReadingCost('maintenance.events', { maintenance, ...input }, seq)).toBe(cost);
});

it('rows cost less, a filter and what reads the whole journal more', () => {
  const window = { maintenance, from: 0, count: 600 };
  expect(toReadingCost('log.window', { ...window, filter: {} }, 0)).toBe(31);
  expect(toReadingCost('log.window', { ...window, filter: { kinds: ['note'] } }, 0)).toBe(50);
  expect(toReadingCost('report.show', { maintenance }, 0)).toBeGreaterThan(toReadingCost('share.show', {}, 0));
});

it('a follower is given no more than 1,000 events at one time', () => {
  const limitOf = (limit?: number) => toBoundedInput('maintenance.events', { maintenance, afterSeq: 0, limit });
  expect([5_000, 20, undefined].map(limitOf)).toMatchObject([{ limit: 1_000 }, { limit: 20 }, { limit: 1_000 }]);
});

it('one uses up their own share, of the journal apart from everything else, and gets it back with time', () => {
  const reading = new VisitorReading(0);
  const asked = (follower: string, nowMs: number) =>
    Array.from({ length: 10 }, () => reading.refuse(follower, 'maintenance.events', 1_000, nowMs)).filter(
      (refusal) => refusal === undefined,
    ).length;
  expect(asked('f-1', 0)).toBe(8);
  expect(asked('f-2', 0)).toBe(8);
  expect(reading.refuse('f-1', 'log.window', 100, 0)).toBe(undefined);
  expect(reading.refuse('f-1', 'maintenance.events', 1, 0)).toMatchObject({ failure: { kind: 'too-many-requests' } });
  expect(asked('f-1', 1_000)).toBe(4);
});

it('all of them together use up no more than theirs', () => {
  const reading = new VisitorReading(0);
  const refusals = Array.from({ length: 30 }, () => reading.refuseAll(1_000, 0));
  expect(refusals.filter((refusal) => refusal === undefined)).toHaveLength(24);
});
