/** `drydock lead take`: the lead of a running maintenance goes to another workspace, by an invite, and goes on there. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestConsole } from '../fixtures/console.ts';
import { freePort } from '../fixtures/free-port.ts';
import { makeTestWorkspace, program, type TestWorkspace, toRecords, untilEnded } from './command.ts';

let theirs: TestWorkspace;
let ours: TestWorkspace;

beforeEach(async () => {
  [theirs, ours] = await Promise.all([makeTestWorkspace(), makeTestWorkspace()]);
});
afterEach(async () => {
  await theirs.remove();
  await ours.remove();
});

/** The first record of which `isIt` holds, of those that a command prints. */
function shown(child: ChildProcess, isIt: (record: Record<string, unknown>) => boolean) {
  let text = '';
  return new Promise<Record<string, unknown>>((resolve, reject) => {
    child.stdout?.on('data', (bytes: Buffer) => {
      text += bytes.toString();
      const found = toRecords(text.slice(0, text.lastIndexOf('\n') + 1)).find(isIt);
      if (found !== undefined) resolve(found);
    });
    child.once('close', () => reject(new Error(`it was never shown, but: ${text}`)));
  });
}

test('the lead is offered, accepted, passed and taken, with everything that was done; the old console only reads', async () => {
  await mkdir(theirs.folder, { recursive: true });
  const leader = await TestConsole.open(theirs.folder);
  await leader.ask('runbook.import', {
    file: 'shop.md',
    content: Buffer.from('# Shop\n\n1. Look\n2. Look again\n').toString('base64'),
  });
  const [runbook] = await leader.ask('runbook.list', {});
  const { id } = await leader.ask('maintenance.create', { title: 'Tonight', runbook: runbook?.name as never });
  const { planHash } = await leader.state(id);
  await leader.ask('run.start', { maintenance: id, planHash, confirm: 'Tonight' });
  const waits = await leader.until(id, ({ tasks }) => tasks[0]?.state === 'waiting');
  await leader.ask('step.done', { maintenance: id, task: waits.tasks[0]?.id as never, note: 'looked' });
  await leader.ask('share.open', { port: await freePort() });
  const { link } = await leader.ask('invite.make', { maintenance: id, role: 'assist' });
  const { fingerprint: from } = await leader.ask('identity.show', {});

  const words = ['lead', 'take', link, '--name', 'Bo', '--from', from, '--yes', '--json'];
  const taking = spawn(process.execPath, [program, ...words], { env: ours.environment, stdio: 'pipe' });
  const ended = untilEnded(taking);
  const { fingerprint } = await shown(taking, (record) => 'fingerprint' in record);
  const joined = await leader.until(id, ({ sharing }) => sharing.followers.some(({ name }) => name === 'Bo'));
  const follower = joined.sharing.followers.find(({ name }) => name === 'Bo')?.id as never;
  await leader.ask('follower.admit', { maintenance: id, follower });
  const { relay } = await leader.ask('lead.offer', { maintenance: id, follower });
  await leader.until(id, (state) => state.relay?.accepted !== undefined);
  // A fingerprint that was misheard passes nothing.
  expect(await leader.answer('lead.pass', { maintenance: id, relay, fingerprint: 'SHA256:misheard' })).toMatchObject({
    ok: false,
    failure: { kind: 'not-confirmed' },
  });
  await leader.ask('lead.pass', { maintenance: id, relay, fingerprint: String(fingerprint) });
  const { status, stderr } = await ended;
  expect([status, stderr]).toEqual([0, stderr]);
  expect(await leader.answer('run.hold', { maintenance: id })).toMatchObject({ ok: false });
  const old = await leader.events(id);
  await leader.close();

  const now = await TestConsole.open(ours.folder);
  const events = await now.events(id);
  expect(events.slice(0, old.length)).toEqual(old);
  expect(events[old.length]?.type).toBe('lead-taken');
  const state = await now.state(id);
  expect(state.hold).toBeDefined();
  await now.ask('run.resume', { maintenance: id });
  const next = await now.until(id, ({ tasks }) => tasks[1]?.state === 'waiting');
  await now.ask('step.done', { maintenance: id, task: next.tasks[1]?.id as never });
  await now.ask('run.complete', { maintenance: id });
  expect((await now.state(id)).status).toBe('completed');
  await now.close();
});

test('half an invite takes nothing, and a file that is no bundle is refused in words', async () => {
  const half = await ours.drydock('lead', 'take', 'http://127.0.0.1:8618/#join=abc', '--yes');
  expect([half.status, half.stdout]).toEqual([2, '']);
  expect(half.stderr).toContain('no whole invite');
  const file = join(ours.folder, 'not-a-bundle.zip');
  await writeFile(file, 'not a bundle');
  const refused = await ours.drydock('lead', 'receive', file, '--from', 'SHA256:abc');
  expect(refused.status).not.toBe(0);
  expect(refused.stderr).toMatch(/^drydock: /);
});
