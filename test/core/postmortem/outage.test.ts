/** Outages from marks (`PM-5`). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toLevels, toOutage, toServiceOutages } from '../../../src/core/postmortem/outage.ts';
import type { ServiceLevel } from '../../../src/core/postmortem/report.ts';

const mark = (level: ServiceLevel, atMs: number, service = 'Shop') => ({ level, atMs, service });

describe('an outage', () => {
  it('is total from down to up, and visible from down to partial', () => {
    const marks = [mark('down', 100), mark('partial', 160), mark('up', 200)];
    expect(toOutage(marks, 500)).toEqual({ totalMs: 100, visibleMs: 60, isOngoing: false });
  });
  it('is visible to its end where it goes straight up', () => {
    expect(toOutage([mark('down', 100), mark('up', 130)], 500)).toEqual({
      totalMs: 30,
      visibleMs: 30,
      isOngoing: false,
    });
  });
  it('is one where it falls back before it was up', () => {
    const marks = [mark('down', 0), mark('partial', 10), mark('down', 20), mark('up', 50)];
    expect(toOutage(marks, 500)).toEqual({ totalMs: 50, visibleMs: 40, isOngoing: false });
  });
  it('is none of a service that was only ever partly up', () => {
    expect(toOutage([mark('partial', 0), mark('up', 50)], 500)).toEqual({ totalMs: 0, visibleMs: 0, isOngoing: false });
  });
  it('goes on until somebody says that it is over', () => {
    expect(toOutage([mark('down', 100)], 150)).toEqual({ totalMs: 50, visibleMs: 50, isOngoing: true });
  });
  it('of two services at once counts once', () => {
    const marks = [mark('down', 0), mark('down', 20, 'Wiki'), mark('up', 50), mark('up', 80, 'wiki')];
    expect(toOutage(marks, 500)).toEqual({ totalMs: 80, visibleMs: 80, isOngoing: false });
  });
  it('of each service is its own, also where another was out at the same time', () => {
    const marks = [
      mark('down', 0),
      mark('down', 20, 'Wiki'),
      mark('up', 50),
      mark('up', 80, 'wiki'),
      mark('up', 0, 'Mail'),
    ];
    expect(toServiceOutages(marks, 500)).toEqual([
      { service: 'Shop', totalMs: 50, visibleMs: 50, isOngoing: false },
      { service: 'Wiki', totalMs: 60, visibleMs: 60, isOngoing: false },
      { service: 'Mail', totalMs: 0, visibleMs: 0, isOngoing: false },
    ]);
  });
  it('nobody marked is nobody’s to compute', () => {
    expect(toOutage([], 500)).toBeUndefined();
    expect(toServiceOutages([], 500)).toEqual([]);
  });
});

const marks = fc.array(
  fc.record({
    service: fc.constantFrom('Shop', 'Wiki'),
    level: fc.constantFrom('up' as const, 'partial' as const, 'down' as const),
    atMs: fc.nat(1_000),
  }),
  { minLength: 1, maxLength: 20 },
);

/** Millisecond by millisecond, as the definition says it. */
function count(all: readonly ReturnType<typeof mark>[], nowMs: number) {
  const sum = { totalMs: 0, visibleMs: 0 };
  const sorted = all.toSorted((a, b) => a.atMs - b.atMs);
  for (let atMs = 0; atMs < nowMs; atMs++) {
    const services = ['Shop', 'Wiki'].map((service) => {
      const before = sorted.filter((one) => one.service === service && one.atMs <= atMs).map(({ level }) => level);
      const isDown = before.at(-1) === 'down';
      return { isDown, isOut: before.lastIndexOf('down') > before.lastIndexOf('up') };
    });
    if (services.some(({ isOut }) => isOut)) sum.totalMs++;
    if (services.some(({ isDown }) => isDown)) sum.visibleMs++;
  }
  return sum;
}

it('an outage is what a count of every instant gives, and the visible is never longer than the total', () => {
  fc.assert(
    fc.property(marks, (all) => {
      const outage = toOutage(all, 1_200);
      expect(outage).toMatchObject(count(all, 1_200));
      expect(outage?.visibleMs).toBeLessThanOrEqual(outage?.totalMs ?? 0);
      expect(outage?.isOngoing).toBe(
        ['Shop', 'Wiki'].some((service) => {
          const own = all.filter((one) => one.service === service).toSorted((a, b) => a.atMs - b.atMs);
          return own.findLastIndex(({ level }) => level === 'down') > own.findLastIndex(({ level }) => level === 'up');
        }),
      );
      expect(toLevels(all)).toHaveLength(new Set(all.map(({ service }) => service)).size);
    }),
    { numRuns: 60 },
  );
});
