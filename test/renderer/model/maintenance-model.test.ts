/** A maintenance's model is the fold of its journal, read on after each head, and needs nothing to draw it. */
import { afterEach, expect, it, vi } from 'vitest';
import type { HostName, MaintenanceId, TaskId } from '../../../src/core/ids.ts';
import { LinkFailure } from '../../../src/renderer/link/link.ts';
import { createMaintenanceModel } from '../../../src/renderer/model/maintenance-model.ts';
import { createModels } from '../../../src/renderer/model/models.ts';
import { noRules } from '../../fixtures/no-rules.ts';
import { createFakeLink, settle } from './fake-link.ts';
import { createJournal, drydock, smallPlan } from './journal.ts';

const id = 'm-0001' as MaintenanceId;

afterEach(() => void vi.useRealTimers());

function bench() {
  const journal = createJournal(id, smallPlan, 1_000);
  let isLost = false;
  const link = createFakeLink({
    'maintenance.events': ({ afterSeq, limit }: { afterSeq: number; limit: number }) => {
      if (isLost) throw new LinkFailure({ kind: 'link-lost', message: 'The console is gone.' });
      // Two at a time at most, so that reading on is what is tested.
      return { events: journal.events.slice(afterSeq, afterSeq + Math.min(limit, 2)), seq: journal.events.length };
    },
  });
  const start = () =>
    journal.give({
      type: 'start',
      planHash: journal.state.planHash,
      hosts: [{ name: 'app-1' as HostName, address: '127.0.0.1', port: 22, user: 'ops' }],
      variables: {},
      secrets: [],
      policy: noRules,
    });
  const head = () =>
    link.notify({ notice: 'head', data: { maintenance: id, seq: journal.events.length, rows: journal.rows } });
  return { journal, link, start, head, lose: (is: boolean) => (isLost = is) };
}

it('reads the whole journal and folds it to the state the host process has', async () => {
  const { journal, link, start } = bench();
  start();
  journal.give({ type: 'intend', task: 'stop@app-1' as TaskId }, drydock);
  journal.give({ type: 'add-note', text: 'queue is drained' });
  const model = createMaintenanceModel(link, id);
  await settle();
  expect(model.getState().state).toEqual(journal.state);
  expect(model.getState().events).toEqual(journal.events);
});

it('reads on when a head says that there is more, and asks nothing when there is not', async () => {
  const { journal, link, start, head } = bench();
  const model = createMaintenanceModel(link, id);
  await settle();
  start();
  head();
  await settle();
  expect(model.getState().state).toEqual(journal.state);
  const asked = link.asked.length;
  head();
  await settle();
  expect(link.asked).toHaveLength(asked);
});

it('says why it cannot read, and goes on from where it stood when contact is back', async () => {
  const { journal, link, start, lose } = bench();
  const model = createMaintenanceModel(link, id);
  await settle();
  lose(true);
  start();
  link.become('open');
  await settle();
  expect(model.getState().failure).toMatchObject({ kind: 'link-lost' });
  lose(false);
  link.become('open');
  await settle();
  expect(model.getState()).toMatchObject({ failure: undefined, state: { status: 'running' } });
  expect(model.getState().events).toHaveLength(journal.events.length);
});

it('reads a long journal on, a little later, where it is given only so much of it at once', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { journal, link, start } = bench();
  start();
  for (let count = 0; count < 7; count += 1) journal.give({ type: 'add-note', text: `note ${count}` });
  let left = 2;
  const sparing = createFakeLink({
    'maintenance.events': (input: never) => {
      left -= 1;
      if (left < 0) throw new LinkFailure({ kind: 'too-many-requests', message: 'That is more than is looked up.' });
      return link.ask('maintenance.events', input);
    },
  });
  const model = createMaintenanceModel(sparing, id);
  const read: number[] = [];
  while (read.length < 3) {
    await settle();
    expect(model.getState().failure).toBe(undefined);
    read.push(model.getState().events.length);
    left = 2;
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(read).toEqual([4, 8, journal.events.length]);
  expect(model.getState().state).toEqual(journal.state);
  model.end();
});

it('hears nothing once it is ended', async () => {
  const { link, start, head } = bench();
  const model = createMaintenanceModel(link, id);
  await settle();
  model.end();
  start();
  head();
  await settle();
  expect(model.getState().state?.status).toBe('draft');
});

it('gives an answer to the screen only once the event it names is folded, and does not wait for a journal nobody can read', async () => {
  const { journal, link, start, lose } = bench();
  const asking = createFakeLink({
    'maintenance.list': () => [],
    'runbook.list': () => [],
    'host.list': () => [],
    'workspace.show': () => {
      throw new LinkFailure({ kind: 'link-lost', message: 'not asked about here' });
    },
    'maintenance.events': (input: never) => link.ask('maintenance.events', input),
    'run.hold': () => {
      if (journal.state.status === 'draft') start();
      journal.give({ type: 'hold', reason: 'a look first' });
      return { seq: journal.events.length };
    },
  });
  const models = createModels(asking, () => () => {});
  const { maintenance } = models.of(id);
  await settle();
  // No head tells of it: the answer is enough.
  await models.link.ask('run.hold', { maintenance: id, reason: 'a look first' });
  expect(maintenance.getState().state?.hold?.reason).toBe('a look first');
  lose(true);
  journal.give({ type: 'resume' });
  await models.link.ask('run.hold', { maintenance: id, reason: 'a look first' });
  expect(maintenance.getState().failure).toMatchObject({ kind: 'link-lost' });
  models.end();
});
