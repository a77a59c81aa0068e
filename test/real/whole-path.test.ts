/**
 * The whole path of a release under a policy that wants its backups restored: refused while one of them would not save anybody, begun,
 * failed at the seventh of ten migrations, undone, mended, and resumed where it failed, until the gate is open. PostgreSQL, restic,
 * pg_dump and OpenSSH are real; days pass by a clock that is set. One story: each test goes on where the one before it ended.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Backup, backupSchema } from '../../src/core/backup/backup.ts';
import { toBackupStanding, toCopyStandings } from '../../src/core/backup/standing.ts';
import type { HostName, MaintenanceId } from '../../src/core/ids.ts';
import type { MaintenanceState } from '../../src/core/maintenance/state.ts';
import { toReleaseReport } from '../../src/core/migration/release-report.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { onlyRules } from '../fixtures/no-rules.ts';
import { type PostgresServer, startPostgres } from '../fixtures/postgres.ts';
import { SetClock } from '../fixtures/set-clock.ts';
import { type Sshd, startSshd } from '../fixtures/sshd/sshd.ts';

const dayMs = 86_400_000;
const few = onlyRules('POL-11', 'POL-12', 'POL-13', 'POL-14');
const policy: Policy = {
  ...few,
  backupProof: 'restored',
  rules: { ...few.rules, 'POL-13': { severity: 'must', waivedBy: [] } },
};

let postgres: PostgresServer;
let target: Sshd;
let store: Sshd;
let vault: Sshd;
let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let console: TestConsole;
let folder: string;
let begunMs: number;
const clock = new SetClock();

beforeAll(async () => {
  [postgres, target, store, vault] = await Promise.all([
    startPostgres(),
    startSshd(),
    startSshd({ isMachineOfItsOwn: true }),
    startSshd({ isMachineOfItsOwn: true }),
  ]);
  workspace = await makeWorkspace();
  folder = await mkdtemp(join(tmpdir(), 'drydock-migrations-'));
  console = await TestConsole.open(workspace.folder, { policy, clock });
  await console.connectTo(target);
  await console.connectTo(store, { name: 'store-1' });
  await console.connectTo(vault, { name: 'vault-1' });
  for (const name of ['db-1', 'store-1', 'vault-1']) await console.reach(name);
  begunMs = Date.now();
  await makeShop();
});
afterAll(async () => {
  await console?.close();
  await Promise.all([target, store, vault].map((sshd) => sshd?.close()));
  await postgres?.stop();
  await workspace?.remove();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => expect(console.problems).toEqual([]));

const seventh = () => join(folder, 'V7__add_c7.sql');
/** In two statements that no transaction holds together: where the second fails, the first stays behind. */
const adding = (rest: string) =>
  `-- drydock: { transaction: false }\nALTER TABLE orders ADD COLUMN c7 int;\nALTER TABLE orders ALTER c7 ${rest};\n`;

async function writeMigrations(): Promise<void> {
  for (let number = 1; number <= 10; number++) {
    const noWayBack = number === 6 ? '-- drydock: { rollback: { none: what it narrows is gone } }\n' : '';
    const sql = number === 7 ? adding('SET NOT NULL') : `${noWayBack}ALTER TABLE orders ADD COLUMN c${number} int;\n`;
    await writeFile(join(folder, `V${number}__add_c${number}.sql`), sql);
    if (number !== 6)
      await writeFile(join(folder, `U${number}__drop_c${number}.sql`), `ALTER TABLE orders DROP COLUMN c${number};\n`);
  }
}

/** A table with rows, ten migrations of it, and its backups as a night's job would have made them. */
async function makeShop(): Promise<void> {
  await postgres.query('CREATE TABLE orders (id int); INSERT INTO orders SELECT generate_series(1, 500)');
  await writeMigrations();
  const connection = { client: 'psql', server: '127.0.0.1', port: postgres.port, database: 'shop', user: 'postgres' };
  const database = { host: 'db-1' as HostName, connection };
  const catalogue = { form: 'flyway', path: folder, database };
  const environment = { name: 'Shop', isProduction: true, hosts: ['db-1'], contact: 'Ops on call', catalogue };
  await console.ask('environment.save', { environment: environment as never, expectedVersion: 0 });
  await console.ask('environment.readApplied', { name: 'Shop' });

  const dump = join(store.home, 'shop.dump');
  const where = ['-h', '127.0.0.1', '-p', String(postgres.port), '-U', 'postgres'];
  execFileSync(join(postgres.bin, 'pg_dump'), [...where, '-Fc', '-f', dump, 'shop']);
  copyFileSync(dump, join(vault.home, 'shop.dump'));
  copyFileSync(dump, join(target.home, 'shop.dump'));
  execFileSync(join(postgres.bin, 'pg_dump'), [...where, '-f', join(store.home, 'shop.sql'), 'shop']);

  const files = join(store.home, 'uploads');
  mkdirSync(files);
  for (const name of ['a', 'b', 'c']) writeFileSync(join(files, name), name.repeat(50_000));
  const environmentFile = join(store.home, 'restic.env');
  writeFileSync(environmentFile, 'RESTIC_PASSWORD=not-told\n', { mode: 0o600 });
  const env = { PATH: '/usr/bin:/bin', HOME: store.home, RESTIC_PASSWORD: 'not-told' };
  for (const words of [['init'], ['backup', files]])
    execFileSync('restic', ['-q', '-r', join(store.home, 'repository'), ...words], { env });
}

