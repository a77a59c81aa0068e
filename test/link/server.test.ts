/** The browser's door, on a real port with real sockets: who gets in, what is answered, and what does no harm. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type ConsoleServer, openServer } from '../../src/main/link/server.ts';
import { callerOf, head, StandInDesk } from './stand-in-desk.ts';

let folder = '';
let desk: StandInDesk;
let server: ConsoleServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'drydock-server-'));
  writeFileSync(join(folder, 'index.html'), '<p>page</p>');
  desk = new StandInDesk({ 'host.list': () => [], 'log.window': () => ({ text: 'x'.repeat(8 * 1024 * 1024) }) });
  const opened = await openServer({ desk, callerOf, pages: folder, port: 0 });
  if (!opened.ok) throw new Error(opened.failure.message);
  server = opened.value;
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Got {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

async function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Got> {
  const asked = request({ host: '127.0.0.1', port: server.port, path, headers, method }).end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const chunks = await response.toArray();
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() };
}

/** Goes in by a fresh invitation and gives the cookie. */
async function enter(): Promise<string> {
  const { headers } = await get(new URL(server.invite()).pathname);
  return String(headers['set-cookie']).split(';', 1)[0] ?? '';
}

async function open(cookie: string, headers: Record<string, string> = {}): Promise<WebSocket> {
  const origin = `http://127.0.0.1:${server.port}`;
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/link`, { headers: { cookie, origin, ...headers } });
  await once(socket, 'open');
  return socket;
}

async function heard(socket: WebSocket): Promise<unknown> {
  const [data] = await once(socket, 'message');
  return JSON.parse(String(data));
}

test('the invitation lets one browser in, once; its cookie keeps it in', async () => {
  const { pathname } = new URL(server.invite());
  const entered = await get(pathname);
  expect(entered).toMatchObject({ status: 303, headers: { location: '/' } });
  const setCookie = String(entered.headers['set-cookie']);
  expect(setCookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
  const [cookie = ''] = setCookie.split(';', 1);

  expect(await get('/', { cookie })).toMatchObject({ status: 200, body: '<p>page</p>' });
  expect(await get('/', { cookie })).toMatchObject({ status: 200 });
  expect(await get(pathname)).toMatchObject({ status: 403 });
  expect((await get(pathname)).headers['set-cookie']).toBeUndefined();
  expect(await get(pathname, { cookie })).toMatchObject({ status: 303, headers: { location: '/' } });
});

test('without a cookie there is nothing to see, and a made-up one is none', async () => {
  expect(await get('/')).toMatchObject({ status: 403, body: expect.stringContaining('works once') });
  expect(await get('/', { cookie: `drydock-${server.port}=made-up` })).toMatchObject({ status: 403 });
  expect(await get('/enter/made-up')).toMatchObject({ status: 403 });
  expect(await get('/enter/')).toMatchObject({ status: 403 });
});

test('a name that only leads to loopback gets nothing, cookie or not', async () => {
  const cookie = await enter();
  for (const host of ['evil.example', `evil.example:${server.port}`, '127.0.0.1', '127.0.0.1:1']) {
    const refused = await get('/', { cookie, host });
    expect(refused.status).toBe(403);
    expect(refused.body).not.toContain('page');
  }
  const { pathname } = new URL(server.invite());
  expect((await get(pathname, { host: 'evil.example' })).headers['set-cookie']).toBeUndefined();
  expect(await get(pathname)).toMatchObject({ status: 303 });
});

test('only reading is answered', async () => {
  const cookie = await enter();
  expect(await get('/', { cookie }, 'POST')).toMatchObject({ status: 405 });
  expect(await get('/', { cookie }, 'HEAD')).toMatchObject({ status: 200, body: '' });
});

test.each([
  ['no cookie', { cookie: '' }],
  ['another origin', { origin: 'http://evil.example' }],
  ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
  ['the other name of this machine', { origin: 'http://localhost' }],
  ['another host', { host: 'evil.example' }],
  ['an opaque origin', { origin: 'null' }],
])('a WebSocket with %s is refused', async (_what, headers) => {
  const cookie = await enter();
  await expect(open(cookie, headers)).rejects.toThrow('403');
  expect(desk.listeners).toBe(0);
});

test('a WebSocket without an origin, or elsewhere than at /link, is refused', async () => {
  const cookie = await enter();
  const bare = new WebSocket(`ws://127.0.0.1:${server.port}/link`, { headers: { cookie } });
  await expect(once(bare, 'open')).rejects.toThrow('403');
  const origin = `http://127.0.0.1:${server.port}`;
  const elsewhere = new WebSocket(`ws://127.0.0.1:${server.port}/`, { headers: { cookie, origin } });
  await expect(once(elsewhere, 'open')).rejects.toThrow('403');
});

