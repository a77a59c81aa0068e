/** Errands over real OpenSSH servers: before a run and beside it, side by side on several hosts, through a cancel and a restart. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { toErrandOutcome } from '../../src/core/errand/standing.ts';
import type { MaintenanceId, TaskId } from '../../src/core/ids.ts';
import type { MaintenanceState } from '../../src/core/maintenance/state.ts';
import { planSchema } from '../../src/core/plan/plan.ts';
import { readOutputText } from '../../src/main/engine/output-text.ts';
import { systemClock } from '../../src/main/engine/system-clock.ts';
import { openStore } from '../../src/main/store/open.ts';
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
const errandOf = (state: MaintenanceState, task: TaskId) => state.errands.find((errand) => errand.task.id === task);
const stateOf = (state: MaintenanceState, task: TaskId) => errandOf(state, task)?.task.state;

/** A maintenance whose one step looks for a secret in its environment. */
async function draft(): Promise<MaintenanceId> {
  await console.connectTo(sshd);
  await console.connectTo(sshd, { name: 'db-2' });
  const step = { kind: 'command', phase: 'carry-out', id: 'use', title: 'Use', hosts: ['db-1'] };
  const plan = planSchema.parse({
    title: 'Plan',
    variables: [{ name: 'PASS', secret: true }],
    steps: [{ ...step, script: `echo "$PASS"; ${waitFor('step-may-end')}` }],
  });
  maintenances += 1;
  const name = `Plan ${maintenances}`;
  await console.ask('runbook.save', { name, expectedVersion: 0, plan });
  return (await console.ask('maintenance.create', { title: name, runbook: name })).id;
}

async function ask(maintenance: MaintenanceId, script: string, more: object = {}): Promise<TaskId> {
  const { task } = await console.ask('errand.ask', {
    maintenance,
    purpose: { kind: 'backup', backup: 'orders', check: 'exists' },
    title: 'Is the dump there?',
    host: 'db-1' as never,
    script,
    timeoutMs: 60_000,
    ...more,
  });
  return task;
}

it('errands of a draft run at the same time on two hosts, one after another on each, and their output is read as a whole', async () => {
  const id = await draft();
  const meet = (own: string, other: string) => `touch "$HOME/${own}"; ${waitFor(other)}; echo "met ${other}"`;
  const first = await ask(id, meet('left', 'right'));
  const second = await ask(id, meet('right', 'left'), { host: 'db-2' });
  const third = await ask(id, 'printf "äöü %s\\n" 1 2 3; echo bad >&2; exit 4', { expectation: { exitStatus: [0] } });
  expect([first, second, third]).toEqual([
    'is-the-dump-there~errand@db-1',
    'is-the-dump-there-2~errand@db-2',
    'is-the-dump-there-3~errand@db-1',
  ]);
  const state = await console.until(id, (now) => stateOf(now, third) === 'failed');
  expect([state.status, stateOf(state, first), stateOf(state, second)]).toEqual(['draft', 'succeeded', 'succeeded']);
  const [one, , three] = state.errands;
  if (one === undefined || three === undefined) throw new Error('no errand');
  expect(three.task.attempts[0]?.intendedAtMs).toBeGreaterThanOrEqual(one.task.endedAtMs ?? Number.POSITIVE_INFINITY);
  const outcome = toErrandOutcome(state, three);
  expect(outcome).toMatchObject({ exitStatus: 4, rows: { count: 4 } });
  const { from, to } = outcome.rows ?? { from: 0, to: 0 };
  const { rows } = await console.ask('log.window', {
    maintenance: id,
    filter: { kinds: ['output'], tasks: [third] },
    from: 0,
    count: 10,
  });
  expect(rows.map((row) => row.kind === 'output' && row.row >= from && row.row < to)).toEqual([true, true, true, true]);

  await console.close();
  for (const task of [first, third]) expect(existsSync(inHome(`.drydock/runs/${id}/${task}/1/out`))).toBe(false);
  const opened = await openStore({
    folder: workspace.folder,
    program: 'test',
    user: 'ada',
    as: 'reader',
    clock: systemClock,
  });
  if (!opened.ok || outcome.key === undefined) throw new Error('nothing to read');
  const whole = { stdout: 'äöü 1\näöü 2\näöü 3\n', stderr: 'bad\n', isCut: false };
  expect(await readOutputText(opened.value.output, outcome.key)).toEqual(whole);
  expect(await readOutputText(opened.value.output, outcome.key, 9)).toMatchObject({ stdout: 'äöü 1\n', isCut: true });
  await opened.value.close();
  console = await TestConsole.open(workspace.folder);
});

