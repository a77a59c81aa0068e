/** Every request of the contract with every role of an invite: taken exactly as the one table says, and nothing begins on a host. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Notice } from '../../src/contract/notices.ts';
import { requests } from '../../src/contract/requests.ts';
import { findSharedRight, isShared, sharedRights } from '../../src/contract/shared-rights.ts';
import type { MaintenanceId } from '../../src/core/ids.ts';
import { planSchema } from '../../src/core/plan/plan.ts';
import { shareRoleSchema } from '../../src/core/sharing/role.ts';
import type { Answer } from '../../src/main/desk/desk.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { freePort } from '../fixtures/free-port.ts';
import { admitVisitor, TestVisitor } from '../fixtures/visitor.ts';
import { anyMatter, toSamples } from './shared-samples.ts';

const plan = planSchema.parse({
  title: 'Move the shop',
  steps: [
    { id: 'look', kind: 'manual', phase: 'carry-out', title: 'Look', owner: 'Bo Lind' },
    { id: 'change', kind: 'command', phase: 'carry-out', title: 'Change', hosts: ['db-1'], script: 'true' },
  ],
});
const names = Object.keys(requests) as (keyof typeof requests)[];

let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let console: TestConsole;
let shared: MaintenanceId;
let other: MaintenanceId;

beforeAll(async () => {
  workspace = await makeWorkspace();
  console = await TestConsole.open(workspace.folder);
  await console.ask('share.open', { port: await freePort() });
  await console.ask('host.save', { name: 'db-1' as never, address: '127.0.0.1', port: 9, user: 'ops' });
  await console.ask('runbook.save', { name: 'Shop', expectedVersion: 0, plan });
  await console.ask('person.save', {
    person: { id: 'bo' as never, name: 'Bo Lind', roles: ['EM'], qualifications: [], services: [], zone: 'UTC' },
  });
  shared = (await console.ask('maintenance.create', { title: 'Tonight', runbook: 'Shop' as never })).id;
  other = (await console.ask('maintenance.create', { title: 'Tomorrow', runbook: 'Shop' as never })).id;
  await console.ask('roster.involve', { maintenance: shared, people: ['bo' as never] });
});
afterAll(async () => {
  await console.close();
  await workspace.remove();
});

async function start(): Promise<void> {
  const { planHash } = await console.state(shared);
  await console.ask('run.start', { maintenance: shared, planHash, confirm: 'Tonight' });
  await console.until(shared, ({ tasks }) => tasks[0]?.state === 'waiting');
}

/** What may be asked at the console alone is refused before its input is looked at. */
const sampleOf = (samples: Readonly<Record<string, unknown>>, name: string, maintenance: MaintenanceId) =>
  samples[name] ?? { maintenance };
/** By the one table. What else may stand in the way is the maintenance’s own. */
function isRefusedByTable(answer: Answer): boolean {
  if (answer.ok || answer.failure.kind !== 'not-allowed') return false;
  const { message } = answer.failure;
  return message.startsWith('Your invite lets you ') || message.startsWith('That is asked and done at ');
}