const copies = [{ where: 'the tapes in Bern', by: 'Grace' }];
const counts = [{ of: 'public.orders', atLeast: 500 }];
const toBackup = (backup: object): Backup =>
  backupSchema.parse({ place: 'its folder', percent: 0, copies, expects: { database: 'shop', counts }, ...backup });

/** What is looked at by its tool, with a word for nothing but the copy that no tool reaches. */
const backups = (): readonly Backup[] => [
  toBackup({
    id: 'orders',
    what: 'the orders',
    subject: { tool: 'pg-dump', on: 'store-1', path: join(store.home, 'shop.dump') },
    copies: [
      {
        ...{ id: 'vault', where: 'the vault', by: 'Grace' },
        subject: { tool: 'pg-dump', on: 'vault-1', path: join(vault.home, 'shop.dump') },
      },
    ],
  }),
  toBackup({
    id: 'uploads',
    what: 'the uploads',
    expects: { counts: [{ of: 'files', atLeast: 3 }] },
    subject: {
      ...{ tool: 'restic', on: 'store-1', repository: join(store.home, 'repository') },
      environmentFile: join(store.home, 'restic.env'),
    },
  }),
];

const standingOf = ({ backups: set }: MaintenanceState, id: string) => {
  const backup = set.backups.find((one) => one.id === id);
  return backup === undefined ? undefined : toBackupStanding(backup);
};
const isRestored = (state: MaintenanceState, id: string) => standingOf(state, id)?.level === 'restored';

/** The release of what is due, with its backups restored in a test by their tools, in a window from `startMs` on. */
async function prepare(startMs: number): Promise<MaintenanceId> {
  const made = await console.ask('environment.runMaintenance', { name: 'Shop', categories: [] });
  expect(made.isNew).toBe(true);
  const maintenance = made.summary.id;
  await setWindow(maintenance, startMs);
  for (const backup of backups()) await console.ask('backup.record', { maintenance, backup });
  expect(await console.ask('backup.checkAll', { maintenance, action: 'restore' })).toMatchObject({ problems: [] });
  const proven = await console.until(
    maintenance,
    (state) => state.errands.every(({ isRead }) => isRead === true) && state.backups.whereabouts?.length === 3,
  );
  expect(['orders', 'uploads'].map((id) => standingOf(proven, id))).toMatchObject([
    { level: 'restored', problems: [] },
    { level: 'restored', problems: [] },
  ]);
  const [orders] = proven.backups.backups;
  expect(orders && toCopyStandings(orders)).toMatchObject([{ level: 'restored' }]);
  return maintenance;
}

const setWindow = (maintenance: MaintenanceId, startMs: number) =>
  console.ask('schedule.setWindow', {
    maintenance,
    window: { startMs, endMs: startMs + 4 * 3_600_000, zone: 'UTC' },
  });

async function tryToStart(maintenance: MaintenanceId) {
  const { planHash, title } = await console.state(maintenance);
  return console.answer('run.start', { maintenance, planHash, confirm: title });
}

/** Why it may not start, in the words it is refused with. */
async function refusalOf(maintenance: MaintenanceId): Promise<string> {
  const answer = await tryToStart(maintenance);
  expect((await console.state(maintenance)).tasks).toEqual([]);
  return answer.ok ? 'it started' : answer.failure.message;
}

const gate = async () => (await console.ask('gate.show', { environment: 'Shop' })).says;
const columns = () =>
  postgres.query(
    "SELECT string_agg(column_name, ' ' ORDER BY ordinal_position) FROM information_schema.columns WHERE table_name = 'orders'",
  );

async function states(): Promise<string> {
  const { rows } = await console.ask('environment.details', { name: 'Shop' });
  return rows.map(({ state }) => state).join(' ');
}