it('an errand runs beside a step, is given none of the run’s secrets, and is cancelled without the run', async () => {
  const id = await draft();
  const secrets = { PASS: 'correct-horse-battery' };
  const planHash = (await console.state(id)).planHash;
  await console.ask('run.start', { maintenance: id, planHash, confirm: `Plan ${maintenances}`, secrets });
  await console.untilRows(id, 1);
  const task = await ask(id, 'echo "PASS=$PASS"; sleep 600');
  await console.untilRows(id, 2);
  expect(await console.output(id, task)).toBe('PASS=');
  expect(console.host.running().map(({ host }) => host)).toEqual(['db-1', 'db-1']);
  await console.ask('run.hold', { maintenance: id, reason: 'a call' });
  const held = await ask(id, 'echo held', { host: 'db-2' });
  await console.until(id, (now) => stateOf(now, held) === 'succeeded');
  await console.ask('step.cancel', { maintenance: id, task });
  const state = await console.until(id, (now) => stateOf(now, task) === 'cancelled');
  expect([state.hold?.cause, state.tasks[0]?.state]).toEqual(['person', 'running']);
  writeFileSync(inHome('step-may-end'), '');
  await console.until(id, (now) => now.tasks[0]?.state === 'succeeded');
});

it('a console that ends in the middle finds what runs, begins what waited, and runs nothing twice', async () => {
  const id = await draft();
  const runs = (name: string) =>
    `echo ${name} >> "$HOME/errands-${name}"; echo begun; ${waitFor(`go-${name}`)}; echo ended`;
  const one = await ask(id, runs('one'));
  const two = await ask(id, runs('two'));
  await console.untilRows(id, 1);
  await console.close();
  writeFileSync(inHome('go-one'), '');
  writeFileSync(inHome('go-two'), '');
  console = await TestConsole.open(workspace.folder);
  const state = await console.until(id, (now) => stateOf(now, two) === 'succeeded');
  expect([state.status, state.hold, stateOf(state, one)]).toEqual(['draft', undefined, 'succeeded']);
  for (const [task, name] of [
    [one, 'one'],
    [two, 'two'],
  ] as const) {
    expect(await console.output(id, task)).toBe('begun\nended');
    expect(readFileSync(inHome(`errands-${name}`), 'utf8')).toBe(`${name}\n`);
    expect(errandOf(state, task)?.task.attempts).toHaveLength(1);
  }
});

it('an errand that was about to begin when the console ended is closed as not begun', async () => {
  const id = await draft();
  // Nobody answers there, and the console keeps trying.
  await console.ask('host.save', { name: 'db-3' as never, address: '127.0.0.1', port: 1, user: 'nobody' });
  const task = await ask(id, 'true', { host: 'db-3' });
  await console.until(id, (now) => stateOf(now, task) === 'running');
  await console.close();
  console = await TestConsole.open(workspace.folder);
  const state = await console.until(id, (now) => stateOf(now, task) === 'failed');
  expect(errandOf(state, task)?.task.attempts[0]?.verdict).toMatchObject({
    kind: 'not-started',
    failure: 'interrupted',
  });
});

it('what nobody may ask for, or of a host nobody knows, is refused', async () => {
  const id = await draft();
  await expect(ask(id, 'true', { host: 'db-9' })).rejects.toThrow('db-9');
  await console.close();
  console = await TestConsole.open(workspace.folder, { rights: ['read', 'draft'] });
  await expect(ask(id, 'true')).rejects.toThrow('may look, but not do this');
  expect((await console.state(id)).errands).toEqual([]);
});
