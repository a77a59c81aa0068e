/** Release gates through the desk: blocked by journals and by words, opened by whoever the policy trusts, and told to every screen. */

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toFingerprint } from '../../src/core/approval/identity.ts';
import { readStatement } from '../../src/core/gate/read-statement.ts';
import { isSignedBy } from '../../src/main/desk/console-identity.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { type DraftRelease, draftRelease, lead } from '../fixtures/release.ts';

let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let console: TestConsole;
let release: DraftRelease;
let later: DraftRelease;
beforeEach(async () => {
  workspace = await makeWorkspace();
  release = await draftRelease(workspace.folder, 'production', ['001', '002']);
  later = await draftRelease(workspace.folder, 'PRODUCTION', ['002']);
  console = await TestConsole.open(workspace.folder);
  const environment = { name: 'production', isProduction: true, version: '1.9', stableVersion: '1.8' };
  await console.ask('environment.save', { environment, expectedVersion: 0 });
});
afterEach(async () => {
  await console.close();
  await workspace.remove();
});

const gate = (environment = 'Production') => console.ask('gate.show', { environment });
const reason = 'because';

async function sitDown(role: string): Promise<void> {
  const person = { name: 'Eve', roles: [role], qualifications: [], services: [], zone: 'UTC', contact: {} };
  const saved = await console.ask('person.save', { person, expectedVersion: 0 } as never);
  await console.ask('person.setMe', { person: (saved as { id: string }).id } as never);
}

describe('a gate', () => {
  it('REL-7: is blocked by a failed release, until a later one has carried out what failed', async () => {
    expect(await gate()).toMatchObject({ state: 'open', causes: [], history: [] });
    await lead(console, release, { '001': 'done', '002': 'not-done' });
    expect(await gate()).toMatchObject({
      environment: 'production',
      state: 'blocked',
      causes: [{ kind: 'release-failed', maintenance: { id: release.id }, isLiftable: true }],
      says: `The release gate of production is blocked. The maintenance release “${release.title}” failed at 002 and is held. Contact: Ada, who leads it.`,
    });
    await console.ask('run.abort', { maintenance: release.id, reason });
    await lead(console, later, { '002': 'done' });
    expect(await gate()).toMatchObject({
      state: 'blocked',
      causes: [{}, { kind: 'release-at-work', isLiftable: false }],
    });
    await console.ask('run.complete', { maintenance: later.id });
    expect(await gate()).toMatchObject({ state: 'open', history: { length: 5 } });
    expect(await console.ask('gate.list', {})).toMatchObject([{ environment: 'production', state: 'open' }]);
  });

  it('tells every screen when it turns, and not with every step', async () => {
    const told = () =>
      console.notices.filter(({ notice, data }) => notice === 'documents' && data.area === 'gate').length;
    const before = told();
    await lead(console, release, { '001': 'done' });
    expect(told()).toBe(before + 1);
    await console.until(release.id, ({ tasks }) => tasks[1]?.awaits?.for === 'person');
    expect(told()).toBe(before + 1);
    await console.ask('step.notDone', { maintenance: release.id, task: 'run-002' as never, reason });
    expect(told()).toBe(before + 2);
    await console.ask('gate.block', { environment: 'production', reason });
    expect(told()).toBe(before + 3);
  });

  it('is the same after the console was started anew, and from beside it', async () => {
    await lead(console, release, { '001': 'not-done' });
    const before = await gate();
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
    await lead(console, release, { '001': 'not-done' });
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
    await lead(console, release, { '001': 'not-done' });
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
