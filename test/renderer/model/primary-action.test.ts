/** The one primary action follows the state, and is never offered where core would refuse it. */
import { expect, it } from 'vitest';
import type { HostName, MaintenanceId, TaskId } from '../../../src/core/ids.ts';
import type { Command } from '../../../src/core/maintenance/commands.ts';
import { primaryAction } from '../../../src/renderer/model/primary-action.ts';
import { noRules } from '../../fixtures/no-rules.ts';
import { createJournal, drydock, smallPlan } from './journal.ts';

const task = 'stop@app-1' as TaskId;

function started() {
  const journal = createJournal('m-0003' as MaintenanceId, smallPlan, 1_000);
  journal.give({
    type: 'start',
    planHash: journal.state.planHash,
    hosts: [{ name: 'app-1' as HostName, address: '127.0.0.1', port: 22, user: 'ops' }],
    variables: {},
    secrets: [],
    policy: noRules,
  });
  journal.give({ type: 'intend', task, bootId: 'boot' }, drydock);
  return journal;
}

const end = (status: number): Command => ({
  type: 'report-ended',
  task,
  attempt: 1,
  verdict: { kind: 'exited', status, unmet: status === 0 ? [] : [`exit status ${status}`] },
  rows: 0,
  bytes: { stdout: 0, stderr: 0 },
});

it('offers the start of a draft and the hold of what runs', () => {
  const draft = createJournal('m-0003' as MaintenanceId, smallPlan, 1_000);
  expect(primaryAction(draft.state)).toMatchObject({ control: { kind: 'start' } });
  expect(primaryAction(started().state)).toMatchObject({ control: { kind: 'hold' } });
});

it('leads to the step that nobody knows the outcome of before anything else', () => {
  const journal = started();
  journal.give(
    { type: 'report-unknown', task, attempt: 1, why: { kind: 'contact-lost', message: 'no answer' } },
    drydock,
  );
  expect(primaryAction(journal.state)).toMatchObject({ decideOn: task });
});

it('leads to a failed step as a decision, for there are several answers to it', () => {
  const journal = started();
  journal.give(end(1), drydock);
  expect(primaryAction(journal.state)).toMatchObject({ decideOn: task });
});

it('goes from a manual step to completing, and ends with nothing to do', () => {
  const journal = started();
  journal.give(end(0), drydock);
  journal.give({ type: 'await', task: 'say' as TaskId, for: 'person' }, drydock);
  expect(primaryAction(journal.state)).toMatchObject({ control: { kind: 'done', task: 'say' } });
  journal.give({ type: 'done', task: 'say' as TaskId });
  expect(primaryAction(journal.state)).toMatchObject({ control: { kind: 'complete' } });
  journal.give({ type: 'complete' });
  expect(primaryAction(journal.state)).toBeUndefined();
});
