/** Consent by signed files, between two real workspaces: the leader's, and that of whoever approves. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AnswerContent, toSignedText } from '../../src/core/approval/files.ts';
import { toFingerprint } from '../../src/core/approval/identity.ts';
import type { MaintenanceId } from '../../src/core/ids.ts';
import { planSchema } from '../../src/core/plan/plan.ts';
import { defaultPolicy } from '../../src/core/policy/default-policy.ts';
import type { PersonId } from '../../src/core/roster/names.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';

const plan = planSchema.parse({
  title: 'Look at the shop',
  steps: [{ id: 'look', kind: 'manual', phase: 'carry-out', title: 'Look' }],
});
const eve = 'eve' as PersonId;
const ada = 'ada' as PersonId;
const max = 'max' as PersonId;
const window = { startMs: Date.UTC(2027, 0, 9, 22), endMs: Date.UTC(2027, 0, 10, 2), zone: 'Europe/Berlin' };

let places: Awaited<ReturnType<typeof makeWorkspace>>[];
let leader: TestConsole;
let approver: TestConsole;
let maintenance: MaintenanceId;

beforeEach(async () => {
  places = [await makeWorkspace(), await makeWorkspace()];
  [leader, approver] = (await Promise.all(
    places.map(({ folder }) => TestConsole.open(folder, { policy: defaultPolicy })),
  )) as [TestConsole, TestConsole];
  const known = { qualifications: [], services: [], zone: 'UTC', contact: {} };
  for (const console of [leader, approver]) {
    for (const [id, name, roles] of [
      [ada, 'Ada', ['SRE', 'EM']],
      [eve, 'Eve', ['EM']],
      [max, 'Max', ['EM']],
    ] as const) {
      await console.ask('person.save', { person: { ...known, id, name, roles: [...roles] } });
    }
  }
  await leader.ask('person.setMe', { person: ada });
  await approver.ask('person.setMe', { person: eve });
  await leader.ask('runbook.save', { name: 'Shop', expectedVersion: 0, plan });
  maintenance = (await leader.ask('maintenance.create', { title: 'Tonight', runbook: 'Shop' })).id;
  await leader.ask('roster.involve', { maintenance, people: [ada, eve, max] });
  await leader.ask('schedule.setWindow', { maintenance, window });
});

afterEach(async () => {
  await Promise.all([leader.close(), approver.close()]);
  await Promise.all(places.map((place) => place.remove()));
});

/** Each trusts the other's key, by the fingerprint read out. */
async function trust(): Promise<void> {
  const [leaders, approvers] = [await leader.ask('identity.show', {}), await approver.ask('identity.show', {})];
  await leader.ask('person.trustKey', { person: eve, fingerprint: approvers.fingerprint, key: approvers.text });
  await approver.ask('person.trustKey', { person: ada, fingerprint: leaders.fingerprint, key: leaders.text });
}

async function request(): Promise<string> {
  return (await leader.ask('approval.request', { maintenance, kinds: ['schedule'], to: [eve] })).content;
}

async function reply(content: string, isGiven = true): Promise<string> {
  return (await approver.ask('approval.reply', { content, answers: [{ kind: 'schedule', isGiven }] })).content;
}

async function words() {
  return (await leader.state(maintenance)).consent.approvals;
}

async function refusalOf(content: string): Promise<{ readonly kind: string; readonly message: string }> {
  const before = (await leader.state(maintenance)).seq;
  const answer = await leader.answer('approval.import', { content });
  if (answer.ok) throw new Error('it was taken');
  expect((await leader.state(maintenance)).seq, 'nothing is half-written').toBe(before);
  return answer.failure;
}

/** The content as somebody with another key would sign it. */
function forge(content: AnswerContent, keys = generateKeyPairSync('ed25519')): string {
  const { x } = keys.publicKey.export({ format: 'jwk' });
  const key = Buffer.from(x ?? '', 'base64url').toString('base64');
  const form = 'drydock-approval-answer' as const;
  const signature = sign(null, Buffer.from(toSignedText(form, content)), keys.privateKey).toString('base64');
  return JSON.stringify({ form, version: 1, content, key, signature });
}

