/** The practice maintenance by the command alone: led to its end, through trouble, left and led on, and followed from aside. */
import { spawn } from 'node:child_process';
import { test as base, describe, expect } from 'vitest';
import { makeTestWorkspace, program, type TestWorkspace, toRecords, untilEnded, untilShown } from './command.ts';

// Each of these leads a whole maintenance, some of them twice: a quarter of a minute on a machine that is not busy, and most of
// that is the shop's own time. So they are led beside each other, each in a workspace of its own.
const test = base.extend('workspace', async ({ onTestFinished }) => {
  const workspace = await makeTestWorkspace();
  onTestFinished(() => workspace.remove());
  return workspace;
});

type Row = Readonly<Record<string, unknown>>;
const outputOf = (records: readonly Row[], step: string) =>
  records.filter(({ kind, task }) => kind === 'output' && String(task) === `${step}@practice`).map(({ text }) => text);

/** The migration writes a line an order, in order, and some for its batches: one too many or one too few would show. */
function expectWholeMigration(records: readonly Row[]): void {
  const lines = outputOf(records, 'migrate').map(String);
  const orders = lines.filter((line) => line.startsWith('order ')).map((line) => Number(line.split(' ')[1]));
  expect(orders.length).toBeGreaterThanOrEqual(1_800);
  expect(orders).toEqual(orders.map((_, index) => 1_000 + index));
  expect(lines.at(-1)).toContain('orders migrated');
}

describe.concurrent('drydock practice', () => {
  test('leads the practice maintenance to its end, and says so last', async ({ workspace }) => {
    const records = await workspace.records('practice');
    const last = records.at(-1);
    expect(last).toEqual({
      maintenance: expect.stringMatching(/^m-/),
      outcome: 'completed',
      steps: 13,
      lines: records.filter(({ kind }) => kind === 'output').length,
    });
    expectWholeMigration(records);
  });

  test.for(['drop', 'freeze', 'restart'])(
    'reaches its end through a %s, and loses no line',
    async (how, { workspace }) => {
      const records = await workspace.records('practice', '--misbehave', how);
      expect(records.at(-1)).toMatchObject({ outcome: 'completed', steps: 13 });
      expectWholeMigration(records);
      const attempts = records.filter(({ type }) => type === 'attempt-intended').map(({ data }) => data);
      expect(attempts.every((data) => (data as { attempt: number }).attempt === 1)).toBe(true);
    },
  );

  test('rolls back where the verification fails, and ends with status 1', async ({ workspace }) => {
    const { status, stdout } = await workspace.drydock('practice', '--misbehave', 'fail-verification', '--json');
    const records = toRecords(stdout);
    expect(status).toBe(1);
    expect(records.at(-1)).toMatchObject({ outcome: 'rolled-back' });
    expect(outputOf(records, 'migrate~back').join()).toContain('orders restored');
  });

  test('prints plain lines in a pipe', async ({ workspace }) => {
    const { stdout } = await workspace.drydock('practice');
    expect(stdout).not.toContain('\u001b');
    expect(stdout.split('\n')).toContainEqual(expect.stringMatching(/^\d{4}-\S+Z {2}migrate@practice {2}order 1000 /));
  });
});

describe.concurrent('a run that is left', () => {
  test('goes on on its host, and is led on without running anything twice', async ({ workspace }) => {
    const first = workspace.begin('practice', '--json');
    const ended = untilEnded(first);
    await untilShown(first, '"text":"order 1200');
    first.kill('SIGINT');
    const left = await ended;
    expect(left.status).toBe(3);
    expect(left.stderr).toContain('Detached. “Migrate the amounts to cents” on practice goes on');
    const before = toRecords(left.stdout);
    expect(before.at(-1)).toMatchObject({ outcome: 'detached', running: [{ task: 'migrate@practice' }] });

    const id = String(before.at(-1)?.['maintenance']);
    const after = await workspace.records('practice');
    expect(after.at(-1)).toMatchObject({ maintenance: id, outcome: 'completed' });
    const log = await workspace.records('log', id);
    expectWholeMigration(log);
    expect(log.filter(({ type }) => type === 'run-started')).toHaveLength(1);
  });

  test('loses nothing to a kill -9 either', async ({ workspace }) => {
    const first = workspace.begin('practice', '--json');
    const ended = untilEnded(first);
    await untilShown(first, '"text":"order 1200');
    first.kill('SIGKILL');
    const { stdout } = await ended;
    const shown = toRecords(stdout.slice(0, stdout.lastIndexOf('\n') + 1)).filter(({ kind }) => kind === 'output');
    const after = await workspace.records('practice');
    expect(after.at(-1)).toMatchObject({ outcome: 'completed' });
    const log = await workspace.records('log', String(after.at(-1)?.['maintenance']));
    expectWholeMigration(log);
    // What was on the screen was in the journal before (CON-1).
    expect(log.filter(({ kind }) => kind === 'output').slice(0, shown.length)).toEqual(shown);
  });
});

