/** Maintenances as they went, told by commands: journals to draw reports from. */

import { emptyRecord } from '../../../src/core/change/record.ts';
import type { Actor } from '../../../src/core/maintenance/actor.ts';
import type { PersonId } from '../../../src/core/roster/names.ts';
import { memberSchema } from '../../../src/core/roster/person.ts';
import { noRules } from '../../fixtures/no-rules.ts';
import { commandStep, Run, toPlan } from '../maintenance/fixtures.ts';

export const minuteMs = 60_000;
export const window = {
  startMs: Date.UTC(2027, 0, 9, 22),
  endMs: Date.UTC(2027, 0, 10, 0),
  zone: 'Europe/Berlin',
};

function toActor(id: string, name: string): Actor {
  return { kind: 'person', name, person: id as PersonId };
}
export const ada = toActor('ada', 'Ada Lee');
export const bo = toActor('bo', 'Bo Lind');
export const eve = toActor('eve', 'Eve Marsh');
export const dana = toActor('dana', 'Dana Reyes');

export const members = [
  ['ada', 'Ada Lee', ['SRE']],
  ['bo', 'Bo Lind', ['SRE']],
  ['eve', 'Eve Marsh', ['EM']],
  ['dana', 'Dana Reyes', ['CES']],
].map(([id, name, roles]) =>
  memberSchema.parse({ id, name, roles, qualifications: ['root'], services: [], zone: 'UTC' }),
);

const plan = toPlan([
  { id: 'stop', kind: 'manual', phase: 'prepare', title: 'Stop the shop', estimateMs: 5 * minuteMs },
  commandStep('dump', { title: 'Dump the database', estimateMs: 10 * minuteMs, hosts: ['db-1', 'db-2'] as never }),
  commandStep('migrate', {
    ...{ title: 'Migrate the orders', estimateMs: 20 * minuteMs },
    rollback: { kind: 'script', script: 'undo' },
  }),
  { id: 'open', kind: 'manual', phase: 'verify', title: 'Open the shop', estimateMs: 5 * minuteMs },
]);

/** Planned, with its people, and begun two minutes into its window. */
export function beginStory(before: (run: Run) => void = () => undefined): Run {
  const run = new Run(plan, { title: 'Shop schema 42' });
  run.nowMs = window.startMs - 24 * 60 * minuteMs;
  run.must({ type: 'involve', members }, ada);
  run.must({ type: 'set-window', window }, ada);
  const shift = { role: 'SRE', fromMs: window.startMs, toMs: window.endMs };
  const shifts = [
    { id: 's-ada', person: 'ada' as PersonId, ...shift },
    { id: 's-bo', person: 'bo' as PersonId, ...shift },
  ];
  run.must({ type: 'set-shifts', shifts }, ada);
  const environment = { name: 'shop-production', isProduction: true };
  const criteria = [
    { id: 'slow', condition: 'Orders wait for more than 10 minutes', action: 'revert', decidedBy: 'EM' } as const,
  ];
  run.must({ type: 'change-record', record: { ...emptyRecord, environment, services: ['Shop'], criteria } }, ada);
  run.must({ type: 'set-checklist', items: [{ id: 'buy', text: 'Buy something', owner: 'Bo Lind' }] }, ada);
  before(run);
  at(run, 2);
  const hosts = ['db-1', 'db-2'].map((name) => ({ name: name as never, address: '10.0.0.1', port: 22, user: 'ops' }));
  run.must({ type: 'start', planHash: run.state.planHash, hosts, variables: {}, secrets: [], policy: noRules }, ada);
  return run;
}

export function at(run: Run, minutes: number): void {
  run.nowMs = window.startMs + minutes * minuteMs;
}

export function doByHand(run: Run, task: string, minutes: number): void {
  run.must({ type: 'await', task: task as never, for: 'person' }, { kind: 'console', name: 'Drydock' });
  at(run, minutes);
  run.must({ type: 'done', task: task as never }, ada);
}

/** Everything as planned. */
export function perfectStory(): Run {
  const run = beginStory();
  doByHand(run, 'stop', 6);
  run.attempt('dump@db-1', 0, 40);
  at(run, 16);
  run.attempt('dump@db-2', 0, 40);
  at(run, 35);
  run.attempt('migrate@db-1', 0, 200);
  at(run, 40);
  doByHand(run, 'open', 44);
  settle(run, 'passed');
  at(run, 50);
  run.must({ type: 'complete' }, ada);
  return run;
}

/** A step fails once and is tried again; the shop is away longer than was said, and the window is overrun by 25 minutes. */
export function overrunStory(): Run {
  const run = beginStory();
  doByHand(run, 'stop', 7);
  mark(run, 'down', 6);
  run.attempt('dump@db-1', 0, 40);
  at(run, 20);
  run.attempt('dump@db-2', 0, 40);
  at(run, 55);
  run.attempt('migrate@db-1', 1, 210);
  at(run, 58);
  run.must({ type: 'add-note', text: 'A report of last night holds a <lock> on `orders`.', row: 250 }, bo);
  at(run, 61);
  run.must({ type: 'retry', task: 'migrate@db-1' as never, reason: 'the lock is gone' }, ada);
  at(run, 118);
  run.attempt('migrate@db-1', 0, 200);
  at(run, 125);
  mark(run, 'partial', 125);
  doByHand(run, 'open', 140);
  mark(run, 'up', 140);
  settle(run, 'passed');
  at(run, 145);
  run.must({ type: 'complete' }, ada);
  return run;
}

/** A step fails, and by the criterion of the record the change is undone. */
export function rolledBackStory(): Run {
  const run = beginStory();
  doByHand(run, 'stop', 6);
  run.attempt('dump@db-1', 0, 40);
  at(run, 16);
  run.attempt('dump@db-2', 0, 40);
  at(run, 40);
  run.attempt('migrate@db-1', 3, 12);
  at(run, 52);
  run.must({ type: 'decide-criterion', criterion: 'slow', decision: 'revert', reason: 'nobody can buy' }, eve);
  at(run, 60);
  run.attempt('migrate~back@db-1', 0, 5);
  for (const task of ['dump~back@db-2', 'dump~back@db-1', 'stop~back']) doByHand(run, task, 70);
  at(run, 75);
  run.must({ type: 'complete' }, ada);
  return run;
}

function settle(run: Run, result: 'passed' | 'failed'): void {
  run.must({ type: 'settle-item', item: 'buy', result, evidence: [{ kind: 'note', text: 'bought a lamp' }] }, bo);
}

export function mark(run: Run, level: 'up' | 'partial' | 'down', minutes: number): void {
  const atMs = window.startMs + minutes * minuteMs;
  run.must({ type: 'mark-service', mark: { id: `mark-${run.events.length}`, service: 'Shop', level, atMs } }, bo);
}