describe('an approval by files', () => {
  it('POL-1: goes out, is answered elsewhere, and comes back bound to plan and window', async () => {
    await trust();
    const content = await request();
    const opened = await approver.ask('approval.open', { content });
    expect(opened.signer).toMatchObject({ standing: 'trusted', person: { id: ada } });
    expect(opened.as).toBe(eve);
    expect(opened.planMarkdown).toContain('# Look at the shop');
    expect(opened.request.findings?.find(({ rule }) => rule === 'POL-1')).toMatchObject({ status: 'violated' });
    expect(opened.request).toMatchObject({ kinds: ['schedule'], window, maintenance: { title: 'Tonight' } });
    const imported = await leader.ask('approval.import', { content: await reply(content) });
    expect(imported).toMatchObject({ person: eve, isStale: false });
    expect(imported.says[0]).toContain('Eve approved the maintenance by a signed file');
    const { planHash } = await leader.state(maintenance);
    expect(await words()).toMatchObject([
      { kind: 'schedule', person: eve, isGiven: true, bound: { planHash, window }, way: { kind: 'file' } },
    ]);
  });

  it('is not replied to for a key nobody has trusted, unless its fingerprint was compared', async () => {
    const content = await request();
    const answers = [{ kind: 'schedule', isGiven: true }];
    expect(await approver.answer('approval.reply', { content, answers })).toMatchObject({
      failure: { kind: 'unknown-key' },
    });
    const { fingerprint: signer } = await leader.ask('identity.show', {});
    expect(await approver.answer('approval.reply', { content, answers, signer })).toMatchObject({ ok: true });
  });

  it('is refused while nobody has said whose key it is, with the words that trust it', async () => {
    const { fingerprint } = await approver.ask('identity.show', {});
    const { fingerprint: signer } = await leader.ask('identity.show', {});
    const answers = [{ kind: 'schedule' as const, isGiven: true }];
    const { content } = await approver.ask('approval.reply', { content: await request(), answers, signer });
    const refusal = await refusalOf(content);
    expect(refusal.kind).toBe('unknown-key');
    expect(refusal.message).toContain(fingerprint);
  });

  it('is refused where it was altered, forged, or signed with another person’s key', async () => {
    await trust();
    const file = JSON.parse(await reply(await request(), false)) as { content: AnswerContent };
    const altered = { ...file, content: { ...file.content, answers: [{ kind: 'schedule', isGiven: true }] } };
    expect((await refusalOf(JSON.stringify(altered))).kind).toBe('bad-signature');
    expect((await refusalOf(forge(file.content))).kind).toBe('unknown-key');
    expect((await refusalOf(forge({ ...file.content, person: max }))).kind).toBe('unknown-key');
    const keys = generateKeyPairSync('ed25519');
    const key = Buffer.from(keys.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64');
    await leader.ask('person.trustKey', { person: max, fingerprint: toFingerprint(key), key });
    expect((await refusalOf(forge(file.content, keys))).kind).toBe('wrong-key');
  });

  it('is refused for another plan, another request, another maintenance, or anything that is no answer', async () => {
    await trust();
    const keys = generateKeyPairSync('ed25519');
    const key = Buffer.from(keys.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64');
    await leader.ask('person.trustKey', { person: eve, fingerprint: toFingerprint(key), key });
    const asked = await request();
    const { content } = JSON.parse(await reply(asked)) as { content: AnswerContent };
    const bound = { ...content.bound, planHash: 'a'.repeat(64) };
    expect((await refusalOf(forge({ ...content, bound }, keys))).kind).toBe('file-altered');
    expect((await refusalOf(forge({ ...content, request: 'other' }, keys))).kind).toBe('foreign');
    const foreign = 'm-aaaaaaaaaaaaaaaa' as MaintenanceId;
    expect((await refusalOf(forge({ ...content, maintenance: foreign }, keys))).kind).toBe('foreign');
    expect((await refusalOf(asked)).kind).toBe('other-file');
    for (const text of [
      '',
      '{',
      '[]',
      'null',
      '['.repeat(50_000) + ']'.repeat(50_000),
      '{"form":"drydock-approval-answer"}',
    ]) {
      expect(['bad-file', 'bad-input']).toContain((await refusalOf(text)).kind);
    }
    expect(leader.problems).toEqual([]);
  });

  it('is taken once, and an older word never replaces a newer one', async () => {
    await trust();
    const content = await request();
    const given = await reply(content, true);
    const refused = await reply(content, false);
    await leader.ask('approval.import', { content: refused });
    expect((await refusalOf(refused)).message).toContain('taken already');
    expect((await refusalOf(given)).message).toContain('newer word of Eve');
    expect((await words()).map(({ isGiven }) => isGiven)).toEqual([false]);
  });

  it('POL-3: that comes after an edit is kept, says that it does not count, and shows what changed', async () => {
    await trust();
    const answer = await reply(await request());
    const changed = planSchema.parse({ ...plan, title: 'Look twice' });
    await leader.ask('plan.change', { maintenance, plan: changed });
    const imported = await leader.ask('approval.import', { content: answer });
    expect(imported.isStale).toBe(true);
    expect(imported.says.at(-1)).toContain('does not count: the work plan has changed');
    const [approval] = await words();
    const difference = await leader.ask('approval.difference', { maintenance, approval: approval?.id ?? '' });
    expect([difference.before.title, difference.after.title]).toEqual(['Look at the shop', 'Look twice']);
  });

  it('whose plan was exchanged after it was signed is not opened', async () => {
    const file = JSON.parse(await request()) as { content: { plan: { title: string } } };
    file.content.plan.title = 'Another plan';
    expect(await approver.answer('approval.open', { content: JSON.stringify(file) })).toMatchObject({
      failure: { kind: 'file-altered' },
    });
  });
});

describe('the key of a console', () => {
  it('is made once, for its owner alone, and stays the same after a restart', async () => {
    const { fingerprint } = await leader.ask('identity.show', {});
    expect((await stat(join(places[0]?.folder ?? '', 'identity_ed25519.pem'))).mode & 0o777).toBe(0o600);
    await leader.close();
    leader = await TestConsole.open(places[0]?.folder ?? '');
    expect((await leader.ask('identity.show', {})).fingerprint).toBe(fingerprint);
  });

  it('is trusted only by the fingerprint that was read out, for one person, and never this console’s own', async () => {
    const { fingerprint, text } = await approver.ask('identity.show', {});
    const own = await leader.ask('identity.show', {});
    const kindOf = async (input: object) => {
      const answer = await leader.answer('person.trustKey', input);
      return answer.ok ? 'trusted' : answer.failure.kind;
    };
    expect(await kindOf({ person: eve, fingerprint: own.fingerprint, key: text })).toBe('fingerprint-differs');
    expect(await kindOf({ person: eve, fingerprint, key: 'ssh-ed25519 AAAA' })).toBe('bad-key');
    expect(await kindOf({ person: eve, fingerprint: own.fingerprint, key: own.text })).toBe('own-key');
    expect(await kindOf({ person: eve, fingerprint, key: text })).toBe('trusted');
    expect(await kindOf({ person: max, fingerprint, key: text })).toBe('key-taken');
    const untrusted = await leader.ask('person.untrustKey', { person: eve, fingerprint });
    expect(untrusted.keys).toEqual([]);
  });
});

describe('an approval here', () => {
  it('POL-1: is never given by whoever asked for it', async () => {
    await request();
    const { planHash } = await leader.state(maintenance);
    const bound = { planHash, window };
    const answers = [{ kind: 'schedule' as const, isGiven: true }];
    const own = await leader.answer('approval.answer', { maintenance, bound, answers });
    expect(own).toMatchObject({ failure: { message: expect.stringContaining('Ada asked for this approval') } });
    await leader.ask('person.setMe', { person: eve });
    await leader.ask('approval.answer', { maintenance, bound, answers });
    expect(await words()).toMatchObject([{ person: eve, isGiven: true, way: { kind: 'here' } }]);
  });

  it('needs to know who sits at the console', async () => {
    await leader.ask('person.setMe', { person: null });
    const { planHash } = await leader.state(maintenance);
    const answers = [{ kind: 'plan', isGiven: true }];
    expect(await leader.answer('approval.answer', { maintenance, bound: { planHash, window }, answers })).toMatchObject(
      {
        failure: { kind: 'nobody-here' },
      },
    );
  });
});

describe('categories of a change', () => {
  it('CHG-3: are edited by the team, and a check that one brings becomes a step of the plan', async () => {
    const { presets } = await leader.ask('preset.list', {});
    const check = { script: 'curl -f https://shop/', hosts: ['web-1' as never], expectation: { exitStatus: [0] } };
    const own = {
      id: 'shop-release',
      name: 'Shop release',
      items: [{ id: 'front-page', text: 'The front page loads', check }],
    };
    await leader.ask('preset.save', { presets: [...presets, own], version: 0 });
    expect(await leader.answer('preset.save', { presets: [], version: 0 })).toMatchObject({
      failure: { kind: 'stale' },
    });
    const before = await leader.state(maintenance);
    await leader.ask('checklist.fromCategories', { maintenance, categories: ['platform-release', 'shop-release'] });
    await leader.ask('checklist.fromCategories', { maintenance, categories: ['platform-release', 'shop-release'] });
    const state = await leader.state(maintenance);
    expect(state.planHash).not.toBe(before.planHash);
    expect(state.change.checklist).toHaveLength(6);
    const item = state.change.checklist.find(({ category }) => category === 'shop-release');
    expect(state.plan.steps.find(({ id }) => id === item?.step)).toMatchObject({ kind: 'check', phase: 'verify' });
    // The team gives the kind up: a maintenance that is of it stays so until it says otherwise.
    await leader.ask('preset.save', { presets, version: 1 });
    await leader.ask('checklist.fromCategories', { maintenance, categories: ['shop-release', 'platform-release'] });
    expect((await leader.state(maintenance)).change.checklist).toHaveLength(6);
    await leader.ask('checklist.fromCategories', { maintenance, categories: [] });
    expect((await leader.state(maintenance)).planHash).toBe(before.planHash);
    expect(await leader.answer('checklist.fromCategories', { maintenance, categories: ['x'] })).toMatchObject({
      failure: { kind: 'no-such-category' },
    });
  });
});
