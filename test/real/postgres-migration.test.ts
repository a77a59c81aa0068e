/**
 * A real schema migration on a real PostgreSQL, led over a real OpenSSH server; killed in the middle, by the app and by the server's
 * session. The output must be byte for byte what the host wrote, and the backfill must have run once.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MaintenanceId } from '../../src/core/ids.ts';
import { LeaderProcess } from '../faults/leader-process.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { type PostgresServer, startPostgres } from '../fixtures/postgres.ts';
import { type Sshd, startSshd } from '../fixtures/sshd/sshd.ts';

const batches = 100;
const title = 'Give every order its currency';
const backfill = 'backfill@db-1';

let postgres: PostgresServer;
let sshd: Sshd;
let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let console: TestConsole;
let proof: string;

beforeAll(async () => {
  postgres = await startPostgres();
  sshd = await startSshd();
});
afterAll(async () => {
  await sshd?.close();
  await postgres?.stop();
});
beforeEach(async (test) => {
  await postgres.query('DROP TABLE IF EXISTS orders, backfill_runs');
  await postgres.query('CREATE TABLE orders (id serial PRIMARY KEY, amount int NOT NULL)');
  await postgres.query(`INSERT INTO orders (amount) SELECT n FROM generate_series(1, ${batches * 200}) AS n`);
  await postgres.query('CREATE TABLE backfill_runs (at timestamptz DEFAULT now())');
  proof = join(sshd.home, test.task.id);
  mkdirSync(proof);
  workspace = await makeWorkspace();
  console = await TestConsole.open(workspace.folder);
});
afterEach(async () => {
  await console.close();
  await workspace.remove();
});

/** Imports the runbook, makes the maintenance and starts it. */
async function start(): Promise<MaintenanceId> {
  await console.connectTo(sshd);
  await console.reach('db-1');
  const content = (await readFile(new URL('./shop-migration.md', import.meta.url))).toString('base64');
  const { summary, warnings } = await console.ask('runbook.import', { file: 'shop-migration.md', content });
  expect(warnings).toEqual([]);
  const { id } = await console.ask('maintenance.create', { title, runbook: summary.name });
  const { planHash } = await console.state(id);
  const variables = { PGPORT: String(postgres.port), PROOF: proof };
  await console.ask('run.start', { maintenance: id, planHash, confirm: title, variables });
  return id;
}

/** Stops the backfill after half of its batches, until what is returned is called. */
function pauseInTheMiddle(): () => void {
  const pause = join(proof, 'pause');
  writeFileSync(pause, '');
  return () => rmSync(pause);
}

async function expectMigratedOnce(id: MaintenanceId): Promise<void> {
  const state = await console.state(id);
  expect(state.tasks.map((task) => [task.step, task.state])).toEqual(
    ['count', 'dump', 'add-column', 'backfill', 'constraint', 'verify'].map((step) => [step, 'succeeded']),
  );
  expect(await postgres.query('SELECT count(*) FROM backfill_runs')).toBe('1');
  expect(await postgres.query("SELECT count(*) FROM orders WHERE currency = 'EUR'")).toBe(String(batches * 200));
  const written = readFileSync(join(proof, 'backfill.out'), 'utf8');
  expect(written.split('\n')).toHaveLength(batches + 1);
  expect(`${await console.output(id, backfill, 'stdout')}\n`).toBe(written);
  expect(`${await console.output(id, 'count@db-1')}\n`).toBe(readFileSync(join(proof, 'before'), 'utf8'));
}

const isSettled = (states: readonly { readonly state: string }[]) => states.every(({ state }) => state === 'succeeded');

describe('a migration of real data', () => {
  it('runs from the counts and the dump to the check that no order was left out', async () => {
    const id = await start();
    await console.until(id, (state) => isSettled(state.tasks));
    await console.ask('run.complete', { maintenance: id });
    await expectMigratedOnce(id);
    expect(readFileSync(join(proof, 'shop.dump')).subarray(0, 5).toString()).toBe('PGDMP');
  });

  it('goes on when the app is killed in the middle of the backfill, and is led to its end by the next one', async () => {
    const goOn = pauseInTheMiddle();
    const id = await start();
    await console.until(id, (state) => state.tasks.some((task) => task.id === backfill && task.state === 'running'));
    await console.close();
    const first = new LeaderProcess([workspace.folder, id]);
    await first.until(({ rows }) => rows > batches / 2);
    await first.kill();
    goOn();
    const second = new LeaderProcess([workspace.folder, id]);
    expect(await second.end()).toBe(0);
    console = await TestConsole.open(workspace.folder);
    await expectMigratedOnce(id);
    expect((await console.state(id)).status).toBe('completed');
  });

  it('goes on when the SSH server’s session is killed in the middle of the backfill', async () => {
    const goOn = pauseInTheMiddle();
    const id = await start();
    await console.untilRows(id, batches / 2);
    sshd.killSessions();
    goOn();
    await console.until(id, (state) => isSettled(state.tasks));
    await expectMigratedOnce(id);
    const lost = (await console.events(id)).filter(({ type }) => type === 'contact-lost');
    expect(lost.length).toBeGreaterThan(0);
  });

  it('is undone to the schema it began with when the verification fails', async () => {
    writeFileSync(join(proof, 'fail-verification'), '');
    const columns =
      "SELECT string_agg(column_name, ',' ORDER BY ordinal_position) FROM information_schema.columns WHERE table_name = 'orders'";
    const before = await postgres.query(columns);
    const id = await start();
    const failed = await console.until(id, (state) => state.hold !== undefined);
    expect(failed.hold?.task).toBe('verify@db-1');
    await console.ask('run.rollBack', { maintenance: id, reason: 'an order was left out' });
    // The two steps that only read say no rollback; a person is asked about each.
    for (;;) {
      const state = await console.until(id, (now) => {
        const back = now.tasks.filter((task) => task.direction === 'back');
        return isSettled(back) || back.some((task) => task.awaits?.for === 'person');
      });
      const asked = state.tasks.find((task) => task.awaits?.for === 'person');
      if (asked === undefined) break;
      await console.ask('step.done', { maintenance: id, task: asked.id, note: 'it only read' });
    }
    await console.ask('run.complete', { maintenance: id });
    expect((await console.state(id)).status).toBe('rolled-back');
    expect(await postgres.query(columns)).toBe(before);
  });
});
