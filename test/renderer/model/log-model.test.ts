/** The log's model: following and pausing, searching, going to a place, reading lines for the clipboard. */
import { expect, it } from 'vitest';
import type { Notice } from '../../../src/contract/notices.ts';
import type { SearchHit, SearchQuery } from '../../../src/contract/shapes.ts';
import type { MaintenanceId } from '../../../src/core/ids.ts';
import { copyLimit, createLogModel } from '../../../src/renderer/model/log-model.ts';
import { hitLimit } from '../../../src/renderer/model/log-search.ts';
import { createFakeLink, settle } from './fake-link.ts';

const id = 'm-0002' as MaintenanceId;
const query = (text: string, mode: SearchQuery['mode'] = 'substring') => ({ text, mode, isCaseSensitive: false });
const hit = (at: number): SearchHit => ({ kind: 'output', at, text: `line ${at}`, ranges: [[0, 4]] });

function bench() {
  const log = { length: 100 };
  const link = createFakeLink({
    'log.window': ({ from, count }: { from: number; count: number }) => {
      const first = from < 0 ? Math.max(0, log.length + from) : from;
      const rows = Array.from({ length: Math.max(0, Math.min(count, log.length - first)) }, (_, index) => ({
        kind: 'output',
        position: first + index,
        row: first + index,
        text: `line ${first + index}`,
      }));
      return { total: log.length, rows, head: log.length };
    },
    'log.locate': ({ at }: { at: number }) => ({ position: at }),
    'log.search': () => ({}),
    'log.stopSearch': () => ({}),
  });
  const frames = (call: () => void) => {
    const handle = setImmediate(call);
    return () => clearImmediate(handle);
  };
  return { log, link, model: createLogModel(link, id, frames) };
}

const hits = (model: ReturnType<typeof bench>['model'], found: SearchHit[], isDone = false): Notice => ({
  notice: 'search-hits',
  data: { search: model.getState().search?.id ?? '', hits: found, progress: 0.5, isDone, isCut: false },
});

it('follows until somebody looks back, remembers where that was, and follows again when told', async () => {
  const { log, link, model } = bench();
  model.windows.showEnd(10);
  await settle();
  await settle();
  model.pause();
  log.length = 150;
  link.notify({ notice: 'head', data: { maintenance: id, seq: 1, rows: 150 } });
  model.windows.show(50, 10);
  for (let turn = 0; turn < 4; turn += 1) await settle();
  expect(model.getState()).toMatchObject({ isFollowing: false, totalAtPause: 100 });
  expect(model.windows.total()).toBe(150);
  model.follow();
  expect(model.getState().isFollowing).toBe(true);
});

it('collects hits as they stream in, steps through them around the end, and goes to where each stands', async () => {
  const { link, model } = bench();
  model.search(query('line'));
  link.notify(hits(model, [hit(90), hit(40)]));
  link.notify(hits(model, [hit(7)], true));
  expect(model.getState().search).toMatchObject({ hits: [hit(90), hit(40), hit(7)], isDone: true });
  const seen: (number | undefined)[] = [];
  for (const by of [1, 1, 1, 1, -1] as const) {
    await model.stepTo(by);
    seen.push(model.getState().target?.at);
  }
  expect(seen).toEqual([90, 40, 7, 90, 7]);
  expect(model.getState().isFollowing).toBe(false);
});

it('goes to the first hit as soon as there is one, when that was asked before', async () => {
  const { link, model } = bench();
  model.search(query('line'));
  await model.stepTo(1);
  expect(model.getState().target).toBeUndefined();
  link.notify(hits(model, [hit(33), hit(20)]));
  await settle();
  expect(model.getState()).toMatchObject({ target: { at: 33 }, search: { current: 0, isStepDue: false } });
});

it('takes no hits of a search that was given up, and tells the host process to end it', async () => {
  const { link, model } = bench();
  model.search(query('a'));
  const late = hits(model, [hit(1)]);
  model.search(query('ab'));
  link.notify(late);
  expect(model.getState().search?.hits).toEqual([]);
  expect(link.asked.map(({ name }) => name)).toContain('log.stopSearch');
});

it('asks nobody to look for an expression that is none, and says what is wrong with it', () => {
  const { link, model } = bench();
  model.search(query('(', 'regex'));
  expect(model.getState().search).toMatchObject({ isDone: true, problem: expect.stringContaining('Unterminated') });
  expect(link.asked.map(({ name }) => name)).not.toContain('log.search');
});

it('keeps a bounded number of hits and says that there are more', () => {
  const { link, model } = bench();
  model.search(query('line'));
  for (let batch = 0; batch < 3; batch += 1) {
    link.notify(
      hits(
        model,
        Array.from({ length: 600 }, (_, at) => hit(at)),
      ),
    );
  }
  expect(model.getState().search?.hits).toHaveLength(hitLimit);
  expect(model.getState().search?.isCut).toBe(true);
});

it('drops what names a position when the filter changes, and searches again under the new one', async () => {
  const { link, model } = bench();
  model.search(query('line'));
  model.pick(5, false);
  model.pick(9, true);
  expect(model.getState().pick).toEqual({ anchor: 5, focus: 9 });
  await model.goTo({ kind: 'output', at: 5 });
  model.setFilter({ streams: ['stderr'] });
  expect(model.getState()).toMatchObject({ pick: undefined, target: undefined, filter: { streams: ['stderr'] } });
  expect(link.asked.at(-1)).toMatchObject({ name: 'log.search', input: { filter: { streams: ['stderr'] } } });
});

it('reads a long range in pieces and in order, and says where it cut one that is too long', async () => {
  const { log, model } = bench();
  log.length = 100_000;
  const some = await model.read(10, 5_009);
  expect(some.isCut).toBe(false);
  expect(some.rows.map(({ position }) => position)).toEqual(Array.from({ length: 5_000 }, (_, at) => at + 10));
  const many = await model.read(0, 99_999);
  expect(many).toMatchObject({ isCut: true });
  expect(many.rows).toHaveLength(copyLimit);
});
