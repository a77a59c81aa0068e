/** Runs led over a real OpenSSH server: what the journal and the store hold in the end, and what the host saw. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MaintenanceId } from '../../src/core/ids.ts';
import type { JournalEvent } from '../../src/core/maintenance/events.ts';
import { planSchema } from '../../src/core/plan/plan.ts';
import { generateKeyPair } from '../../src/main/ssh/key-pair.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { startProxy } from '../fixtures/sshd/proxy.ts';
import { type Sshd, startSshd } from '../fixtures/sshd/sshd.ts';

let sshd: Sshd;
let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let console: TestConsole;

beforeAll(async () => {
  sshd = await startSshd();
});
afterAll(() => sshd.close());
beforeEach(async () => {
  workspace = await makeWorkspace();
  console = await TestConsole.open(workspace.folder);
});
afterEach(async () => {
  await console.close();
  expect(console.problems).toEqual([]);
  await workspace.remove();
});

interface StepDraft {
  readonly id: string;
  readonly script: string;
  readonly [field: string]: unknown;
}

async function start(
  steps: readonly StepDraft[],
  {
    variables = [],
    secrets = {},
    server = sshd,
    port = server.port,
  }: {
    readonly variables?: readonly object[];
    readonly secrets?: Record<string, string>;
    readonly server?: Sshd;
    readonly port?: number;
  } = {},
): Promise<MaintenanceId> {
  await console.connectTo(server, { port });
  const drafts = steps.map((step) => ({
    kind: 'command',
    phase: 'carry-out',
    title: step.id,
    hosts: ['db-1'],
    ...step,
  }));
  const plan = planSchema.parse({ title: 'Plan', variables, steps: drafts });
  const versions = await console.ask('runbook.versions', { name: 'Plan' as never });
  await console.ask('runbook.save', { name: 'Plan', expectedVersion: versions.length, plan });
  const { id } = await console.ask('maintenance.create', { title: 'Tonight', runbook: 'Plan' });
  await console.ask('run.start', {
    maintenance: id,
    planHash: (await console.state(id)).planHash,
    confirm: 'Tonight',
    secrets,
  });
  return id;
}

const proof = (name: string) => join(sshd.home, name);

describe('a run', () => {
  it('does one step after another, and has every line before the verdict', async () => {
    const id = await start([
      { id: 'one', script: 'echo first; echo second >&2' },
      { id: 'two', script: 'i=0; while [ $i -lt 500 ]; do i=$((i+1)); echo "line $i"; done' },
    ]);
    const state = await console.until(id, (now) => now.tasks.every((task) => task.state === 'succeeded'));
    expect(state.tasks[1]?.attempts[0]?.rows).toBe(500);
    expect(await console.output(id, 'two@db-1')).toBe(
      Array.from({ length: 500 }, (_, i) => `line ${i + 1}`).join('\n'),
    );
    expect((await console.output(id, 'one@db-1')).split('\n').sort()).toEqual(['first', 'second']);
    const ended = (await console.events(id)).filter((event) => event.type === 'attempt-ended');
    expect(ended.map((event) => event.row)).toEqual([2, 502]);
    await console.ask('run.complete', { maintenance: id });
  });

  it('leaves nothing on the host when its output is safe', async () => {
    const id = await start([{ id: 'one', script: 'echo hello' }]);
    await console.until(id, (now) => now.tasks[0]?.state === 'succeeded');
    await console.close();
    expect(() => readFileSync(proof(`.drydock/runs/${id}/one@db-1/1/script`))).toThrow('ENOENT');
    console = await TestConsole.open(workspace.folder);
  });

  it('holds at a failure with the part of the expectation that did not hold', async () => {
    const id = await start([
      { id: 'look', kind: 'check', script: 'echo 3 rows', expectation: { matches: ['^0 rows$'] } },
      { id: 'never', script: 'true' },
    ]);
    const state = await console.until(id, (now) => now.hold !== undefined);
    expect(state.hold?.reason).toContain('/^0 rows$/');
    expect(state.tasks[1]?.state).toBe('ready');
  });

  it('retries as often as the plan says, each attempt with output of its own', async () => {
    const id = await start([
      { id: 'flaky', retries: 2, script: 'echo try >> $HOME/tries; test "$(wc -l < $HOME/tries)" -ge 3' },
    ]);
    const state = await console.until(id, (now) => now.tasks[0]?.state === 'succeeded');
    expect(state.tasks[0]?.attempts.map((attempt) => attempt.verdict)).toEqual([
      { kind: 'exited', status: 1, unmet: expect.anything() },
      { kind: 'exited', status: 1, unmet: expect.anything() },
      { kind: 'exited', status: 0, unmet: [] },
    ]);
  });

  it('ends a step at its timeout, its children too', async () => {
    const id = await start([{ id: 'slow', timeoutMs: 300, script: '(sleep 600) & sleep 600' }]);
    const state = await console.until(id, (now) => now.tasks[0]?.state === 'timed-out');
    expect(state.hold?.cause).toBe('step-failed');
  });

  it('follows a step to the new address of its host', async () => {
    const before = await startProxy(sshd.port);
    const id = await start(
      [{ id: 'slow', script: 'echo begun; until [ -e "$HOME/moved" ]; do sleep 0.1; done; echo over' }],
      {
        port: before.port,
      },
    );
    await console.untilRows(id, 1);
    await before.close();
    await console.until(id, (now) => now.tasks[0]?.state === 'unknown');
    await console.connectTo(sshd);
    writeFileSync(join(sshd.home, 'moved'), '');
    const state = await console.until(id, (now) => now.tasks[0]?.state === 'succeeded');
    expect(state.tasks[0]?.attempts).toHaveLength(1);
    expect(await console.output(id, 'slow@db-1')).toBe('begun\nover');
  });

  it('ends a step that is cancelled, and says so', async () => {
    const id = await start([{ id: 'slow', script: 'echo begun; sleep 600' }]);
    await console.until(id, (now) => now.tasks[0]?.attempts[0]?.startedAtMs !== undefined);
    await console.ask('step.cancel', { maintenance: id, task: 'slow@db-1' as never });
    const state = await console.until(id, (now) => now.tasks[0]?.state === 'cancelled');
    expect(state.tasks[0]?.attempts[0]?.verdict).toEqual({ kind: 'cancelled' });
  });

  it('rolls back what ran, in reverse', async () => {
    const undo = (name: string) => ({ kind: 'script', script: `echo undo ${name} >> $HOME/undone` });
    const id = await start([
      { id: 'one', script: 'true', rollback: undo('one') },
      { id: 'two', script: 'true', rollback: undo('two') },
      { id: 'bad', script: 'exit 9', rollback: undo('bad') },
      { id: 'never', script: 'true', rollback: undo('never') },
    ]);
    await console.until(id, (now) => now.hold !== undefined);
    await console.ask('run.rollBack', { maintenance: id, reason: 'it failed' });
    await console.until(id, (now) => now.tasks.slice(4).every((task) => task.state === 'succeeded'));
    await console.ask('run.complete', { maintenance: id });
    expect((await console.state(id)).status).toBe('rolled-back');
    expect(readFileSync(proof('undone'), 'utf8')).toBe('undo bad\nundo two\nundo one\n');
  });

  it('gives variables and secrets to the script, and never a secret to the disk', async () => {
    const id = await start(
      [{ id: 'use', script: 'printf "%s" "$PASS" | cut -c1-3; printf "the password is %s\\n" "$PASS"; echo "$PLACE"' }],
      {
        variables: [
          { name: 'PASS', secret: true },
          { name: 'PLACE', default: 'here' },
        ],
        secrets: { PASS: 'correct-horse-battery' },
      },
    );
    await console.until(id, (now) => now.tasks[0]?.state === 'succeeded');
    expect(await console.output(id, 'use@db-1')).toBe('cor\nthe password is ••••••\nhere');
    await console.close();
    expect(readFileSync(join(workspace.folder, 'drydock.sqlite')).includes('correct-horse-battery')).toBe(false);
    console = await TestConsole.open(workspace.folder);
  });

  it('says that a step did not begin where its host cannot be reached for good', async () => {
    const id = await (async () => {
      await console.connectTo(sshd, { identityFile: proof('no-such-key') });
      const plan = planSchema.parse({
        title: 'Plan',
        steps: [{ id: 'one', kind: 'command', phase: 'carry-out', title: 'one', hosts: ['db-1'], script: 'true' }],
      });
      await console.ask('runbook.save', { name: 'Plan', expectedVersion: 0, plan });
      const made = await console.ask('maintenance.create', { title: 'Tonight', runbook: 'Plan' });
      await console.ask('run.start', {
        maintenance: made.id,
        planHash: (await console.state(made.id)).planHash,
        confirm: 'Tonight',
      });
      return made.id;
    })();
    const state = await console.until(id, (now) => now.hold !== undefined);
    expect(state.tasks[0]?.attempts[0]?.verdict?.kind).toBe('not-started');
  });
});

describe('an unexpected end', () => {
  it('of the session costs no line: a new one goes on where the store ends', async () => {
    const id = await start([
      { id: 'long', script: 'i=0; while [ $i -lt 60 ]; do i=$((i+1)); echo "tick $i"; sleep 0.05; done' },
    ]);
    await console.untilRows(id, 5);
    sshd.killSessions();
    await console.untilRows(id, 20);
    sshd.killSessions();
    const state = await console.until(id, (now) => now.tasks[0]?.state === 'succeeded');
    expect(await console.output(id, 'long@db-1')).toBe(
      Array.from({ length: 60 }, (_, i) => `tick ${i + 1}`).join('\n'),
    );
    expect(state.tasks[0]?.attempts).toHaveLength(1);
  });

  it('of the server makes the step unknown, and its return makes it known again', async () => {
    const id = await start([
      { id: 'long', script: 'echo begun; while [ ! -e $HOME/go ]; do sleep 0.05; done; echo ended' },
    ]);
    await console.untilRows(id, 1);
    await sshd.stop();
    sshd.killSessions();
    await console.until(id, (now) => now.tasks[0]?.state === 'unknown');
    await sshd.start();
    writeFileSync(proof('go'), '');
    const state = await console.until(id, (now) => now.tasks[0]?.state === 'succeeded');
    expect(state.tasks[0]?.attempts).toHaveLength(1);
    expect(await console.output(id, 'long@db-1')).toBe('begun\nended');
  });

  it('of a server that comes back with another key: nothing is taken from it, and the log shows both keys', async () => {
    const own = await startSshd();
    try {
      const script = 'echo begun; while [ ! -e $HOME/go ]; do sleep 0.05; done; echo ended';
      const id = await start([{ id: 'long', script }], { server: own });
      await console.untilRows(id, 1);
      await own.stop();
      const keyFile = join(own.folder, 'host_key');
      const key = readFileSync(keyFile);
      writeFileSync(keyFile, generateKeyPair('another').private);
      await own.start();
      writeFileSync(join(own.home, 'go'), '');
      const bothKeys = /^db-1 shows the key ssh-ed25519 SHA256:\S+, and is known by ssh-ed25519 SHA256:/;
      const isTold = (event: JournalEvent) => event.type === 'contact-lost' && bothKeys.test(event.data.message);
      await console.untilEvent(id, isTold);
      await console.until(id, (now) => now.tasks[0]?.state === 'unknown');
      expect(await console.output(id, 'long@db-1')).toBe('begun');

      await own.stop();
      writeFileSync(keyFile, key);
      await own.start();
      const state = await console.until(id, (now) => now.tasks[0]?.state === 'succeeded');
      expect(state.tasks[0]?.attempts).toHaveLength(1);
      expect(await console.output(id, 'long@db-1')).toBe('begun\nended');
      expect((await console.events(id)).filter(isTold)).toHaveLength(1);
    } finally {
      await own.close();
    }
  });

  it('of the console leaves the step running; the next one follows it, and begins nothing by itself', async () => {
    const id = await start([
      {
        id: 'long',
        script: 'echo begun; while [ ! -e $HOME/go2 ]; do sleep 0.05; done; echo ended; echo once >> $HOME/once',
      },
      { id: 'next', script: 'true' },
    ]);
    await console.untilRows(id, 1);
    await console.close();
    writeFileSync(proof('go2'), '');
    console = await TestConsole.open(workspace.folder);
    const state = await console.until(id, (now) => now.tasks[0]?.state === 'succeeded');
    expect(state.hold?.cause).toBe('recovered');
    expect(state.tasks[1]?.state).toBe('ready');
    expect(await console.output(id, 'long@db-1')).toBe('begun\nended');
    expect(readFileSync(proof('once'), 'utf8')).toBe('once\n');
    await console.ask('run.resume', { maintenance: id });
    await console.until(id, (now) => now.tasks[1]?.state === 'succeeded');
  });

  it('of the console is over at once, at whatever moment of a step it comes', async () => {
    for (const mode of ['durable', 'direct']) {
      const id = await start([{ id: 'silent', mode, script: 'while [ ! -e $HOME/go4 ]; do sleep 0.05; done' }]);
      await console.until(id, (now) => now.tasks[0]?.state === 'running');
      await console.close();
      console = await TestConsole.open(workspace.folder);
      await console.ask('run.abort', { maintenance: id, reason: 'seen enough' });
    }
    writeFileSync(proof('go4'), '');
  });

  it('of the console in the middle of a flood of output is over at once too', async () => {
    const id = await start([{ id: 'flood', script: 'while [ ! -e $HOME/go5 ]; do seq 1 5000; done' }]);
    await console.untilRows(id, 200_000);
    await console.close();
    writeFileSync(proof('go5'), '');
    console = await TestConsole.open(workspace.folder);
    const state = await console.until(id, (now) => now.tasks[0]?.state === 'succeeded');
    const rows = (await console.ask('maintenance.summary', { maintenance: id })).rows;
    expect(state.tasks[0]?.attempts[0]?.rows).toBe(rows);
    // In bytes: a line that was long in coming stands in two rows.
    const sizes = (await console.events(id)).flatMap((event) =>
      event.type === 'attempt-ended' ? [event.data.bytes.stdout % execFileSync('seq', ['1', '5000']).length] : [],
    );
    expect(sizes).toEqual([0]);
  });

  it('of a console with secrets: nothing is followed until they are given again, and then it is masked', async () => {
    const secrets = { PASS: 'correct-horse-battery' };
    const id = await start(
      [{ id: 'long', script: 'echo begun; while [ ! -e $HOME/go3 ]; do sleep 0.05; done; echo "it was $PASS"' }],
      { variables: [{ name: 'PASS', secret: true }], secrets },
    );
    await console.untilRows(id, 1);
    await console.close();
    writeFileSync(proof('go3'), '');
    console = await TestConsole.open(workspace.folder);
    expect(await console.ask('run.secrets', { maintenance: id, secrets: {} })).toEqual({ missing: ['PASS'] });
    expect((await console.state(id)).tasks[0]?.state).toBe('running');
    await console.ask('run.secrets', { maintenance: id, secrets });
    await console.until(id, (now) => now.tasks[0]?.state === 'succeeded');
    expect(await console.output(id, 'long@db-1')).toBe('begun\nit was ••••••');
  });

  it('of the script’s own process is not called a failure: nobody knows, and a person says', async () => {
    const id = await start([{ id: 'gone', script: 'echo begun; kill -9 -$(ps -o pgid= -p $$ | tr -d " ")' }]);
    const state = await console.until(id, (now) => now.tasks[0]?.state === 'unknown');
    expect(state.tasks[0]?.attempts[0]?.uncertainty?.kind).toBe('process-gone');
    await console.ask('step.mark', { maintenance: id, task: 'gone@db-1' as never, word: 'ran', reason: 'seen' });
    await console.ask('run.complete', { maintenance: id });
    expect((await console.state(id)).status).toBe('completed');
  });
});
