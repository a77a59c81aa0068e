/** A comparison reads like the form that made the change, not like the file. */
import { expect, test } from 'vitest';
import { comparePlans } from '../../../src/core/plan/difference.ts';
import { planSchema } from '../../../src/core/plan/plan.ts';
import { toWorded } from '../../../src/renderer/views/plan/difference-words.ts';

function worded(before: object, after: object) {
  const toPlan = (step: object) =>
    planSchema.parse({ title: 'Move', steps: [{ id: 'one', phase: 'prepare', title: 'One', ...step }] });
  const [step] = comparePlans(toPlan(before), toPlan(after)).steps;
  if (step?.kind !== 'changed') throw new Error('the step did not change');
  return toWorded(step.fields).map(({ label, before, after }) => [label, before, after]);
}

const command = { kind: 'command', hosts: ['db-1'], script: 'uptime' };

test('a step that became a command says so, and nothing of what every command has', () => {
  expect(worded({ kind: 'manual' }, command)).toEqual([
    ['Kind of step', 'By hand', 'Command'],
    ['Hosts', '', 'db-1'],
    ['Script', '', 'uptime'],
  ]);
});

test('every field is told in the words and units of the form', () => {
  const after = {
    ...command,
    timeoutMs: 90_000,
    onFailure: 'roll-back',
    confirmBefore: true,
    mode: 'direct',
    expectation: { exitStatus: [0, 2], matches: ['^ok$'], lacks: ['ERROR'] },
    rollback: { kind: 'none', why: 'It only looks' },
  };
  expect(worded(command, after)).toEqual([
    ['On failure', 'Hold the run', 'Roll back'],
    ['Ask before it runs', 'No', 'Yes'],
    ['How it runs', 'Durable', 'Direct'],
    ['Timeout', '', '1m30s'],
    ['Rollback', '', 'Not undone, because: It only looks'],
    ['Expected result', '', 'Exit status 0, 2\nOutput matches ^ok$\nOutput does not match ERROR'],
  ]);
});