describe.concurrent('beside a console that leads', () => {
  test('follow and log read along, and what would write says who holds the workspace', async ({ workspace }) => {
    const leading = workspace.begin('practice', '--json');
    const ended = untilEnded(leading);
    await untilShown(leading, '"text":"order 1000');
    // It stands still, and holds what it holds, until everybody has looked.
    leading.kill('SIGSTOP');
    const [summary] = await workspace.records('maintenance', 'list');
    const id = String(summary?.['id']);
    const following = untilEnded(workspace.begin('follow', id, '--json'));

    const refused = await workspace.drydock('host', 'add', 'x', 'example.org', '--user', 'anna');
    expect(refused.status).toBe(2);
    expect(refused.stderr).toMatch(/holds the workspace .* since \d{4}-/);
    expect(
      outputOf(await workspace.records('log', id, '--step', 'see-that-the-shop-is-well'), 'see-that-the-shop-is-well')
        .length,
    ).toBeGreaterThan(0);

    leading.kill('SIGCONT');
    const [led, followed] = await Promise.all([ended, following]);
    expect(led.status).toBe(0);
    expect(followed.status).toBe(0);
    expect(toRecords(followed.stdout)).toEqual(toRecords(led.stdout));
  });
});

describe.concurrent('a run in a pipe', () => {
  /** Runs a printed command line as a shell would take it. */
  async function shell(workspace: TestWorkspace, line: string): Promise<number | null> {
    const words = line.replace(/^drydock /, '');
    const script = `exec "$NODE" "$PROGRAM" ${words}`;
    const child = spawn('/bin/sh', ['-c', script], {
      env: { ...workspace.environment, NODE: process.execPath, PROGRAM: program },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return (await untilEnded(child)).status;
  }

  test('stops where a person is needed, prints the command that gives it, and goes on; its log can be searched', async ({
    workspace,
  }) => {
    const [{ id, title } = {}] = await workspace.records('call', 'practice.start');
    const name = String(id);
    const needs: string[] = [];
    for (;;) {
      const { status, stdout, stderr } = await workspace.drydock('run', name, '--confirm', String(title), '--json');
      const last = toRecords(stdout).at(-1);
      if (status === 0) {
        expect(last).toMatchObject({ maintenance: id, outcome: 'completed', steps: 13 });
        break;
      }
      expect(status).toBe(3);
      const { kind, commands } = (last as { need: { kind: string; commands: { command: string }[] } }).need;
      needs.push(kind);
      const command = commands[0]?.command ?? '';
      expect(stderr).toContain(command);
      expect(await shell(workspace, command)).toBe(0);
    }
    expect(needs).toEqual(['person', 'confirmation']);

    const rows = await workspace.records('log', name, '--step', 'verify-amounts');
    const output = rows.filter(({ kind }) => kind === 'output');
    expect(output.length).toBeGreaterThan(0);
    expect(output.every(({ task }) => task === 'verify-amounts@practice')).toBe(true);
    const texts = async (...words: string[]) =>
      (await workspace.records('log', name, ...words)).map(({ text }) => String(text));
    expect(await texts('--search', 'ORDER 250')).toHaveLength(10);
    expect(await texts('--search', 'ORDER 250', '--case')).toHaveLength(0);
    expect(await texts('--search', '2501', '--word', '--step', 'migrate')).toHaveLength(1);
    expect(await texts('--search', '^order 25[0-3]1 ', '--regex')).toHaveLength(4);
    const broken = await workspace.drydock('log', name, '--search', '(', '--regex');
    expect(broken.status).toBe(2);
  });
});
