/** The windows of a log never show a row that does not stand there, whatever grows, is filtered or is looked at meanwhile. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LogFilter, LogRow } from '../../../src/contract/shapes.ts';
import type { MaintenanceId, TaskId } from '../../../src/core/ids.ts';
import { createLogWindows, type PullWindow, rowsAtHand } from '../../../src/renderer/model/log-windows.ts';

const maintenance = 'm-0000' as MaintenanceId;

/** The whole log as an array: the truth that windows are held against. */
function toTruth(length: number, filter: LogFilter): LogRow[] {
  return Array.from({ length }, (_, row) => row)
    .filter((row) => filter.streams === undefined || filter.streams.includes(row % 3 === 0 ? 'stderr' : 'stdout'))
    .map((row, position) => ({
      kind: 'output',
      position,
      row,
      task: 'step' as TaskId,
      attempt: 1,
      line: row,
      stream: row % 3 === 0 ? 'stderr' : 'stdout',
      atMs: row,
      text: `line ${row}`,
      isPartial: false,
    }));
}

interface Bench {
  length: number;
  readonly pulls: { readonly resolve: () => void }[];
  readonly framesDue: (() => void)[];
  answered: number;
}

function createBench() {
  const bench: Bench = { length: 0, pulls: [], framesDue: [], answered: 0 };
  const pull: PullWindow = ({ filter, from, count }) => {
    // The window is read when the host process gets to it, and answered whenever the test says so.
    const truth = toTruth(bench.length, filter);
    const first = from < 0 ? Math.max(0, truth.length + from) : from;
    const value = { total: truth.length, rows: truth.slice(first, first + count) };
    return new Promise((resolve) => bench.pulls.push({ resolve: () => resolve({ ok: true, value }) }));
  };
  const windows = createLogWindows({
    maintenance,
    pull,
    frames: (call) => {
      bench.framesDue.push(call);
      return () => void bench.framesDue.splice(bench.framesDue.indexOf(call), 1);
    },
    onChange: () => {
      bench.answered += 1;
    },
    onFailure: (failure) => {
      throw new Error(failure.message);
    },
  });
  return { bench, windows };
}

async function passFrame(bench: Bench): Promise<void> {
  for (const call of bench.framesDue.splice(0)) call();
  await Promise.resolve();
}

async function answer(bench: Bench): Promise<void> {
  for (const { resolve } of bench.pulls.splice(0)) resolve();
  await new Promise((resolve) => setImmediate(resolve));
}

const filters: readonly LogFilter[] = [{}, { streams: ['stderr'] }, { streams: ['stdout'] }];
const move = fc.oneof(
  fc.record({ do: fc.constant('grow' as const), by: fc.integer({ min: 1, max: 3_000 }) }),
  fc.record({
    do: fc.constant('show' as const),
    first: fc.integer({ min: 0, max: 9_000 }),
    count: fc.integer({ min: 1, max: 80 }),
  }),
  fc.record({ do: fc.constant('end' as const), count: fc.integer({ min: 1, max: 80 }) }),
  fc.record({ do: fc.constant('filter' as const), which: fc.integer({ min: 0, max: 2 }) }),
  fc.record({ do: fc.constant('frame' as const) }),
  fc.record({ do: fc.constant('answer' as const) }),
);

it('shows no row but the one that stands at its position under the filter, and asks one thing at a time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { maxLength: 60 }), async (moves) => {
      const { bench, windows } = createBench();
      let filter: LogFilter = {};
      for (const step of moves) {
        if (step.do === 'grow') {
          bench.length += step.by;
          windows.grow();
        } else if (step.do === 'show') windows.show(step.first, step.count);
        else if (step.do === 'end') windows.showEnd(step.count);
        else if (step.do === 'filter') {
          filter = filters[step.which] ?? {};
          windows.refilter(filter);
        } else if (step.do === 'frame') await passFrame(bench);
        else await answer(bench);

        expect(bench.pulls.length).toBeLessThanOrEqual(1);
        const truth = toTruth(bench.length, filter);
        expect(windows.total()).toBeLessThanOrEqual(truth.length);
        for (let position = 0; position < windows.total(); position += 1) {
          const row = windows.row(position);
          if (row !== undefined) expect(row).toEqual(truth[position]);
        }
      }
    }),
    { numRuns: 60 },
  );
});

it('has what is wanted, and nothing missing, once everything is answered', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 8_000 }),
      fc.integer({ min: 0, max: 8_000 }),
      fc.integer({ min: 0, max: 2 }),
      async (length, first, which) => {
        const { bench, windows } = createBench();
        const filter = filters[which] ?? {};
        bench.length = length;
        windows.refilter(filter);
        windows.show(first, 50);
        while (bench.framesDue.length > 0 || bench.pulls.length > 0) {
          await passFrame(bench);
          await answer(bench);
        }
        const truth = toTruth(length, filter);
        expect(windows.total()).toBe(truth.length);
        for (const row of truth.slice(first, first + 50)) expect(windows.row(row.position)).toEqual(row);
      },
    ),
    { numRuns: 40 },
  );
});

it('makes one pull of any number of heads between two frames, and none while one is under way', async () => {
  const { bench, windows } = createBench();
  windows.showEnd(40);
  for (let head = 0; head < 500; head += 1) {
    bench.length += 10;
    windows.grow();
  }
  await passFrame(bench);
  expect(bench.pulls).toHaveLength(1);
  bench.length += 10;
  windows.grow();
  await passFrame(bench);
  expect(bench.pulls).toHaveLength(1);
  await answer(bench);
  await passFrame(bench);
  await answer(bench);
  expect(windows.total()).toBe(5_010);
  expect(windows.row(5_009)).toMatchObject({ row: 5_009 });
});

it('keeps a bounded number of rows however far is scrolled', async () => {
  const { bench, windows } = createBench();
  bench.length = 40_000;
  windows.grow();
  for (let first = 0; first < 40_000; first += 500) {
    windows.show(first, 60);
    await passFrame(bench);
    await answer(bench);
    await passFrame(bench);
    await answer(bench);
  }
  let held = 0;
  for (let position = 0; position < 40_000; position += 1) if (windows.row(position) !== undefined) held += 1;
  expect(held).toBeGreaterThan(1_000);
  expect(held).toBeLessThanOrEqual(rowsAtHand);
});

it('gives up on a refused pull until something new is wanted', async () => {
  let refusals = 0;
  const due: (() => void)[] = [];
  const windows = createLogWindows({
    maintenance,
    pull: async () => ({ ok: false, failure: { kind: 'link-lost', message: 'gone' } }),
    frames: (call) => {
      due.push(call);
      return () => undefined;
    },
    onChange: () => undefined,
    onFailure: () => {
      refusals += 1;
    },
  });
  windows.showEnd(10);
  due.splice(0).forEach((call) => void call());
  await new Promise((resolve) => setImmediate(resolve));
  expect(refusals).toBe(1);
  windows.showEnd(10);
  expect(due).toHaveLength(0);
  windows.showEnd(11);
  expect(due).toHaveLength(1);
  due.splice(0).forEach((call) => void call());
  await new Promise((resolve) => setImmediate(resolve));
  windows.grow();
  expect(due).toHaveLength(1);
});
