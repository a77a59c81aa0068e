/**
 * A maintenance release on a real PostgreSQL over a real OpenSSH server: ten migrations as Flyway writes them, of which the seventh fails;
 * and the tables of other tools, read where they lie.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HostName, MaintenanceId, TaskId } from '../../src/core/ids.ts';
import { toReleaseReport } from '../../src/core/migration/release-report.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { type PostgresServer, startPostgres } from '../fixtures/postgres.ts';
import { type Sshd, startSshd } from '../fixtures/sshd/sshd.ts';

const host = 'db-1' as HostName;
let postgres: PostgresServer;
let sshd: Sshd;
let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let console: TestConsole;
let folder: string;

beforeAll(async () => {
  postgres = await startPostgres();
  sshd = await startSshd();
});
afterAll(async () => {
  await sshd?.close();
  await postgres?.stop();
});
beforeEach(async () => {
  await postgres.query('DROP SCHEMA public CASCADE');
  await postgres.query('CREATE SCHEMA public');
  workspace = await makeWorkspace();
  folder = await mkdtemp(join(tmpdir(), 'drydock-migrations-'));
  console = await TestConsole.open(workspace.folder);
  await console.connectTo(sshd);
  await console.reach(host);
});
afterEach(async () => {
  expect(console.problems).toEqual([]);
  await console.close();
  await workspace.remove();
  await rm(folder, { recursive: true, force: true });
});

const server = () => ({
  client: 'psql' as const,
  server: '127.0.0.1',
  port: postgres.port,
  database: 'shop',
  user: 'postgres',
});

async function saveEnvironment(form: string, connection: object) {
  const catalogue = { form, path: folder, database: { host, connection } };
  const environment = { name: 'Shop', isProduction: true, hosts: [host], catalogue } as never;
  const known = (await console.ask('environment.list', {}))[0];
  await console.ask('environment.save', { environment, expectedVersion: known?.version ?? 0 });
}

async function readStates(): Promise<Record<string, string>> {
  await console.ask('environment.readApplied', { name: 'Shop' });
  const { rows } = await console.ask('environment.details', { name: 'Shop' });
  return Object.fromEntries(rows.map(({ id, state }) => [id, state]));
}

describe('a release of ten migrations of which the seventh fails', () => {
  const column = (number: number) => `V${number}__add_c${number}.sql`;
  const seventh = 'ALTER TABLE orders ADD COLUMN c7 int NOT NULL;\n';

  beforeEach(async () => {
    await postgres.query('CREATE TABLE orders (id int)');
    await postgres.query('INSERT INTO orders VALUES (1)');
    for (let number = 1; number <= 10; number++) {
      const sql = number === 7 ? seventh : `ALTER TABLE orders ADD COLUMN c${number} int;\n`;
      await writeFile(join(folder, column(number)), sql);
      await writeFile(join(folder, `U${number}__drop_c${number}.sql`), `ALTER TABLE orders DROP COLUMN c${number};\n`);
    }
    await saveEnvironment('flyway', server());
    await console.ask('environment.readApplied', { name: 'Shop' });
  });

  async function begin(): Promise<MaintenanceId> {
    const { summary, isNew } = await console.ask('environment.runMaintenance', { name: 'Shop', categories: [] });
    expect(isNew).toBe(true);
    const { planHash } = await console.state(summary.id);
    await console.ask('run.start', { maintenance: summary.id, planHash, confirm: summary.title });
    return summary.id;
  }
  const gate = async () => (await console.ask('gate.show', { environment: 'Shop' })).says;
  const untilFailed = (id: MaintenanceId) => console.until(id, (state) => state.hold?.cause === 'step-failed');
  const columns = () =>
    postgres.query(
      "SELECT string_agg(column_name, ' ' ORDER BY ordinal_position) FROM information_schema.columns WHERE table_name = 'orders'",
    );
  const history = () =>
    postgres.query(
      "SELECT string_agg(type || ' ' || version, ', ' ORDER BY installed_rank) FROM flyway_schema_history",
    );

  it('REL-1: is told truthfully, and after a fix a new release begins at the failed one', async () => {
    const id = await begin();
    const failed = await untilFailed(id);
    expect(toReleaseReport(failed)?.says).toBe('6 of 10 applied; failed: 7; not tried: 8, 9, 10.');
    // What Flyway itself would read agrees: the failed script left nothing behind, and no row.
    expect(await columns()).toBe('id c1 c2 c3 c4 c5 c6');
    expect(await history()).toBe('SQL 1, SQL 2, SQL 3, SQL 4, SQL 5, SQL 6');
    expect(Object.values(await readStates()).join(' ')).toBe(
      'applied applied applied applied applied applied failed pending pending pending',
    );
    expect(await gate()).toContain(`blocked. The maintenance release “${failed.title}” failed at 7 and is held.`);
    await console.ask('run.abort', { maintenance: id, reason: 'the seventh is mended first' });
    expect(await gate()).toContain('was aborted; 7 may be applied in part.');

    await writeFile(join(folder, column(7)), seventh.replace(' NOT NULL', ''));
    expect(
      await console.answer('run.start', { maintenance: id, planHash: failed.planHash, confirm: failed.title }),
    ).toMatchObject({ ok: false });
    const again = await begin();
    const done = await console.until(again, (state) => state.tasks.every((task) => task.state === 'succeeded'));
    expect(done.release?.migrations.map((one) => one.id)).toEqual(['7', '8', '9', '10']);
    await console.ask('run.complete', { maintenance: again });
    expect(await gate()).toBe('The release gate of Shop is open.');
    expect(await columns()).toBe('id c1 c2 c3 c4 c5 c6 c7 c8 c9 c10');
    expect(Object.values(await readStates()).every((state) => state === 'applied')).toBe(true);
    expect(await console.ask('environment.details', { name: 'Shop' })).toMatchObject({
      version: '10',
      isOutdated: false,
    });
  });

  it('is undone in reverse, and everything is due again; a script changed after it was applied is told with both hashes', async () => {
    const id = await begin();
    await untilFailed(id);
    await writeFile(join(folder, column(3)), 'SELECT 3;\n');
    const changed = await console.ask('environment.details', { name: 'Shop' });
    expect(changed.rows[2]).toMatchObject({ state: 'changed', hashes: { now: changed.rows[2]?.sha256 } });
    expect(changed.rows[2]?.hashes?.applied).not.toBe(changed.rows[2]?.sha256);
    await writeFile(join(folder, column(3)), 'ALTER TABLE orders ADD COLUMN c3 int;\n');

    await console.ask('run.rollBack', { maintenance: id, reason: 'the seventh failed' });
    // Nothing of the seventh is there to be dropped: its undoing fails, and a person passes it.
    await console.until(id, (state) =>
      state.tasks.some((task) => task.id.includes('~back') && task.state === 'failed'),
    );
    await console.ask('step.skip', {
      maintenance: id,
      task: '7~back@db-1' as TaskId,
      reason: 'it left nothing behind',
    });
    await console.ask('run.resume', { maintenance: id });
    const undone = await console.until(id, (state) =>
      state.tasks
        .filter((task) => task.direction === 'back')
        .every((task) => ['succeeded', 'skipped'].includes(task.state)),
    );
    expect(toReleaseReport(undone)?.says).toBe(
      '0 of 10 applied; failed: 7; undone: 1, 2, 3, 4, 5 and 1 more; not tried: 8, 9, 10.',
    );
    expect(await columns()).toBe('id');
    // Flyway's table has no row of the seventh; that it failed, and what a person said of it, is still known here.
    expect(Object.values(await readStates()).join(' ')).toBe(`${'pending '.repeat(6)}failed pending pending pending`);
  });
});

describe('a rehearsal on the staging twin', () => {
  it('REL-10: is linked to the release it was one of once it is over, and what it took is that one’s estimate', async () => {
    const sleep = (seconds: number) =>
      `{ sequence: ${seconds}, description: Wait, run: "sleep 0.${seconds}", rollback: { none: it waits } }`;
    await writeFile(
      join(folder, 'migrations.yaml'),
      `versions: [{ version: "1.1", migrations: [${sleep(1)}, ${sleep(2)}] }]`,
    );
    const shared = { version: '1.0', hosts: [host], catalogue: { path: folder } };
    const save = (environment: object) =>
      console.ask('environment.save', { environment: environment as never, expectedVersion: 0 });
    await save({ ...shared, name: 'Staging', isProduction: false });
    await save({ ...shared, name: 'Shop', isProduction: true, stagingTwin: 'Staging' });
    const make = (isRehearsal: boolean) =>
      console.ask('environment.runMaintenance', { name: 'Shop', isRehearsal, categories: [] });
    const production = (await make(false)).summary.id;
    const { summary } = await make(true);
    const { planHash } = await console.state(summary.id);
    await console.ask('run.start', { maintenance: summary.id, planHash, confirm: summary.title });
    await console.until(summary.id, (state) => state.tasks.every((task) => task.state === 'succeeded'));
    expect((await console.state(production)).rehearsal).toBeUndefined();
    await console.ask('run.complete', { maintenance: summary.id });
    expect((await console.state(production)).rehearsal).toMatchObject({
      maintenance: summary.id,
      environment: 'Staging',
    });
    const { rehearsal, rows } = await console.ask('environment.details', { name: 'Shop' });
    expect(rehearsal).toMatchObject({ maintenance: { id: summary.id }, environment: 'Staging' });
    expect(rows.every(({ rehearsedMs }) => rehearsedMs !== undefined)).toBe(true);
    await console.ask('schedule.cancel', { maintenance: production, reason: 'another is made with its estimates' });
    const again = await console.state((await make(false)).summary.id);
    expect(again.rehearsal?.maintenance).toBe(summary.id);
    expect(again.plan.steps.map((step) => step.estimateMs)).toEqual(
      rows.map(({ rehearsedMs = 0 }) => Math.max(1, rehearsedMs)),
    );
  });
});

describe('the tables of other tools', () => {
  it('are read on their host: Alembic and golang-migrate in PostgreSQL, Rails in SQLite', async () => {
    await postgres.query('CREATE TABLE alembic_version (version_num varchar(32) NOT NULL)');
    await writeFile(join(folder, 'a.py'), "revision = 'aa'\ndown_revision = None\n");
    await writeFile(join(folder, 'b.py'), "revision = 'bb'\ndown_revision = 'aa'\n");
    await saveEnvironment('alembic', server());
    expect(await readStates()).toEqual({ aa: 'pending', bb: 'pending' });
    await postgres.query("INSERT INTO alembic_version VALUES ('aa')");
    expect(await readStates()).toEqual({ aa: 'applied', bb: 'pending' });

    for (const name of ['0001_make.up.sql', '0001_make.down.sql', '0002_add.up.sql'])
      await writeFile(join(folder, name), 'SELECT 1;\n');
    await postgres.query(
      'CREATE TABLE schema_migrations (version bigint NOT NULL PRIMARY KEY, dirty boolean NOT NULL)',
    );
    await postgres.query('INSERT INTO schema_migrations VALUES (1, true)');
    await saveEnvironment('golang-migrate', server());
    expect(await readStates()).toEqual({ '1': 'failed', '2': 'pending' });
    expect((await console.ask('environment.details', { name: 'Shop' })).problems).toContainEqual(
      expect.objectContaining({ severity: 'error', text: expect.stringContaining('1 is dirty') }),
    );

    const file = join(sshd.home, "it's.db");
    execFileSync('sqlite3', [
      file,
      "CREATE TABLE schema_migrations (version varchar PRIMARY KEY); INSERT INTO schema_migrations VALUES ('20260101000000')",
    ]);
    for (const name of ['20260101000000_make.rb', '20260102000000_add.rb'])
      await writeFile(join(folder, name), 'def change\nend\n');
    await saveEnvironment('rails', { client: 'sqlite3', file });
    expect(await readStates()).toEqual({ '20260101000000': 'applied', '20260102000000': 'pending' });
  });

  it('that are not there mean that nothing is applied; a database that is not there is a failure', async () => {
    await writeFile(join(folder, 'V1__make.sql'), 'SELECT 1;\n');
    await saveEnvironment('flyway', server());
    expect(await readStates()).toEqual({ '1': 'pending' });
    const { tool, problems } = await console.ask('environment.details', { name: 'Shop' });
    expect(tool).toMatchObject({ name: 'Flyway', reading: { isTableThere: false, readBy: 'Ada', host } });
    expect(problems.map(({ text }) => text)).toContainEqual(
      expect.stringContaining('has no table flyway_schema_history'),
    );
    await saveEnvironment('flyway', { ...server(), database: 'none' });
    expect(await console.answer('environment.readApplied', { name: 'Shop' })).toMatchObject({
      failure: { kind: 'question-failed' },
    });
  });
});