describe('the rights of somebody who came by an invite', () => {
  it('are for requests that there are, and each of them names its maintenance where the table says so', () => {
    for (const name of Object.keys(sharedRights)) {
      expect(names).toContain(name);
      const right = findSharedRight(name as never);
      const parsed = requests[name as keyof typeof requests].input.safeParse({});
      const asksForIt = !parsed.success && parsed.error.issues.some(({ path }) => path[0] === 'maintenance');
      expect([name, asksForIt]).toEqual([name, right?.scope === 'maintenance']);
    }
  });

  it('are tried with what the contract takes', () => {
    const samples = toSamples(anyMatter(shared));
    expect(Object.keys(samples).sort()).toEqual(Object.keys(sharedRights).sort());
    for (const [name, sample] of Object.entries(samples)) {
      const parsed = requests[name as keyof typeof requests].input.safeParse(sample);
      expect([name, parsed.error?.message ?? 'taken']).toEqual([name, 'taken']);
    }
  });

  it('give nothing before the name is confirmed but saying it', async () => {
    const { invite } = await console.ask('invite.make', { maintenance: shared, role: 'assist' });
    const visitor = new TestVisitor(console, shared, invite, 'assist');
    const samples = toSamples(anyMatter(shared));
    for (const isNamed of [false, true]) {
      if (isNamed) await visitor.answer('share.join', { name: 'Eve' });
      for (const name of names) {
        if (findSharedRight(name)?.isBeforeAdmission === true) continue;
        const answer = await visitor.answer(name, sampleOf(samples, name, shared));
        expect([name, answer.ok ? 'ok' : answer.failure.kind]).toEqual([name, 'not-admitted']);
      }
      expect(await visitor.answer('share.me', {})).toMatchObject({
        output: { standing: isNamed ? 'waiting' : 'nameless' },
      });
    }
  });

  it.each(shareRoleSchema.options)('let %s ask exactly what the table says, of this maintenance only', async (role) => {
    const visitor = await admitVisitor(console, shared, role, { person: 'bo' });
    const samples = toSamples(anyMatter(shared));
    const elsewhere = toSamples(anyMatter(other));
    for (const name of names) {
      if (name === 'share.leave') continue;
      const answer = await visitor.answer(name, sampleOf(samples, name, shared));
      const said = answer.ok ? '' : answer.failure.message;
      expect([name, isRefusedByTable(answer), said]).toEqual([name, !isShared(name, role), said]);
      expect([name, !answer.ok && ['bad-input', 'not-admitted', 'internal'].includes(answer.failure.kind)]).toEqual([
        name,
        false,
      ]);
      if (findSharedRight(name)?.scope !== 'maintenance' || !isShared(name, role)) continue;
      const abroad = await visitor.answer(name, sampleOf(elsewhere, name, other));
      expect([name, abroad]).toMatchObject([
        name,
        { failure: { kind: 'not-allowed', message: 'That is not the maintenance that is shared with you.' } },
      ]);
    }
    const list = await visitor.answer('maintenance.list', {});
    expect(list).toMatchObject({ ok: true, output: [{ id: shared }] });
    const shown = await visitor.answer('workspace.show', {});
    expect(shown).toMatchObject({ ok: true, output: { path: '', prompts: [], contacts: [] } });
    expect(console.problems).toEqual([]);
  });

  it('make nothing begin on a host: the step they complete leaves the rest to the leader', async () => {
    await start();
    const visitor = await admitVisitor(console, shared, 'assist', { person: 'bo' });
    const samples = toSamples(anyMatter(shared));
    for (const name of names) {
      if (name === 'share.leave' || name === 'step.done' || name === 'step.notDone') continue;
      await visitor.answer(name, sampleOf(samples, name, shared));
    }
    expect(await visitor.answer('step.done', samples['step.done'])).toMatchObject({ ok: true });
    const state = await console.until(shared, ({ hold }) => hold !== undefined);
    expect(state.tasks.map((task) => [task.id, task.state])).toEqual([
      ['look', 'succeeded'],
      ['change@db-1', 'ready'],
    ]);
    const intended = async () => (await console.events(shared)).filter(({ type }) => type === 'attempt-intended');
    expect(await intended()).toEqual([]);
    await console.ask('run.resume', { maintenance: shared });
    await console.untilEvent(shared, ({ type }) => type === 'attempt-intended');
  });

  it('let them hear of this maintenance, and of no other', async () => {
    const visitor = await admitVisitor(console, shared, 'follow', { name: 'Cy' });
    const heard: Notice[] = [];
    const end = console.host.desk.listen(visitor.caller, (notice) => heard.push(notice));
    await console.ask('note.add', { maintenance: other, text: 'elsewhere' });
    await console.ask('note.add', { maintenance: shared, text: 'here' });
    await console.ask('host.save', { name: 'db-9' as never, address: '127.0.0.1', port: 9, user: 'ops' });
    expect(new Set(heard.flatMap((one) => (one.notice === 'head' ? one.data.maintenance : [])))).toEqual(
      new Set([shared]),
    );
    expect(heard.some((one) => one.notice === 'documents' && one.data.area === 'host')).toBe(false);
    await console.ask('follower.refuse', { maintenance: shared, follower: visitor.follower });
    heard.length = 0;
    await console.ask('note.add', { maintenance: shared, text: 'too late' });
    expect(heard).toEqual([]);
    end();
  });

  it('let nobody fill the journal', async () => {
    const visitor = await admitVisitor(console, shared, 'review', { person: 'bo' });
    const kinds = new Set<string>();
    for (let count = 0; count < 130; count += 1) {
      const answer = await visitor.answer('note.add', { maintenance: shared, text: `note ${count}` });
      kinds.add(answer.ok ? 'ok' : answer.failure.kind);
    }
    expect([...kinds]).toEqual(['ok', 'too-many-requests']);
    const written = (await console.events(shared)).filter(({ type, actor }) => type === 'note-added' && actor.via);
    expect(written.length).toBeLessThan(130);
    expect(await visitor.answer('maintenance.summary', { maintenance: shared })).toMatchObject({ ok: true });
  });

  it('end with the invite', async () => {
    const visitor = await admitVisitor(console, shared, 'assist', { person: 'bo' });
    expect(await visitor.answer('maintenance.summary', { maintenance: shared })).toMatchObject({ ok: true });
    const invite = visitor.caller.share?.invite ?? '';
    await console.ask('invite.revoke', { maintenance: shared, invite });
    expect(await visitor.answer('maintenance.summary', { maintenance: shared })).toMatchObject({
      failure: { kind: 'not-admitted', message: 'This invite has been revoked.' },
    });
  });
});
