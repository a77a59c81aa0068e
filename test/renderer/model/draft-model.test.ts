/** The draft: edits that can be undone, saves that lose nothing. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Plan } from '../../../src/core/plan/plan.ts';
import { toPlanHash } from '../../../src/core/plan/plan-hash.ts';
import { fail, type Result, succeed } from '../../../src/core/result.ts';
import { createDraftModel } from '../../../src/renderer/model/draft-model.ts';

const first: Plan = { title: 'A', variables: [], steps: [] };
const titled = (title: string) => (plan: Plan) => ({ ...plan, title });

/** A place to keep plans in, whose answers a test gives itself. */
function createKeeper() {
  const asked: { readonly plan: Plan; answer(result: Result<unknown>): void }[] = [];
  const keep = (plan: Plan) =>
    new Promise<Result<unknown>>((resolve) => {
      asked.push({ plan, answer: resolve });
    });
  return { asked, keep };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('letters typed into one field are undone together, and another field on its own', () => {
  const draft = createDraftModel(first, createKeeper().keep, toPlanHash);
  draft.edit(titled('AB'), 'title');
  draft.edit(titled('ABC'), 'title');
  draft.edit((plan) => ({ ...plan, about: 'x' }), 'about');
  draft.undo();
  expect(draft.getState().value).toEqual({ ...first, title: 'ABC' });
  draft.undo();
  expect(draft.getState().value).toEqual(first);
  expect(draft.getState().canUndo).toBe(false);
  draft.redo();
  draft.redo();
  expect(draft.getState().value).toEqual({ ...first, title: 'ABC', about: 'x' });
});

test('an edit after an undo forgets what could have been done again', () => {
  const draft = createDraftModel(first, createKeeper().keep, toPlanHash);
  draft.edit(titled('B'));
  draft.undo();
  draft.edit(titled('C'));
  expect(draft.getState().canRedo).toBe(false);
  draft.undo();
  expect(draft.getState().value).toBe(first);
});

test('a pause in typing saves once, with the last word', async () => {
  const keeper = createKeeper();
  const draft = createDraftModel(first, keeper.keep, toPlanHash);
  draft.edit(titled('B'), 'title');
  draft.edit(titled('BC'), 'title');
  expect(keeper.asked).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(keeper.asked.map(({ plan }) => plan.title)).toEqual(['BC']);
  keeper.asked[0]?.answer(succeed({}));
  await vi.advanceTimersByTimeAsync(0);
  expect(draft.getState().saving).toBe('saved');
});

test('what is typed while a save is under way is saved right after it', async () => {
  const keeper = createKeeper();
  const draft = createDraftModel(first, keeper.keep, toPlanHash);
  draft.edit(titled('B'));
  void draft.save();
  draft.edit(titled('C'));
  void draft.save();
  expect(keeper.asked).toHaveLength(1);
  keeper.asked[0]?.answer(succeed({}));
  await vi.advanceTimersByTimeAsync(0);
  expect(keeper.asked.map(({ plan }) => plan.title)).toEqual(['B', 'C']);
  keeper.asked[1]?.answer(succeed({}));
  await vi.advanceTimersByTimeAsync(0);
  expect(draft.getState().saving).toBe('saved');
});

test('a refused save keeps the draft, says why, and is tried again by hand', async () => {
  const keeper = createKeeper();
  const draft = createDraftModel(first, keeper.keep, toPlanHash);
  draft.edit(titled('B'));
  void draft.save();
  keeper.asked[0]?.answer(fail('link-lost', 'The console is gone.'));
  await vi.advanceTimersByTimeAsync(0);
  expect(draft.getState()).toMatchObject({ saving: 'failed', failure: { kind: 'link-lost' }, value: { title: 'B' } });
  void draft.save();
  keeper.asked[1]?.answer(succeed({}));
  await vi.advanceTimersByTimeAsync(0);
  expect(draft.getState()).toMatchObject({ saving: 'saved', failure: undefined });
});

test('what was saved from here and comes back leaves the undo alone', async () => {
  const keeper = createKeeper();
  const draft = createDraftModel(first, keeper.keep, toPlanHash);
  draft.edit(titled('B'));
  void draft.save();
  keeper.asked[0]?.answer(succeed({}));
  await vi.advanceTimersByTimeAsync(0);
  draft.adopt(structuredClone({ ...first, title: 'B' }));
  expect(draft.getState().canUndo).toBe(true);
});

test('what another window changed is taken over, unless something here is unsaved', () => {
  const draft = createDraftModel(first, createKeeper().keep, toPlanHash);
  draft.adopt({ ...first, title: 'from elsewhere' });
  expect(draft.getState().value.title).toBe('from elsewhere');
  draft.edit(titled('mine'));
  draft.adopt({ ...first, title: 'again' });
  expect(draft.getState().value.title).toBe('mine');
});

test('leaving saves what is not saved yet', () => {
  const keeper = createKeeper();
  const draft = createDraftModel(first, keeper.keep, toPlanHash);
  draft.edit(titled('B'));
  draft.end();
  expect(keeper.asked.map(({ plan }) => plan.title)).toEqual(['B']);
});
