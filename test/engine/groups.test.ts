/** Steps that run together over real OpenSSH servers (`POL-6`): they overlap, fail and survive each by itself. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { MaintenanceId } from '../../src/core/ids.ts';
import type { MaintenanceState } from '../../src/core/maintenance/state.ts';
import { openTasks } from '../../src/core/maintenance/tasks.ts';
import { planSchema } from '../../src/core/plan/plan.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { type Sshd, startSshd } from '../fixtures/sshd/sshd.ts';

let sshd: Sshd;
let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let console: TestConsole;
let maintenances = 0;

beforeAll(async () => {
  sshd = await startSshd();
  workspace = await makeWorkspace();
});
afterAll(async () => {
  await sshd.close();
  await workspace.remove();
});
beforeEach(async () => {
  console = await TestConsole.open(workspace.folder);
});
afterEach(async () => {
  await console.close();
  expect(console.problems).toEqual([]);
});

const inHome = (name: string) => join(sshd.home, name);
const waitFor = (name: string) => `until [ -e "$HOME/${name}" ]; do sleep 0.05; done`;
const stateOf = (state: MaintenanceState, task: string) => state.tasks.find(({ id }) => id === task)?.state;

/** A run of `one` on db-1 together with `two` on db-2, and `after` behind both. */
async function start(one: string, two: string, more: object = {}): Promise<MaintenanceId> {
  await console.connectTo(sshd);
  await console.connectTo(sshd, { name: 'db-2' });
  const step = { kind: 'command', phase: 'carry-out' };
  const undo = (name: string) => ({ rollback: { kind: 'script', script: `echo ${name} >> "$HOME/undone"` } });
  const plan = planSchema.parse({
    title: 'Plan',
    steps: [
      { ...step, id: 'one', title: 'One', hosts: ['db-1'], script: one, ...undo('one'), ...more },
      { ...step, id: 'two', title: 'Two', hosts: ['db-2'], script: two, ...undo('two'), withPrevious: true },
      { ...step, id: 'after', title: 'After', hosts: ['db-1'], script: 'true' },
    ],
  });
  maintenances += 1;
  const name = `Plan ${maintenances}`;
  await console.ask('runbook.save', { name, expectedVersion: 0, plan });
  const { id } = await console.ask('maintenance.create', { title: name, runbook: name });
  await console.ask('run.start', { maintenance: id, planHash: (await console.state(id)).planHash, confirm: name });
  return id;
}

it('POL-6: two steps of a group run at the same time on two hosts, and what comes after waits for both', async () => {
  const meet = (own: string, other: string) => `touch "$HOME/${own}"; ${waitFor(other)}; echo met ${other}`;
  const id = await start(meet('first', 'second'), meet('second', 'first'));
  const state = await console.until(id, (now) => now.tasks.every((task) => task.state === 'succeeded'));
  expect(await console.output(id, 'one@db-1')).toBe('met second');
  expect(await console.output(id, 'two@db-2')).toBe('met first');
  const [one, two, after] = state.tasks;
  expect(after?.beganAtMs).toBeGreaterThanOrEqual(Math.max(one?.endedAtMs ?? 0, two?.endedAtMs ?? 0));
  await console.ask('run.complete', { maintenance: id });
});

it('POL-6: one of a group fails, the other goes on to its end, and only then what ran is undone, the last first', async () => {
  const id = await start('exit 3', `echo begun; ${waitFor('let-go')}; echo ended`, { onFailure: 'roll-back' });
  const held = await console.until(id, (now) => now.hold !== undefined && stateOf(now, 'two@db-2') === 'running');
  expect([held.status, stateOf(held, 'one@db-1'), stateOf(held, 'after@db-1')]).toEqual(['running', 'failed', 'ready']);
  writeFileSync(inHome('let-go'), '');
  const state = await console.until(
    id,
    (now) => now.tasks.slice(3).every((task) => task.state === 'succeeded') && now.tasks.length === 5,
  );
  expect(state.status).toBe('rolling-back');
  expect(await console.output(id, 'two@db-2')).toBe('begun\nended');
  expect(readFileSync(inHome('undone'), 'utf8')).toBe('two\none\n');
});

it('a console that ends while two steps run finds both again, and leaves neither’s spool behind', async () => {
  const script = (name: string) =>
    `echo ${name} >> "$HOME/ran-${name}"; echo begun; ${waitFor(`go-${name}`)}; echo ended`;
  const id = await start(script('x'), script('y'));
  await console.until(
    id,
    (now) => openTasks(now).filter((task) => task.attempts[0]?.startedAtMs !== undefined).length === 2,
  );
  expect(console.host.running().map(({ host }) => host)).toEqual(['db-1', 'db-2']);
  await console.close();
  writeFileSync(inHome('go-x'), '');
  console = await TestConsole.open(workspace.folder);
  await console.until(id, (now) => stateOf(now, 'one@db-1') === 'succeeded');
  writeFileSync(inHome('go-y'), '');
  const state = await console.until(id, (now) => stateOf(now, 'two@db-2') === 'succeeded');
  expect([state.hold?.cause, stateOf(state, 'after@db-1')]).toEqual(['recovered', 'ready']);
  for (const [task, name] of [
    ['one@db-1', 'x'],
    ['two@db-2', 'y'],
  ] as const) {
    expect(await console.output(id, task)).toBe('begun\nended');
    expect(readFileSync(inHome(`ran-${name}`), 'utf8')).toBe(`${name}\n`);
  }
  await console.ask('run.resume', { maintenance: id });
  await console.until(id, (now) => stateOf(now, 'after@db-1') === 'succeeded');
  for (const task of ['one@db-1', 'two@db-2'])
    expect(existsSync(inHome(`.drydock/runs/${id}/${task}/1/out`))).toBe(false);
});