test('questions are answered, refusals are told, and each screen is its own caller', async () => {
  const cookie = await enter();
  const [one, other] = [await open(cookie), await open(cookie)];
  one.send('{"id":7,"request":"host.list","input":{}}');
  expect(await heard(one)).toEqual({ id: 7, ok: true, output: [] });
  other.send('{"id":1,"request":"no.such","input":{}}');
  expect(await heard(other)).toMatchObject({ id: 1, ok: false, failure: { kind: 'unknown-request' } });
  expect(new Set(desk.asked.map(({ caller }) => caller)).size).toBe(2);
});

test('every screen hears notices, until it is gone', async () => {
  const cookie = await enter();
  const [one, other] = [await open(cookie), await open(cookie)];
  const both = Promise.all([heard(one), heard(other)]);
  desk.say(head(1));
  expect(await both).toEqual([
    { notice: 'head', data: { maintenance: 'm-aaaa1111', seq: 1, rows: 1 } },
    { notice: 'head', data: { maintenance: 'm-aaaa1111', seq: 1, rows: 1 } },
  ]);
  one.terminate();
  other.send('{"id":1,"request":"host.list","input":{}}');
  await heard(other);
  await expect.poll(() => desk.listeners).toBe(1);
});

test.each(['', 'nonsense', '[]', '{}', '{"id":0,"request":"host.list"}', '{"id":1,"request":7,"input":{}}', 'null'])(
  'the malformed frame %j is refused, and the next one answered',
  async (frame) => {
    const socket = await open(await enter());
    socket.send(frame);
    expect(await heard(socket)).toMatchObject({ ok: false, failure: { kind: 'bad-frame' } });
    socket.send('{"id":1,"request":"host.list","input":{}}');
    expect(await heard(socket)).toMatchObject({ id: 1, ok: true });
  },
);

test('who sends nothing but malformed frames is shown out; binary frames and broken ones end it at once', async () => {
  const cookie = await enter();
  const babbling = await open(cookie);
  for (let n = 0; n < 10; n += 1) babbling.send('nonsense');
  expect((await once(babbling, 'close'))[0]).toBe(1008);

  const binary = await open(cookie);
  binary.send(Buffer.from([1, 2, 3]));
  expect((await once(binary, 'close'))[0]).toBe(1003);

  const broken = await open(cookie);
  const raw = Reflect.get(broken, '_socket') as { write(bytes: Buffer): void };
  raw.write(Buffer.from([0xff, 0xff, 0xff, 0xff]));
  await once(broken, 'close');

  const next = await open(cookie);
  next.send('{"id":1,"request":"host.list","input":{}}');
  expect(await heard(next)).toMatchObject({ ok: true });
});

test('who asks faster than is answered is told so, question by question', async () => {
  const socket = await open(await enter());
  const replies: { readonly ok: boolean; readonly failure?: { readonly kind: string } }[] = [];
  socket.on('message', (data) => void replies.push(JSON.parse(String(data))));
  for (let id = 1; id <= 5_000; id += 1) socket.send(JSON.stringify({ id, request: 'host.list', input: {} }));
  await expect.poll(() => replies.length).toBe(5_000);
  const refused = replies.filter((reply) => !reply.ok);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThan(5_000);
  expect(new Set(refused.map((reply) => reply.failure?.kind))).toEqual(new Set(['too-many-requests']));
});

test('a screen that does not read falls behind alone, and hears the newest head when it reads again', async () => {
  const cookie = await enter();
  const [slow, quick] = [await open(cookie), await open(cookie)];
  slow.pause();
  for (let id = 1; id <= 4; id += 1) slow.send(JSON.stringify({ id, request: 'log.window', input: {} }));
  await expect.poll(() => desk.asked.length).toBe(4);

  const quickSeqs: number[] = [];
  quick.on('message', (data) => void quickSeqs.push(JSON.parse(String(data)).data.seq));
  for (let seq = 1; seq <= 2_000; seq += 1) desk.say(head(seq));
  await expect.poll(() => quickSeqs.at(-1)).toBe(2_000);

  const slowSeqs: number[] = [];
  slow.on('message', (data) => {
    const frame = JSON.parse(String(data));
    if (frame.notice === 'head') slowSeqs.push(frame.data.seq);
  });
  slow.resume();
  await expect.poll(() => slowSeqs.at(-1)).toBe(2_000);
  expect(slowSeqs.length).toBeLessThanOrEqual(2);
});

test('what is not HTTP at all is hung up on, and the server goes on', async () => {
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => socket.destroy());
  socket.write('\x16\x03\x01 not http\r\n\r\n');
  await once(socket, 'close');
  expect(await get('/', { cookie: await enter() })).toMatchObject({ status: 200 });
});

test('a port that is taken is said in words', async () => {
  const second = await openServer({ desk, callerOf, pages: folder, port: server.port });
  expect(second).toMatchObject({
    ok: false,
    failure: { kind: 'port-taken', advice: expect.stringContaining('--port') },
  });
});

test('closing ends every connection', async () => {
  const socket = await open(await enter());
  const closed = once(socket, 'close');
  await server.close();
  await closed;
  expect(desk.listeners).toBe(0);
  await expect(get('/')).rejects.toThrow();
});
