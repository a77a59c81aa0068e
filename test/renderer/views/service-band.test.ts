import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BandMark, toStretches } from '../../../src/renderer/views/postmortem/service-band.tsx';

const mark = (level: BandMark['level'], atMs: number): BandMark => ({ service: 'wiki', level, atMs });

test('a service is up until somebody says otherwise, and each mark holds until the next', () => {
  expect(toStretches([mark('down', 20), mark('partial', 50), mark('up', 80)], 0, 100)).toEqual([
    { level: 'up', fromMs: 0, toMs: 20 },
    { level: 'down', fromMs: 20, toMs: 50 },
    { level: 'partial', fromMs: 50, toMs: 80 },
    { level: 'up', fromMs: 80, toMs: 100 },
  ]);
});

test('a mark before the start begins the band, and one after the end reaches to itself', () => {
  expect(toStretches([mark('down', 10), mark('up', 90)], 30, 60)).toEqual([{ level: 'down', fromMs: 10, toMs: 90 }]);
});

test('stretches follow each other without a gap, and two beside each other differ', () => {
  const marks = fc.array(
    fc.record({ service: fc.constant('wiki'), level: fc.constantFrom('up', 'partial', 'down'), atMs: fc.nat(1_000) }),
  );
  fc.assert(
    fc.property(marks, fc.nat(500), fc.nat(500), (made, fromMs, spanMs) => {
      const stretches = toStretches(made as BandMark[], fromMs, fromMs + spanMs);
      for (const [at, one] of stretches.entries()) {
        expect(one.toMs).toBeGreaterThan(one.fromMs);
        const next = stretches[at + 1];
        if (next !== undefined) expect([next.fromMs, next.level]).not.toEqual([one.toMs, one.level]);
        if (next !== undefined) expect(next.fromMs).toBe(one.toMs);
      }
    }),
  );
});
