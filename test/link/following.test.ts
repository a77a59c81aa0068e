/** A buddy with a Drydock of their own: by the invite alone, straight, over TLS, and over a real bastion, on real consoles. */
import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Notice } from '../../src/contract/notices.ts';
import type { RequestOutput } from '../../src/contract/requests.ts';
import type { MaintenanceId } from '../../src/core/ids.ts';
import { planSchema } from '../../src/core/plan/plan.ts';
import { parseInviteLink, toInviteLink } from '../../src/core/sharing/invite-link.ts';
import type { Answer, Caller } from '../../src/main/desk/desk.ts';
import { type Entry, enterInvite } from '../../src/main/following.ts';
import { generateKeyPair } from '../../src/main/ssh/key-pair.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { freePort } from '../fixtures/free-port.ts';
import { type Sshd, startSshd } from '../fixtures/sshd/sshd.ts';

const plan = planSchema.parse({
  title: 'Look at the shop',
  steps: [{ id: 'look', kind: 'manual', phase: 'carry-out', title: 'Look' }],
});
const buddy: Caller = { id: 'b', actor: { kind: 'person', name: 'Bo' }, rights: new Set() };

let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let console: TestConsole;
let maintenance: MaintenanceId;
let port = 0;
const open: { close(): Promise<void> }[] = [];

beforeEach(async () => {
  workspace = await makeWorkspace();
  console = await TestConsole.open(workspace.folder);
  await console.ask('runbook.save', { name: 'Shop', expectedVersion: 0, plan });
  maintenance = (await console.ask('maintenance.create', { title: 'Tonight', runbook: 'Shop' as never })).id;
  port = await freePort();
});
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
  await console.close();
  await workspace.remove();
});

const link = async () => (await console.ask('invite.make', { maintenance, role: 'review' })).link;

async function follow(invite: string, more: { identityFile?: string; user?: string } = {}): Promise<Entry> {
  const following = await enterInvite({
    invite,
    user: more.user ?? 'bo',
    ...(more.identityFile === undefined ? {} : { identityFile: more.identityFile }),
    prompter: { ask: async () => undefined },
    home: workspace.folder,
  });
  if (!following.ok) throw new Error(following.failure.message);
  open.push(following.value);
  return following.value;
}

const refusal = async (invite: string) => {
  const following = await enterInvite({
    invite,
    user: 'bo',
    prompter: { ask: async () => undefined },
    home: workspace.folder,
  });
  if (following.ok) await following.value.close();
  return following.ok ? undefined : following.failure.kind;
};

/** Gives a name and is let in. */
async function arrive({ desk }: Entry): Promise<void> {
  const joined = await desk.answer(buddy, 'share.join', { name: 'Bo' });
  expect(joined).toMatchObject({ ok: true });
  const { followers } = await console.ask('share.show', { maintenance });
  await console.ask('follower.admit', { maintenance, follower: followers[0]?.id ?? '' });
}

const titleOf = (answer: Answer) =>
  answer.ok ? (answer.output as RequestOutput<'maintenance.summary'>).title : answer.failure.kind;

/** Resolves with the first notice of which `isIt` holds. */
function heard({ desk }: Entry, isIt: (notice: Notice) => boolean): Promise<Notice> {
  return new Promise((resolve) => {
    const stop = desk.listen(buddy, (notice) => {
      if (!isIt(notice)) return;
      stop();
      resolve(notice);
    });
  });
}

/** Resolves once the desk stands so. */
function becomes({ desk }: Entry, state: string): Promise<void> {
  return new Promise((resolve) => {
    if (desk.state === state) resolve();
    const stop = desk.onState(() => {
      if (desk.state !== state) return;
      stop();
      resolve();
    });
  });
}

describe('by an invite', () => {
  beforeEach(async () => {
    await console.ask('share.open', { port });
  });

  it('a buddy reads, hears and speaks through the leader’s desk', async () => {
    const following = await follow(await link());
    expect(titleOf(await following.desk.answer(buddy, 'maintenance.summary', { maintenance }))).toBe('not-admitted');
    await arrive(following);
    expect(titleOf(await following.desk.answer(buddy, 'maintenance.summary', { maintenance }))).toBe('Tonight');
    const head = heard(following, ({ notice }) => notice === 'head');
    expect(await following.desk.answer(buddy, 'note.add', { maintenance, text: 'I see' })).toMatchObject({ ok: true });
    await head;
    expect(await following.desk.answer(buddy, 'run.start', { maintenance, planHash: '', confirm: '' })).toMatchObject({
      failure: { kind: 'not-allowed' },
    });
  });

  it('a buddy whose leader is away for a while comes back by itself, and is told where everything stands', async () => {
    const following = await follow(await link());
    await arrive(following);
    const lost = becomes(following, 'lost');
    await console.close();
    await lost;
    expect(titleOf(await following.desk.answer(buddy, 'maintenance.summary', { maintenance }))).toBe('link-lost');
    const head = heard(following, ({ notice }) => notice === 'head');
    console = await TestConsole.open(workspace.folder);
    expect(await head).toMatchObject({ data: { maintenance } });
    expect(titleOf(await following.desk.answer(buddy, 'maintenance.summary', { maintenance }))).toBe('Tonight');
  });

  it('a buddy whose invite is revoked is at the end', async () => {
    const following = await follow(await link());
    await arrive(following);
    const { invites } = await console.ask('share.show', { maintenance });
    await console.ask('invite.revoke', { maintenance, invite: invites[0]?.id ?? '' });
    await following.ended;
    expect(following.desk.state).toBe('ended');
  });

  it('a buddy follows from their own console, by one request', async () => {
    const own = await makeWorkspace();
    const theirs = await TestConsole.open(own.folder);
    open.push({
      async close() {
        await theirs.close();
        await own.remove();
      },
    });
    const invite = await link();
    const { url } = await theirs.ask('invite.follow', { invite });
    const entered = await fetch(url ?? '', { redirect: 'manual' });
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/']);
    // Whoever closed its screens comes back by the invite they came by, as whom they came.
    expect(await theirs.answer('invite.follow', { invite })).toMatchObject({ ok: true });
    expect(await theirs.answer('invite.follow', { invite: 'Tonight' })).toMatchObject({
      failure: { kind: 'bad-invite' },
    });
  });

  it('nobody comes who has none, a used one, or half of one', async () => {
    const invite = await link();
    await follow(invite);
    expect(await refusal(invite)).toBe('not-let-in');
    expect(await refusal(invite.slice(0, -3))).toBe('bad-invite');
    expect(await refusal('Tonight')).toBe('bad-invite');
    await console.ask('share.close', {});
    expect(await refusal(invite)).toBe('unreachable');
  });
});

