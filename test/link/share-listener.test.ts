/** The door for followers, on real ports with real sockets before a real console: who gets in, for how long, and what does no harm. */
import { once } from 'node:events';
import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { connect } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { MaintenanceId } from '../../src/core/ids.ts';
import { planSchema } from '../../src/core/plan/plan.ts';
import { parseInviteLink } from '../../src/core/sharing/invite-link.ts';
import type { ShareRole } from '../../src/core/sharing/role.ts';
import type { Clock } from '../../src/main/engine/ports.ts';
import { systemClock } from '../../src/main/engine/system-clock.ts';
import { toCertificatePin } from '../../src/main/link/share-certificate.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { freePort } from '../fixtures/free-port.ts';
import { lan } from '../fixtures/lan.ts';
import { SetClock } from '../fixtures/set-clock.ts';

const plan = planSchema.parse({
  title: 'Look at the shop',
  steps: [{ id: 'look', kind: 'manual', phase: 'carry-out', title: 'Look' }],
});

let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let console: TestConsole;
let maintenance: MaintenanceId;
let port = 0;

beforeEach(async () => {
  workspace = await makeWorkspace();
  console = await TestConsole.open(workspace.folder);
  await console.ask('runbook.save', { name: 'Shop', expectedVersion: 0, plan });
  maintenance = (await console.ask('maintenance.create', { title: 'Tonight', runbook: 'Shop' as never })).id;
  port = await freePort();
  await console.ask('share.open', { port });
});
afterEach(async () => {
  await console.close();
  await workspace.remove();
});

