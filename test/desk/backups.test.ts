/** Backups asked of their tools over a real OpenSSH server: side by side, through a restart, and once it was good and is not any more. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Backup, backupSchema } from '../../src/core/backup/backup.ts';
import { toBackupStanding } from '../../src/core/backup/standing.ts';
import type { MaintenanceId } from '../../src/core/ids.ts';
import type { MaintenanceState } from '../../src/core/maintenance/state.ts';
import { planSchema } from '../../src/core/plan/plan.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { type Sshd, startSshd } from '../fixtures/sshd/sshd.ts';

let sshd: Sshd;
let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let console: TestConsole;

beforeAll(async () => {
  sshd = await startSshd();
});
afterAll(async () => {
  await sshd.close();
});
beforeEach(async () => {
  workspace = await makeWorkspace();
  console = await TestConsole.open(workspace.folder);
});
afterEach(async () => {
  await console.close();
  expect(console.problems).toEqual([]);
  await workspace.remove();
});

/** A tar of a few files; its path on the host. */
function makeTar(name: string): string {
  const folder = join(sshd.home, `${name}-data`);
  mkdirSync(folder, { recursive: true });
  for (const file of ['a', 'b', 'c']) writeFileSync(join(folder, file), `${file} of ${name}\n`.repeat(5_000));
  const path = join(sshd.home, `${name}.tar.gz`);
  execFileSync('tar', ['-czf', path, '-C', sshd.home, `${name}-data`]);
  return path;
}

function toTar(id: string, path: string): Backup {
  const subject = { tool: 'tar', on: 'store-1', path };
  return backupSchema.parse({ id, what: `the ${id}`, place: path, percent: 0, copies: [], subject });
}

/** A draft with a step on db-1, and two names for the one host there is. */
async function draft(backups: readonly Backup[]): Promise<MaintenanceId> {
  await console.connectTo(sshd);
  await console.connectTo(sshd, { name: 'store-1' });
  const step = { kind: 'command', phase: 'carry-out', id: 'go', title: 'Go', hosts: ['db-1'], script: 'true' };
  await console.ask('runbook.save', {
    name: 'Go',
    expectedVersion: 0,
    plan: planSchema.parse({ title: 'Go', steps: [step] }),
  });
  const { id } = await console.ask('maintenance.create', { title: 'Go', runbook: 'Go' as never });
  for (const backup of backups) await console.ask('backup.record', { maintenance: id, backup });
  return id;
}

const standingOf = ({ backups }: MaintenanceState, id: string) => {
  const backup = backups.backups.find((one) => one.id === id);
  if (backup === undefined) throw new Error(`no backup ${id}`);
  return toBackupStanding(backup);
};
const checksOf = ({ backups }: MaintenanceState, id: string) =>
  backups.backups.find((one) => one.id === id)?.checks ?? [];

it('two backups are read through by their tool, each check stands in the journal once, and a broken one is red again', async () => {
  const [orders, wiki] = [makeTar('orders'), makeTar('wiki')];
  const id = await draft([toTar('orders', orders), toTar('wiki', wiki)]);
  const { checks, problems } = await console.ask('backup.checkAll', { maintenance: id, action: 'verify' });
  expect([checks.length, problems]).toEqual([2, []]);
  const good = await console.until(
    id,
    (state) => standingOf(state, 'orders').level === 'readable' && standingOf(state, 'wiki').level === 'readable',
  );
  expect(checksOf(good, 'orders')).toHaveLength(1);
  expect(standingOf(good, 'orders')).toMatchObject({ isComplete: { value: true, source: { kind: 'tool' } } });

  truncateSync(orders, Math.floor(readFileSync(orders).length / 2));
  await console.ask('backup.check', { maintenance: id, backup: 'orders', action: 'verify' });
  const broken = await console.until(id, (state) => checksOf(state, 'orders').length === 2);
  expect(standingOf(broken, 'orders').trouble).toBeDefined();
  expect(standingOf(broken, 'orders').level).not.toBe('readable');
});

it('a console that was closed before the answer came leaves it to the next one, which takes it once', async () => {
  const id = await draft([toTar('orders', makeTar('orders'))]);
  await console.ask('backup.check', { maintenance: id, backup: 'orders', action: 'verify' });
  // Begun on its host: one that never began is closed as that, and proves nothing.
  await console.until(id, ({ errands }) => errands[0]?.task.attempts.at(-1)?.startedAtMs !== undefined);
  await console.close();
  console = await TestConsole.open(workspace.folder);
  await console.connectTo(sshd);
  await console.connectTo(sshd, { name: 'store-1' });
  const read = await console.until(id, (state) => checksOf(state, 'orders').length > 0);
  expect(standingOf(read, 'orders').level).toBe('readable');
  await console.ask('backup.check', { maintenance: id, backup: 'orders', action: 'look' });
  const again = await console.until(id, (state) => checksOf(state, 'orders').length > 1);
  expect(checksOf(again, 'orders').map(({ action }) => action)).toEqual(['verify', 'look']);
});

it('POL-13: two names of one machine are found to be one, by what it says of itself', async () => {
  const id = await draft([toTar('orders', makeTar('orders'))]);
  await console.ask('backup.check', { maintenance: id, backup: 'orders', action: 'look' });
  const state = await console.until(id, ({ backups }) => (backups.whereabouts ?? []).length === 2);
  const [one, other] = state.backups.whereabouts ?? [];
  expect(one?.bootId).toBe(other?.bootId);
});

it('what no tool looks at is refused in words, and so is a check its tool does not have', async () => {
  const word = backupSchema.parse({ id: 'tape', what: 'the tape', place: 'the safe', percent: 100, copies: [] });
  const id = await draft([word]);
  expect(await console.answer('backup.check', { maintenance: id, backup: 'tape', action: 'look' })).toMatchObject({
    ok: false,
    failure: { kind: 'not-ready' },
  });
  expect(await console.answer('backup.check', { maintenance: id, backup: 'none', action: 'look' })).toMatchObject({
    ok: false,
    failure: { kind: 'no-such-backup' },
  });
});

it('the backups of a maintenance that failed are taken over by the next one, which asks their tools again', async () => {
  const failed = await draft([toTar('orders', makeTar('orders'))]);
  await console.ask('backup.check', { maintenance: failed, backup: 'orders', action: 'verify' });
  await console.until(failed, (state) => standingOf(state, 'orders').level === 'readable');
  const { id: next } = await console.ask('maintenance.create', { title: 'Go again', runbook: 'Go' as never });
  expect(await console.answer('backup.takeOver', { maintenance: failed, from: next })).toMatchObject({
    ok: false,
    failure: { kind: 'no-such-backup' },
  });
  expect(await console.ask('backup.takeOver', { maintenance: next, from: failed })).toMatchObject({
    backups: ['orders'],
  });
  const taken = await console.until(next, ({ backups }) => backups.backups.length === 1);
  expect(checksOf(taken, 'orders')).toEqual([]);
  expect(standingOf(taken, 'orders').level).not.toBe('readable');
  await console.ask('backup.check', { maintenance: next, backup: 'orders', action: 'verify' });
  await console.until(next, (state) => standingOf(state, 'orders').level === 'readable');
  expect(await console.answer('backup.takeOver', { maintenance: next, from: failed })).toMatchObject({
    ok: false,
    failure: { kind: 'not-now' },
  });
});
