/** Release gates through the desk: blocked by journals and by words, opened by whoever the policy trusts, and told to every screen. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toFingerprint } from '../../src/core/approval/identity.ts';
import { readStatement } from '../../src/core/gate/read-statement.ts';
import type { HostName } from '../../src/core/ids.ts';
import type { MaintenanceState } from '../../src/core/maintenance/state.ts';
import { isSignedBy } from '../../src/main/desk/signing/console-identity.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { writeFailedRelease } from '../fixtures/release.ts';
import { type Sshd, startSshd } from '../fixtures/sshd/sshd.ts';

let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let console: TestConsole;
afterEach(async () => {
  await console.close();
  await workspace.remove();
});

const gate = (environment = 'Production') => console.ask('gate.show', { environment });
const reason = 'because';

async function sitDown(role: string): Promise<void> {
  const person = { name: 'Eve', roles: [role], qualifications: [], services: [], zone: 'UTC', contact: {} };
  const { id } = await console.ask('person.save', { person, expectedVersion: 0 });
  await console.ask('person.setMe', { person: id });
}

describe('a gate whose releases run on a real host', () => {
  const host = 'db-1' as HostName;
  let sshd: Sshd;
  let folder: string;
  beforeAll(async () => {
    sshd = await startSshd();
  });
  afterAll(() => sshd.close());
  beforeEach(async () => {
    workspace = await makeWorkspace();
    folder = await mkdtemp(join(tmpdir(), 'drydock-iac-'));
    console = await TestConsole.open(workspace.folder);
    await console.connectTo(sshd);
    await console.reach(host);
    const known = { name: 'production', isProduction: true, version: '1.9', stableVersion: '1.8', hosts: [host] };
    await write('true', 'exit 3');
    await console.ask('environment.save', {
      environment: { ...known, catalogue: { path: folder } },
      expectedVersion: 0,
    });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const write = (...scripts: readonly string[]) =>
    writeFile(
      join(folder, 'migrations.yaml'),
      `versions:\n  - version: "2.0"\n    migrations:\n${scripts
        .map((run, index) => `      - { sequence: ${index + 1}, description: Step ${index + 1}, run: "${run}" }\n`)
        .join('')}`,
    );

  /** To where it has failed, or waits to be completed. */
  async function runMaintenance(): Promise<MaintenanceState> {
    const { summary } = await console.ask('environment.runMaintenance', { name: 'production', categories: [] });
    const { id: maintenance, title: confirm } = summary;
    const { planHash } = await console.state(maintenance);
    await console.ask('run.start', { maintenance, planHash, confirm });
    return console.until(
      maintenance,
      (state) => state.hold !== undefined || state.tasks.every((task) => task.state === 'succeeded'),
    );
  }

  it('REL-7: is blocked by a failed release, until a later one has carried out what failed', async () => {
    expect(await gate()).toMatchObject({ state: 'open', causes: [], history: [], isOutdated: true });
    const { id, title } = await runMaintenance();
    expect(await gate()).toMatchObject({
      environment: 'production',
      state: 'blocked',
      causes: [{ kind: 'release-failed', maintenance: { id }, isLiftable: true }],
      says: expect.stringContaining(
        `The release gate of production is blocked. The maintenance release “${title}” failed at 2.0/2 and is held. Contact: Ada, who leads it.`,
      ),
    });
    await console.ask('run.abort', { maintenance: id, reason });
    await write('true', 'true');
    const later = await runMaintenance();
    expect(await gate()).toMatchObject({
      state: 'blocked',
      causes: [{}, { kind: 'release-at-work', isLiftable: false }],
    });
    await console.ask('run.complete', { maintenance: later.id });
    expect(await gate()).toMatchObject({ state: 'open', history: { length: 5 }, isOutdated: false });
    expect(await console.ask('gate.list', {})).toMatchObject([{ environment: 'production', state: 'open' }]);
  });

  it('tells every screen when it turns, and not with every step', async () => {
    const told = () =>
      console.notices.filter(({ notice, data }) => notice === 'documents' && data.area === 'gate').length;
    await write(...Array.from({ length: 9 }, () => 'true'), 'exit 3');
    // What is pending has been counted by then.
    await gate();
    const before = told();
    const { id, seq } = await runMaintenance();
    await gate();
    // It began, it failed, and what is pending was counted anew with each of the two.
    const turned = told();
    expect(turned - before).toBeGreaterThanOrEqual(2);
    expect(turned - before).toBeLessThan(8);
    expect(seq).toBeGreaterThan(30);
    await console.ask('note.add', { maintenance: id, text: 'looking at it' });
    expect(told()).toBe(turned);
    await console.ask('gate.block', { environment: 'production', reason });
    expect(told()).toBe(turned + 1);
  });

  it('REL-8: counts what is pending whenever it is asked, and does without where nobody can say', async () => {
    expect(await gate()).toMatchObject({ pendingMigrations: 2, stableVersion: '1.8', state: 'open' });
    await write('true', 'true', 'true');
    expect(await gate()).toMatchObject({
      pendingMigrations: 3,
      says: 'The release gate of production is open. It is outdated: 3 migrations are pending; releases go on with the stable version 1.8.',
    });
    await writeFile(join(folder, 'migrations.yaml'), 'versions: soon');
    for (const what of ['a catalogue with an error', 'none']) {
      const shown = await gate();
      expect([what, shown.state, shown.isOutdated, shown.pendingMigrations]).toEqual([what, 'open', false, undefined]);
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('a gate', () => {
  beforeEach(async () => {
    workspace = await makeWorkspace();
    await writeFailedRelease(workspace.folder, 'PRODUCTION');
    console = await TestConsole.open(workspace.folder);
    const environment = { name: 'production', isProduction: true };
    await console.ask('environment.save', { environment, expectedVersion: 0 });
  });

  it('is the same after the console was started anew, and from beside it', async () => {
    const before = await gate();
    expect(before.state).toBe('blocked');
    const beside = await TestConsole.open(workspace.folder, { as: 'reader' });
    expect(await beside.ask('gate.show', { environment: 'production' })).toEqual(before);
    await console.close();
    console = await TestConsole.open(workspace.folder);
    expect(await gate()).toEqual(before);
    // What happens here is seen from beside.
    await console.ask('gate.block', { environment: 'production', reason });
    expect(await beside.ask('gate.show', { environment: 'production' })).toEqual(await gate());
    await beside.close();
  });

  it('opens for an EM with a reason, for the causes that were seen', async () => {
    const { causes, openers } = await gate();
    expect(openers).toEqual(['EM']);
    const lifts = causes.map(({ id }) => id);
    const unblock = (more = {}) =>
      console.answer('gate.unblock', { environment: 'production', reason, lifts, ...more });
    expect(await unblock()).toMatchObject({ failure: { kind: 'nobody-here' } });
    await sitDown('EM');
    expect(await unblock({ reason: ' ' })).toMatchObject({ failure: { kind: 'bad-input' } });
    await console.ask('gate.block', { environment: 'production', reason: 'the fair', contact: 'the desk' });
    expect(await unblock()).toMatchObject({ ok: true, output: { state: 'blocked', contact: 'the desk' } });
    expect(await unblock()).toMatchObject({ failure: { kind: 'stale' } });
    const [own] = (await gate()).causes;
    expect(await unblock({ lifts: [own?.id] })).toMatchObject({ ok: true, output: { state: 'open' } });
    const { history } = await gate();
    expect(history.map(({ says }) => says).slice(0, 3)).toEqual([
      'Eve unblocked it: because.',
      'Eve unblocked it: because.',
      'Eve blocked it: the fair.',
    ]);
  });

  it('has no environment that nobody has described', async () => {
    for (const request of ['gate.show', 'gate.statement', 'gate.block'] as const)
      expect(
        await console.answer(request, { environment: 'nowhere', ...(request === 'gate.block' ? { reason } : {}) }),
      ).toMatchObject({ ok: false, failure: { kind: 'no-such-environment' } });
  });

  it('is unknown where the journal of a release was altered', async () => {
    await console.close();
    const database = new DatabaseSync(join(workspace.folder, 'drydock.sqlite'));
    database.exec('DROP TRIGGER event_is_never_changed');
    database.exec(`UPDATE event SET data = '{"outcome":"completed"}' WHERE type = 'run-held'`);
    database.close();
    const beside = await TestConsole.open(workspace.folder, { as: 'reader' });
    console = beside;
    expect(await beside.answer('gate.show', { environment: 'production' })).toMatchObject({
      ok: false,
      failure: { kind: 'journal-altered' },
    });
    expect(await beside.answer('gate.statement', { environment: 'production' })).toMatchObject({ ok: false });
  });

  it('REL-9: a statement is signed by this console, and says what was asked', async () => {
    await console.ask('gate.block', { environment: 'production', reason });
    const { publicKey, fingerprint } = await console.ask('identity.show', {});
    const { text, state } = await console.ask('gate.statement', { environment: 'production', nonce: 'question-1' });
    expect(state).toBe('blocked');
    expect(toFingerprint(publicKey)).toBe(fingerprint);
    const belief = { environment: 'production', nowMs: Date.now(), fingerprint, nonce: 'question-1', isSignedBy };
    expect(readStatement(text, belief)).toMatchObject({ ok: true, value: { state: 'blocked' } });
  });
});
