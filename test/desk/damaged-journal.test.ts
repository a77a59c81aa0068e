/** A journal that lies in the workspace and cannot be folded: it is named, and nothing else suffers from it. */
import { expect, it, onTestFinished } from 'vitest';
import { planSchema } from '../../src/core/plan/plan.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { spoil, spoiledTitle } from '../fixtures/spoiled.ts';
import { aMaintenance, anotherMaintenance } from '../store/workspace.ts';

it('a journal that cannot be folded is named, and stops neither the console nor any other maintenance', async () => {
  const { folder, remove } = await makeWorkspace();
  onTestFinished(remove);
  const before = await TestConsole.open(folder);
  const plan = planSchema.parse({
    title: 'Plan',
    steps: [{ kind: 'manual', phase: 'carry-out', id: 'a', title: 'A' }],
  });
  await before.ask('runbook.save', { name: 'Plan' as never, expectedVersion: 0, plan });
  const { id: own } = await before.ask('maintenance.create', { title: 'Tonight', runbook: 'Plan' as never });
  await before.close();
  await spoil(folder);

  const console = await TestConsole.open(folder);
  onTestFinished(() => console.close());
  const named = expect.stringContaining(`“${spoiledTitle}”`);
  expect(console.problems.map(String)).toEqual([named]);
  expect((await console.ask('maintenance.list', {})).map(({ id }) => id)).toEqual([own]);
  await console.ask('note.add', { maintenance: own, text: 'goes on' });
  for (const [request, input] of [
    ['maintenance.summary', {}],
    ['maintenance.events', { afterSeq: 0 }],
    ['note.add', { text: 'in it' }],
  ] as const) {
    const answer = await console.answer(request, { maintenance: aMaintenance, ...input });
    expect([request, answer.ok ? 'ok' : answer.failure.kind]).toEqual([request, 'journal-damaged']);
  }
  const checked = await console.ask('workspace.check', {});
  expect(checked).toMatchObject({ isSound: false, message: named });
  const none = await console.answer('maintenance.summary', { maintenance: anotherMaintenance });
  expect(none.ok ? 'ok' : none.failure.kind).toBe('no-such-maintenance');
});
