/** What is pending is counted beside the gate, and a disk that hangs keeps nobody waiting. */
import { expect, it } from 'vitest';
import { PendingCounts } from '../../src/main/desk/environment/pending-counts.ts';
import { StandInClock } from '../gate/stand-in-clock.ts';

function makeCounts() {
  const clock = new StandInClock(1_000_000);
  const readings: ((count: number | undefined) => void)[] = [];
  const failures: ((problem: Error) => void)[] = [];
  const problems: unknown[] = [];
  let changes = 0;
  const counts = new PendingCounts({
    read: () =>
      new Promise((resolve, reject) => {
        readings.push(resolve);
        failures.push(reject);
      }),
    clock,
    onChanged: () => {
      changes += 1;
    },
    report: (problem) => problems.push(problem),
  });
  return { counts, clock, readings, failures, problems, changes: () => changes };
}
/** What was asked for has begun. */
const begun = () => new Promise<void>((resolve) => setImmediate(resolve));

it('waits two seconds for a disk that hangs, and takes what it says whenever it does', async () => {
  const { counts, clock, readings, changes } = makeCounts();
  const asked = counts.refresh('Orders');
  await begun();
  clock.advance(2_000);
  await asked;
  expect(counts.of('orders')).toBeUndefined();
  readings[0]?.(3);
  await begun();
  expect([counts.of('ORDERS'), changes()]).toEqual([3, 1]);
});

it('reads one at a time, and once more for whoever asked meanwhile', async () => {
  const { counts, readings, changes } = makeCounts();
  const first = counts.refresh('orders');
  await begun();
  const later = Promise.all([counts.refresh('orders'), counts.refresh('orders')]);
  expect(readings).toHaveLength(1);
  readings[0]?.(3);
  await first;
  await begun();
  expect(readings).toHaveLength(2);
  readings[1]?.(3);
  await later;
  expect(readings).toHaveLength(2);
  expect(changes()).toBe(1);
});

it('is content with a count that is young enough, but not with one of the future', async () => {
  const { counts, clock, readings } = makeCounts();
  const first = counts.refresh('orders');
  await begun();
  readings[0]?.(3);
  await first;
  clock.advance(20_000);
  await counts.refresh('orders', 30_000);
  expect(readings).toHaveLength(1);
  clock.set(clock.now() - 3_600_000);
  void counts.refresh('orders', 30_000);
  await begun();
  expect(readings).toHaveLength(2);
});

it('knows nothing after a fault of ours, which is reported unless the console is closing', async () => {
  const { counts, failures, readings, problems } = makeCounts();
  const first = counts.refresh('orders');
  await begun();
  readings[0]?.(3);
  await first;
  const second = counts.refresh('orders');
  await begun();
  failures[1]?.(new Error('broken'));
  await second;
  expect([counts.of('orders'), problems.length]).toEqual([undefined, 1]);
  const third = counts.refresh('orders');
  await begun();
  counts.close();
  failures[2]?.(new Error('the store is closed'));
  await third;
  expect(problems).toHaveLength(1);
});