interface Got {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const ownOrigin = () => `http://127.0.0.1:${port}`;

async function ask(path: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Got> {
  const asked = plainRequest({ host: '127.0.0.1', port, path, headers, method }).end(body);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const chunks = await response.toArray();
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() };
}

async function invite(role: ShareRole = 'review', more: { people?: number; holdsForMs?: number } = {}) {
  const made = await console.ask('invite.make', { maintenance, role, ...more });
  return { id: made.invite, token: parseInviteLink(made.link)?.token ?? '', link: made.link };
}

const enter = (token: string, headers: Record<string, string> = {}) =>
  ask('/enter', { origin: ownOrigin(), ...headers }, 'POST', token);

async function cookieOf(token: string): Promise<string> {
  const entered = await enter(token);
  return String(entered.headers['set-cookie']).split(';', 1)[0] ?? '';
}

async function open(cookie: string, headers: Record<string, string> = {}): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/link`, { headers: { cookie, origin: ownOrigin(), ...headers } });
  await once(socket, 'open');
  return socket;
}

let asked = 0;
/** The answer to one question; notices in between are passed over. */
async function answerOf(socket: WebSocket, request: string, input: unknown): Promise<Record<string, unknown>> {
  const id = ++asked;
  const answered = heard(socket, (frame) => frame['id'] === id);
  socket.send(JSON.stringify({ id, request, input }));
  return answered;
}

function heard(socket: WebSocket, isIt: (frame: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
  return new Promise((resolve) => {
    const look = (data: unknown) => {
      const frame = JSON.parse(String(data)) as Record<string, unknown>;
      if (!isIt(frame)) return;
      socket.off('message', look);
      resolve(frame);
    };
    socket.on('message', look);
  });
}

/** Comes by an invite, gives a name, and is let in. */
async function follow(role: ShareRole = 'review', name = 'Bo') {
  const { id, token } = await invite(role);
  const cookie = await cookieOf(token);
  const socket = await open(cookie);
  await answerOf(socket, 'share.join', { name });
  const { followers } = await console.ask('share.show', { maintenance });
  const follower = followers.find((one) => one.invite === id)?.id ?? '';
  await console.ask('follower.admit', { maintenance, follower });
  return { invite: id, cookie, socket, follower };
}

const kinds = async () =>
  (await console.events(maintenance)).map(({ type }) => type).filter((type) => /invite|follower/.test(type));

describe('an invite', () => {
  it('says that it was opened before whoever did has said who they are', async () => {
    const { id, token } = await invite('follow', { people: 2 });
    const shown = async () => (await console.ask('share.show', { maintenance })).invites.find((one) => one.id === id);
    expect(await shown()).toMatchObject({ came: 0, opened: 0 });
    console.notices.length = 0;
    const cookie = await cookieOf(token);
    expect(console.notices).toEqual([{ notice: 'documents', data: { area: 'share' } }]);
    const socket = await open(cookie);
    expect(await shown()).toMatchObject({ came: 0, opened: 1, people: 2 });
    expect(await kinds()).toEqual(['invite-made']);
    await answerOf(socket, 'share.join', { name: 'Bo' });
    expect(await shown()).toMatchObject({ came: 1, opened: 1 });
    await enter(token);
    expect(await shown()).toMatchObject({ came: 1, opened: 2 });
    socket.close();
  });

  it('lets in as many as it says, and nobody more', async () => {
    const { token } = await invite('follow', { people: 3 });
    const all = await Promise.all([1, 2, 3, 4, 5].map(async () => (await enter(token)).status));
    expect(all.toSorted()).toEqual([200, 200, 200, 403, 403]);
  });

  it('stands in the store as a hash, and in the journal not at all', async () => {
    const { token } = await invite();
    const written = JSON.stringify(await console.events(maintenance));
    expect(written).not.toContain(token);
    await console.ask('workspace.backup', { file: `${workspace.folder}/copy.sqlite` });
    const { readFile } = await import('node:fs/promises');
    expect((await readFile(`${workspace.folder}/copy.sqlite`)).includes(token)).toBe(false);
  });

  it('that was used, was revoked, has expired or was made up is refused in the same words', async () => {
    const clock = new SetClock();
    await console.close();
    console = await TestConsole.open(workspace.folder, { clock });
    const expired = await invite('review', { holdsForMs: 60_000 });
    const revoked = await invite();
    await console.ask('invite.revoke', { maintenance, invite: revoked.id });
    const used = await invite();
    expect((await enter(used.token)).status).toBe(200);
    clock.set(Date.now() + 61_000);
    const said = new Set<string>();
    for (const token of [expired.token, revoked.token, used.token, 'A'.repeat(43)]) {
      const refused = await enter(token);
      expect([refused.status, refused.headers['set-cookie']]).toEqual([403, undefined]);
      said.add(refused.body);
    }
    expect(said.size).toBe(1);
    for (const token of ['', 'short', 'A'.repeat(10_000), '<script>'])
      expect([token.length, (await enter(token)).status]).toEqual([token.length, 400]);
  });

  it('that is too long is refused before the whole of it has come', async () => {
    const headers = { origin: ownOrigin(), 'content-length': 10_000 };
    const asked = plainRequest({ host: '127.0.0.1', port, path: '/enter', method: 'POST', headers });
    asked.write('A'.repeat(300));
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(400);
    asked.on('error', () => undefined).destroy();
  });

  it('lets nobody in once it has expired, and disconnects whoever came by it', async () => {
    const clock = new SetClock();
    await console.close();
    console = await TestConsole.open(workspace.folder, { clock });
    const early = await invite('follow', { people: 2, holdsForMs: 60_000 });
    const socket = await open(await cookieOf(early.token));
    await answerOf(socket, 'share.join', { name: 'Bo' });
    const closed = once(socket, 'close');
    clock.set(Date.now() + 61_000);
    await closed;
    expect((await enter(early.token)).status).toBe(403);
    const last = (await console.events(maintenance)).at(-1);
    expect(last).toMatchObject({ type: 'follower-left', data: { why: 'expired' } });
  });
});

describe('a follower', () => {
  it('reads nothing before the leader has confirmed the name, and stands in the journal from coming to leaving', async () => {
    const { id, token } = await invite();
    const socket = await open(await cookieOf(token));
    expect(await answerOf(socket, 'share.me', {})).toMatchObject({ output: { standing: 'nameless', role: 'review' } });
    expect(await answerOf(socket, 'maintenance.summary', { maintenance })).toMatchObject({
      failure: { kind: 'not-admitted' },
    });
    await answerOf(socket, 'share.join', { name: 'Bo' });
    const told = heard(socket, (frame) => frame['notice'] === 'documents');
    const { followers } = await console.ask('share.show', { maintenance });
    expect(followers).toMatchObject([{ invite: id, name: 'Bo', standing: 'waiting', isHere: true }]);
    await console.ask('follower.admit', { maintenance, follower: followers[0]?.id ?? '' });
    await told;
    expect(await answerOf(socket, 'maintenance.summary', { maintenance })).toMatchObject({ ok: true });
    const closed = once(socket, 'close');
    await answerOf(socket, 'share.leave', {});
    await closed;
    expect(await kinds()).toEqual(['invite-made', 'follower-joined', 'follower-admitted', 'follower-left']);
  });

  it('says things under the name that was confirmed, and as somebody who came by an invite', async () => {
    const { socket } = await follow('review', 'Ada');
    expect(await answerOf(socket, 'note.add', { maintenance, text: 'I see it too' })).toMatchObject({ ok: true });
    const note = (await console.events(maintenance)).find(({ type }) => type === 'note-added');
    const [follower] = (await console.ask('share.show', { maintenance })).followers;
    expect(note?.actor).toEqual({ kind: 'person', name: 'Ada', via: 'review', follower: follower?.id });
    socket.close();
  });

  it('is disconnected at once when the invite is revoked, and comes in no more', async () => {
    const { invite: id, socket, cookie } = await follow();
    const second = await open(cookie);
    expect((await ask('/standing', { cookie })).status).toBe(200);
    const closed = [once(socket, 'close'), once(second, 'close')];
    await console.ask('invite.revoke', { maintenance, invite: id });
    for (const [code, reason] of await Promise.all(closed)) expect([code, String(reason)]).toEqual([4_001, 'revoked']);
    await expect(open(cookie)).rejects.toThrow('403');
    // What a page asks that cannot open its WebSocket: the browser does not tell it why.
    expect((await ask('/standing', { cookie })).status).toBe(410);
    expect(await kinds()).toEqual([
      'invite-made',
      'follower-joined',
      'follower-admitted',
      'invite-revoked',
      'follower-left',
    ]);
  });

  it('is sent away alone, while others of the same invite stay', async () => {
    const { token } = await invite('follow', { people: 2 });
    const sockets = await Promise.all([cookieOf(token), cookieOf(token)]).then((all) =>
      Promise.all(all.map((one) => open(one))),
    );
    const [one, other] = sockets;
    if (one === undefined || other === undefined) throw new Error('two sockets');
    await answerOf(one, 'share.join', { name: 'One' });
    await answerOf(other, 'share.join', { name: 'Other' });
    const { followers } = await console.ask('share.show', { maintenance });
    const closed = once(one, 'close');
    const follower = followers.find(({ name }) => name === 'One')?.id ?? '';
    await console.ask('follower.refuse', { maintenance, follower });
    await closed;
    expect(await answerOf(other, 'share.me', {})).toMatchObject({ output: { standing: 'waiting' } });
    other.close();
  });

  it('may come back by the same cookie, and the journal says so', async () => {
    const { socket, cookie } = await follow();
    await console.ask('share.close', {});
    await console.ask('share.open', { port });
    const again = await open(cookie);
    expect(await answerOf(again, 'share.me', {})).toMatchObject({ output: { standing: 'admitted', name: 'Bo' } });
    expect(await kinds()).toEqual([
      'invite-made',
      'follower-joined',
      'follower-admitted',
      'follower-left',
      'follower-joined',
    ]);
    socket.close();
    again.close();
  });

  it('catches up from where it stood', async () => {
    const { socket, cookie } = await follow();
    const before = await answerOf(socket, 'maintenance.events', { maintenance, afterSeq: 0 });
    const { seq } = before['output'] as { seq: number };
    socket.terminate();
    for (const text of ['one', 'two']) await console.ask('note.add', { maintenance, text });
    const again = await open(cookie);
    const after = await answerOf(again, 'maintenance.events', { maintenance, afterSeq: seq });
    const { events } = after['output'] as { events: { data: { text?: string } }[] };
    expect(events.map(({ data }) => data.text).filter(Boolean)).toEqual(['one', 'two']);
    again.close();
  });
});

describe('a WebSocket', () => {
  it('that floods is told so, and neither the leader nor the others wait', async () => {
    const { socket } = await follow('review', 'Flood');
    const quiet = await follow('review', 'Quiet');
    const refused = heard(
      socket,
      (frame) => (frame['failure'] as { kind?: string } | undefined)?.kind === 'too-many-requests',
    );
    for (let count = 0; count < 2_000; count += 1)
      socket.send(JSON.stringify({ id: 100_000 + count, request: 'share.show', input: { maintenance } }));
    expect(await answerOf(quiet.socket, 'share.me', {})).toMatchObject({ ok: true });
    expect(await console.ask('maintenance.summary', { maintenance })).toMatchObject({ id: maintenance });
    await refused;
    socket.close();
    quiet.socket.close();
  });

  it('that has much looked up is refused at the bound, and neither the leader nor the others wait', async () => {
    for (let count = 0; count < 1_200; count += 1) await console.ask('note.add', { maintenance, text: 'a note' });
    await console.close();
    // A clock that stands still gives nothing back.
    let nowMs = Date.now();
    const clock: Clock = { now: () => nowMs, after: (ms, call) => systemClock.after(ms, call) };
    console = await TestConsole.open(workspace.folder, { clock });
    const { socket } = await follow('follow', 'Flood');
    const quiet = await follow('follow', 'Quiet');
    const ask = async (many: number, request: string, toInput: (count: number) => object) => {
      const kinds: unknown[] = [];
      for (let count = 0; count < many; count += 1) {
        const { ok, failure } = await answerOf(socket, request, { maintenance, ...toInput(count) });
        kinds.push(ok === true ? 'ok' : (failure as { kind: string }).kind);
      }
      return kinds;
    };
    const times = (ok: number, refused: number) => [
      ...Array(ok).fill('ok'),
      ...Array(refused).fill('too-many-requests'),
    ];
    const events = (afterSeq: number) => ({ afterSeq, limit: 5_000 });
    expect(await ask(12, 'maintenance.events', events)).toEqual(times(8, 4));
    expect(await ask(90, 'log.window', (from) => ({ from, count: 2_000 }))).toEqual(times(79, 11));
    const given = await answerOf(quiet.socket, 'maintenance.events', { maintenance, afterSeq: 100, limit: 5_000 });
    expect((given['output'] as { events: unknown[] }).events).toHaveLength(1_000);
    const window = { maintenance, from: 7, count: 2_000 };
    expect(await answerOf(quiet.socket, 'log.window', window)).toMatchObject({ ok: true });
    expect(await console.ask('maintenance.events', { maintenance, afterSeq: 0, limit: 5_000 })).toMatchObject({
      seq: (await console.events(maintenance)).length,
    });
    nowMs += 1_000;
    expect(await ask(6, 'maintenance.events', (count) => events(100 + count))).toEqual(times(4, 2));
    socket.close();
    quiet.socket.close();
  });

  it('that does not read falls behind alone, and resynchronises', async () => {
    const slow = await follow('follow', 'Slow');
    const quick = await follow('follow', 'Quick');
    (Reflect.get(slow.socket, '_socket') as { pause(): void }).pause();
    const text = 'x'.repeat(9_000);
    const late = heard(quick.socket, (frame) => frame['notice'] === 'head');
    for (let count = 0; count < 20; count += 1) await console.ask('note.add', { maintenance, text });
    await late;
    expect(await answerOf(quick.socket, 'maintenance.summary', { maintenance })).toMatchObject({ ok: true });
    const closed = once(slow.socket, 'close');
    // What the system takes in for it is no measure: it asks until the console has had enough.
    for (let id = 200_000; (await connections()) > 1; id += 1) {
      const frame = { id, request: 'maintenance.events', input: { maintenance, afterSeq: 0 } };
      slow.socket.send(JSON.stringify(frame));
      await new Promise((resolve) => setImmediate(resolve));
    }
    (Reflect.get(slow.socket, '_socket') as { resume(): void }).resume();
    await closed;
    const again = await open(slow.cookie);
    expect(await answerOf(again, 'maintenance.events', { maintenance, afterSeq: 20 })).toMatchObject({ ok: true });
    again.close();
    quick.socket.close();
  });
});

async function connections(): Promise<number> {
  const { standing } = await console.ask('share.door', {});
  return standing.kind === 'open' ? standing.connections : 0;
}

describe('the door', () => {
  it('gives its page without an invite, and nothing that is anybody’s', async () => {
    const page = await ask('/');
    expect([200, 404]).toContain(page.status);
    expect(page.body).not.toContain('Tonight');
    expect((await ask('/link')).status).toBe(404);
    expect((await ask('/../drydock.sqlite')).status).toBe(404);
    expect((await ask('/', {}, 'PUT')).status).toBe(405);
  });

  it('hangs up on what is no HTTP', async () => {
    for (const text of [
      '\0\0\0\0\r\n\r\n',
      `GET / HTTP/1.1\r\nHost: ${'a'.repeat(20_000)}\r\n\r\n`,
      'CONNECT x:1 HTTP/1.1\r\n\r\n',
    ]) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(text);
      await once(socket.resume(), 'close');
    }
    expect((await ask('/')).status).not.toBe(500);
  });

  it('hangs up on whoever begins to ask and does not go on', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('GET / HTTP/1.1\r\nHost: ');
    await once(socket.resume(), 'close');
    expect((await ask('/')).status).not.toBe(500);
  });

  it('opens on a network only for whoever accepts what that exposes', async () => {
    const answer = await console.answer('share.open', { address: '192.0.2.1', port });
    expect(answer).toMatchObject({ failure: { kind: 'not-confirmed' } });
    const unusable = await console.answer('share.open', { address: '192.0.2.1', port, isExposureAccepted: true });
    expect(unusable).toMatchObject({ failure: { kind: 'address-unusable' } });
    expect((await console.ask('share.door', {})).standing.kind).toBe('closed');
  });

  it('makes no invite while it is closed', async () => {
    await console.ask('share.close', {});
    expect(await console.answer('invite.make', { maintenance, role: 'follow' })).toMatchObject({
      failure: { kind: 'not-open' },
    });
  });

  it('is open again, with its key and its invites, when the console is back', async () => {
    const { cookie, socket } = await follow();
    const closed = once(socket, 'close');
    await console.close();
    await closed;
    console = await TestConsole.open(workspace.folder);
    const again = await open(cookie);
    expect(await answerOf(again, 'share.me', {})).toMatchObject({ output: { standing: 'admitted' } });
    again.close();
  });
});

describe('on a network', () => {
  it('speaks TLS with a key of its own, whose fingerprint the invite carries, and takes no cookie without it', async () => {
    const address = lan();
    const view = await console.ask('share.open', { address, port, isExposureAccepted: true });
    expect(view.exposes.join(' ')).toContain(address);
    const { link } = await invite();
    const parsed = parseInviteLink(link);
    const socket = connectSecurely({ host: address, port, rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    expect(toCertificatePin(socket.getPeerCertificate().raw)).toBe(parsed?.certificate);
    expect(socket.getProtocol()).toBe('TLSv1.3');
    socket.destroy();
    const origin = `https://${address}:${port}`;
    const asked = secureRequest({
      host: address,
      port,
      path: '/enter',
      method: 'POST',
      headers: { origin },
      rejectUnauthorized: false,
    });
    asked.end(parsed?.token);
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(200);
    expect(String(response.headers['set-cookie'])).toContain('; Secure');
    await console.ask('share.open', { address, port, isExposureAccepted: true });
    expect(parseInviteLink((await invite()).link)?.certificate).not.toBe(parsed?.certificate);
  });
});