/** An address of this machine that is none of loopback. */
const lan = (): string => {
  const all = Object.values(networkInterfaces()).flat();
  const found = all.find((one) => one !== undefined && one.family === 'IPv4' && !one.internal);
  if (found === undefined) throw new Error('this test needs a machine with an address on a network');
  return found.address;
};

describe('over TLS', () => {
  it('a buddy says nothing to whoever shows another key than the invite names', async () => {
    await console.ask('share.open', { address: lan(), port, isExposureAccepted: true });
    const invite = await link();
    const parsed = parseInviteLink(invite);
    if (parsed === undefined) throw new Error('an invite');
    expect(await refusal(toInviteLink({ ...parsed, certificate: 'A'.repeat(43) }))).toBe('key-differs');
    // The token has not been shown to anybody: it is still good.
    await arrive(await follow(invite));
  });
});

describe('over a bastion', () => {
  let sshd: Sshd;
  beforeEach(async () => {
    sshd = await startSshd({ config: ['AllowTcpForwarding yes', 'GatewayPorts no'] });
    await console.connectTo(sshd, { name: 'bastion' });
    await console.ask('share.open', { port, bastion: 'bastion' as never });
    await bastionIs('open');
  });
  afterEach(async () => {
    await sshd.close();
  });

  async function bastionIs(state: string): Promise<Extract<RequestOutput<'share.door'>['standing'], { kind: 'open' }>> {
    for (;;) {
      const noticed = console.noticed();
      const { standing } = await console.ask('share.door', {});
      if (standing.kind === 'open' && standing.bastion?.state === state) return standing;
      await noticed;
    }
  }

  it('the invite alone leads a buddy there, through a tunnel of their own', async () => {
    const following = await follow(await link(), { identityFile: sshd.identityFile, user: sshd.user });
    await arrive(following);
    expect(titleOf(await following.desk.answer(buddy, 'maintenance.summary', { maintenance }))).toBe('Tonight');
    const standing = await bastionIs('open');
    expect(standing.bastion?.command).toMatch(
      new RegExp(`^ssh -N -L ${port}:127\\.0\\.0\\.1:\\d+ -p ${sshd.port} 127\\.0\\.0\\.1$`),
    );
  });

  it('a bastion with another key than the invite names is not signed in to', async () => {
    const parsed = parseInviteLink(await link());
    if (parsed?.bastion === undefined) throw new Error('an invite over a bastion');
    const other = generateKeyPair('host').public.split(' ').slice(0, 2).join(' ');
    const forged = toInviteLink({ ...parsed, bastion: { ...parsed.bastion, key: other } });
    expect(await refusal(forged)).toBe('host-key-changed');
  });

  it('a bastion that forwards nothing, and a host there is not, are named in words', async () => {
    const strict = await startSshd({ config: ['AllowTcpForwarding no'] });
    open.push(strict);
    await console.connectTo(strict, { name: 'strict' });
    await console.ask('share.open', { port, bastion: 'strict' as never });
    const { bastion } = await bastionIs('failed');
    expect(bastion?.problem).toContain('strict forwards no port');
    expect(await console.answer('share.open', { port, bastion: 'nowhere' })).toMatchObject({
      failure: { kind: 'bastion-failed', message: expect.stringContaining('nowhere') },
    });
  });

  it('the way comes back after the bastion was away, and the buddy with it', async () => {
    const following = await follow(await link(), { identityFile: sshd.identityFile, user: sshd.user });
    await arrive(following);
    const lost = becomes(following, 'lost');
    await sshd.stop();
    sshd.killSessions();
    await lost;
    await bastionIs('failed');
    const back = becomes(following, 'open');
    await sshd.start();
    await bastionIs('open');
    await back;
    expect(titleOf(await following.desk.answer(buddy, 'maintenance.summary', { maintenance }))).toBe('Tonight');
  });
});