describe('a release of ten migrations, of which the seventh fails, under a policy that wants its backups restored', () => {
  let id: MaintenanceId;

  it('POL-11: does not start with backups that were begun two days before its window', async () => {
    id = await prepare(begunMs + 2 * dayMs);
    clock.set(begunMs + 2 * dayMs);
    const refusal = await refusalOf(id);
    expect(refusal).toContain('policy does not let it start. POL-11: “the orders”, “the uploads” began too late');
    expect(refusal).not.toContain('POL-12');
    const orders = standingOf(await console.state(id), 'orders');
    expect(orders?.started).toMatchObject({ source: { kind: 'tool' } });
    await setWindow(id, begunMs + 4 * dayMs);
  });

  it('POL-13: does not start while a backup lies on the host it works on, restored or not', async () => {
    const subject = { tool: 'pg-dump', on: 'db-1', path: join(target.home, 'shop.dump') };
    await console.ask('backup.record', {
      maintenance: id,
      backup: toBackup({ id: 'here', what: 'the dump beside it', subject }),
    });
    await console.ask('backup.check', { maintenance: id, backup: 'here', action: 'restore' });
    await console.until(id, (state) => isRestored(state, 'here'));
    clock.set(begunMs + 4 * dayMs);
    expect(await refusalOf(id)).toBe(
      'The policy does not let it start. POL-13: “the dump beside it” lies on a host that the maintenance works on.',
    );
    await console.ask('backup.remove', { maintenance: id, backup: 'here' });
  });

  it('POL-12: does not start while a backup is at 99 %, whatever a person says of it', async () => {
    const path = join(store.home, 'shop.sql');
    const sizeBytes = statSync(path).size;
    writeFileSync(path, readFileSync(path).subarray(0, Math.ceil(sizeBytes * 0.99)));
    const subject = { tool: 'pg-dump', on: 'store-1', path };
    const said = { id: 'plain', what: 'the plain dump', subject, percent: 100, startedAtMs: begunMs };
    await console.ask('backup.record', { maintenance: id, backup: toBackup({ ...said, expects: { sizeBytes } }) });
    await console.ask('backup.check', { maintenance: id, backup: 'plain', action: 'look' });
    const looked = await console.until(id, (state) => standingOf(state, 'plain')?.lastCheck !== undefined);
    expect(standingOf(looked, 'plain')).toMatchObject({ percent: { value: 99 }, isComplete: { value: false } });
    expect(await refusalOf(id)).toMatch(
      /^The policy does not let it start\. POL-12: “the plain dump” is not complete\./,
    );
    await console.ask('backup.remove', { maintenance: id, backup: 'plain' });
  });

  it('POL-14: does not start while a backup has no copy elsewhere', async () => {
    const [, uploads] = backups();
    if (uploads === undefined) throw new Error('no uploads');
    await console.ask('backup.record', { maintenance: id, backup: { ...uploads, copies: [] } });
    expect(await refusalOf(id)).toBe(
      'The policy does not let it start. POL-14: “the uploads” has no copy somewhere else.',
    );
    await console.ask('backup.record', { maintenance: id, backup: uploads });
  });

  it('REL-7: starts with proven backups, tells truthfully how it failed, and blocks the gate', async () => {
    expect(await gate()).toContain('open');
    expect(await tryToStart(id)).toMatchObject({ ok: true });
    const failed = await console.until(id, ({ hold }) => hold?.cause === 'step-failed');
    expect(toReleaseReport(failed)?.says).toBe('6 of 10 applied; failed: 7; not tried: 8, 9, 10.');
    expect(await columns()).toBe('id c1 c2 c3 c4 c5 c6 c7');
    expect(await states()).toBe('applied applied applied applied applied applied failed pending pending pending');
    const blocked = await gate();
    expect(blocked).toContain(`blocked. The maintenance release “${failed.title}” failed at 7 and is held.`);
    expect(blocked).toContain('Ops on call');
  });

  it('REL-10: is undone as far as there is a way back: what the seventh left behind is gone, and a person is asked about the sixth', async () => {
    await console.ask('run.rollBack', { maintenance: id, reason: 'the seventh failed' });
    const asked = await console.until(id, ({ tasks }) => tasks.some(({ awaits }) => awaits?.for === 'person'));
    expect(asked.tasks.find(({ awaits }) => awaits?.for === 'person')?.id).toBe('6~back@db-1');
    expect(await columns()).toBe('id c1 c2 c3 c4 c5 c6');
    await console.ask('run.abort', { maintenance: id, reason: 'the six stay, and the seventh is mended' });
    expect(toReleaseReport(await console.state(id))?.says).toBe('6 of 10 applied; undone: 7; not tried: 8, 9, 10.');
    expect(await gate()).toContain('was aborted; 7 may be applied in part.');
  });

  it('REL-4: once the script is mended a new release begins at the failed one, and the gate opens', async () => {
    await writeFile(seventh(), adding('SET DEFAULT 1'));
    const again = await prepare(clock.now());
    expect((await console.state(again)).release?.migrations.map((one) => one.id)).toEqual(['7', '8', '9', '10']);
    expect(await gate()).toContain('blocked');
    expect(await tryToStart(again)).toMatchObject({ ok: true });
    await console.until(again, ({ tasks }) => tasks.length > 0 && tasks.every(({ state }) => state === 'succeeded'));
    await console.ask('run.complete', { maintenance: again });
    expect(await gate()).toBe('The release gate of Shop is open.');
    expect(await columns()).toBe('id c1 c2 c3 c4 c5 c6 c7 c8 c9 c10');
    await console.ask('environment.readApplied', { name: 'Shop' });
    expect(await states()).toBe(Array(10).fill('applied').join(' '));
  });
});
