/** The door pipelines come by, on a real port with real sockets: who is answered, what is said, and what no attack gets out of it. */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect, createServer } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { gateListenerSchema } from '../../src/core/gate/listener.ts';
import type { Answer } from '../../src/main/desk/desk.ts';
import { GateListenerDoor } from '../../src/main/link/gate-listener.ts';

const token = randomBytes(32).toString('base64url');
const revoked = randomBytes(32).toString('base64url');
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const bearer = { authorization: `Bearer ${token}` };

let door: GateListenerDoor;
let port = 0;
let asked: { environment: string; nonce: string | undefined }[] = [];
let tokenHashes = [hashOf(randomBytes(32).toString('base64url')), hashOf(token)];
let elapsedMs = 0;
let answer: (environment: string) => Promise<Answer>;

const said = (state: 'open' | 'blocked', environment = 'production'): Answer => ({
  ok: true,
  output: { environment, state, isOutdated: false, text: `{"environment":"${environment}","state":"${state}"}\n` },
});

beforeEach(async () => {
  asked = [];
  elapsedMs = 0;
  tokenHashes = [hashOf(randomBytes(32).toString('base64url')), hashOf(token)];
  answer = async () => said('open');
  door = new GateListenerDoor({
    ask: (environment, nonce) => {
      asked.push({ environment, nonce });
      return answer(environment);
    },
    tokenHashes: () => tokenHashes,
    elapsedMs: () => elapsedMs,
    after: () => () => {},
    onChanged: () => {},
    questionMs: 1_500,
  });
  port = await freePort();
  await open();
});
afterEach(() => door.close());

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return free;
}

async function open(more: Record<string, unknown> = {}): Promise<void> {
  const opened = await door.open(gateListenerSchema.parse({ isOpen: true, port, ...more }));
  if (!opened.ok) throw new Error(opened.failure.message);
}

async function get(path: string, headers: Record<string, string> = bearer, method = 'GET') {
  const sent = request({ host: '127.0.0.1', port, path, headers, method, agent: false }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const body = Buffer.concat(await response.toArray()).toString();
  return { status: response.statusCode, headers: response.headers, body };
}

test('REL-9: 200 is an open gate, 423 a blocked one, and whatever is not known is neither', async () => {
  expect(await get('/gate/production')).toMatchObject({
    status: 200,
    body: '{"environment":"production","state":"open"}\n',
    headers: { 'cache-control': 'no-store', 'content-type': 'application/json; charset=utf-8' },
  });
  answer = async () => said('blocked');
  expect(await get('/gate/production')).toMatchObject({
    status: 423,
    body: expect.stringContaining('"state":"blocked"'),
  });
  answer = async () => ({ ok: false, failure: { kind: 'no-such-environment', message: 'There is none.' } });
  expect(await get('/gate/nowhere')).toMatchObject({
    status: 404,
    body: '{"says":"There is none.","state":"unknown"}\n',
  });
  answer = async () => ({
    ok: false,
    failure: { kind: 'journal-altered', message: 'It was altered.', advice: 'Look.' },
  });
  expect(await get('/gate/production')).toMatchObject({
    status: 503,
    body: expect.stringContaining('"state":"unknown"'),
  });
  answer = () => Promise.reject(new Error('broken'));
  await expect(get('/gate/production')).rejects.toThrow();
});

test('names are read as an address writes them, and a question may bring a nonce', async () => {
  await get('/gate/Orders%20%28EU%29', { ...bearer, 'drydock-nonce': 'question-1' });
  await get('/gate/production.json');
  expect(asked).toEqual([
    { environment: 'Orders (EU)', nonce: 'question-1' },
    { environment: 'production', nonce: undefined },
  ]);
});

test('HEAD says the same without a body', async () => {
  answer = async () => said('blocked');
  expect(await get('/gate/production', bearer, 'HEAD')).toMatchObject({ status: 423, body: '' });
});

test('a badge says it in words, and needs a token unless somebody has decided otherwise', async () => {
  answer = async () => said('blocked');
  const shown = await get('/gate/production.svg');
  expect(shown).toMatchObject({ status: 200, headers: { 'content-type': 'image/svg+xml; charset=utf-8' } });
  expect(shown.body).toContain('Release gate of production: blocked');
  expect(await get('/gate/production.svg', {})).toMatchObject({ status: 401 });
  await open({ isBadgePublic: true });
  expect(await get('/gate/production.svg', {})).toMatchObject({ status: 200 });
  expect(await get('/gate/production', {})).toMatchObject({ status: 401 });
  answer = async () => ({ ok: false, failure: { kind: 'internal', message: 'broken' } });
  expect((await get('/gate/production.svg', {})).body).toContain('>unknown<');
});

test.each([
  ['none', {}],
  ['another', { authorization: `Bearer ${randomBytes(32).toString('base64url')}` }],
  ['a revoked one', { authorization: `Bearer ${revoked}` }],
  ['half of it', { authorization: `Bearer ${token.slice(0, 20)}` }],
  ['its hash', { authorization: `Bearer ${hashOf(token)}` }],
  ['more than it', { authorization: `Bearer ${token}x` }],
  ['two', { authorization: `Bearer ${token}, Bearer ${token}` }],
  ['another scheme', { authorization: `Basic ${Buffer.from(`x:${token}`).toString('base64')}` }],
  ['a cookie', { cookie: `token=${token}` }],
  ['another header', { 'x-token': token }],
])('with %s for a token nothing is said', async (_what, headers) => {
  const refused = await get('/gate/production', headers as Record<string, string>);
  expect(refused).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } });
  expect(refused.body).toContain('"state":"unknown"');
  expect(asked).toEqual([]);
});

test('a token counts until it is revoked, and not a request longer', async () => {
  expect(await get('/gate/production')).toMatchObject({ status: 200 });
  tokenHashes = [];
  expect(await get('/gate/production')).toMatchObject({ status: 401 });
});

test('a token in the address is refused, with the right one in its place, too', async () => {
  for (const query of [`?token=${token}`, `?access_token=${token}`, '?', `?x#${token}`]) {
    expect(await get(`/gate/production${query}`, {})).toMatchObject({ status: 401 });
    expect(await get(`/gate/production${query}`)).toMatchObject({ status: 404 });
  }
  expect(asked).toEqual([]);
});

test('under another name than its own it answers nobody', async () => {
  for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.1:${port + 1}`]) {
    const refused = await get('/gate/production', { ...bearer, host });
    expect(refused).toMatchObject({ status: 421, body: expect.stringContaining('"state":"unknown"') });
  }
  expect(await get('/gate/production', { ...bearer, host: `localhost:${port}` })).toMatchObject({ status: 200 });
  await open({ names: ['gate.example.org'] });
  expect(await get('/gate/production', { ...bearer, host: 'Gate.example.org' })).toMatchObject({ status: 200 });
  expect(asked).toHaveLength(2);
});

test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'])('%s changes nothing', async (method) => {
  expect(await get('/gate/production', bearer, method)).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  expect(asked).toEqual([]);
});

test.each([
  ...['/', '/gate', '/gate/', '/gate//', '/gate/a/b', '/enter/x', '/link', '/index.html', '/gate/../gate/production'],
  ...['/gate/%', '/gate/%ff', '//gate/production', '/GATE/production', 'http://127.0.0.1/gate/production'],
])('there is no other route: %s', async (path) => {
  expect(await get(path)).toMatchObject({ status: 404 });
  expect(asked).toEqual([]);
});

/** Sends raw bytes and gives what comes back until the other side hangs up. */
async function say(text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const closed = once(socket, 'close');
  const chunks: Buffer[] = [];
  socket.on('data', (bytes: Buffer) => chunks.push(bytes));
  socket.on('error', () => socket.destroy());
  socket.write(text);
  await closed;
  return Buffer.concat(chunks).toString();
}

test('heads that are too long, or are none, are hung up on, and the next question is answered', async () => {
  const head = `GET /gate/production HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`;
  expect(await say(`${head}X: ${'x'.repeat(10_000)}\r\n\r\n`)).not.toContain('200');
  expect(await say('\x16\x03\x01 not http\r\n\r\n')).toBe('');
  expect(await say(`${head}Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n`)).toBe('');
  expect(await say('GET /gate/production HTTP/1.1\r\n\r\n')).toContain('421');
  // One question a connection: what is smuggled in behind it is not read.
  const two = `${head}Authorization: Bearer ${token}\r\n\r\n`;
  expect((await say(two + two)).match(/HTTP\/1\.1/g)).toHaveLength(1);
  expect(await get('/gate/production')).toMatchObject({ status: 200 });
});

test('a flood without a token is bounded, and shuts nobody with a token out', async () => {
  const statuses: (number | undefined)[] = [];
  for (let count = 0; count < 100; count++) statuses.push((await get('/gate/production', {})).status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(60);
  expect(statuses.filter((status) => status === 429)).toHaveLength(40);
  expect(await get('/gate/production')).toMatchObject({ status: 200 });
  elapsedMs += 1_000;
  expect(await get('/gate/production', {})).toMatchObject({ status: 401 });
});

test('a flood with a token is bounded, too, and never answered as open', async () => {
  const answers = [];
  for (let count = 0; count < 70; count++) answers.push(await get('/gate/production'));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(60);
  const [refused] = answers.filter(({ status }) => status === 429);
  expect(refused).toMatchObject({
    headers: { 'retry-after': '1' },
    body: expect.stringContaining('"state":"unknown"'),
  });
});

test('one address holds no more than its share of sockets, and silent ones are hung up on', async () => {
  const closed: Promise<unknown>[] = [];
  const gone = new Set<number>();
  for (let count = 0; count < 40; count++) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    closed.push(once(socket, 'close').then(() => gone.add(count)));
    await once(socket, 'connect');
  }
  await Promise.all(closed.slice(32));
  expect([...gone].sort()).toEqual(Array.from({ length: 8 }, (_, index) => 32 + index));
  // Those that are left say nothing, and are gone within the time of a question.
  await Promise.all(closed);
  expect(await get('/gate/production')).toMatchObject({ status: 200 });
});

test('a port that is taken is said in words, and the door that was open stays open', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const taken = (other.address() as { port: number }).port;
  const refused = await door.open(gateListenerSchema.parse({ isOpen: true, port: taken }));
  expect(refused).toMatchObject({ ok: false, failure: { kind: 'port-taken' } });
  expect(door.standing).toEqual({ kind: 'open', url: `http://127.0.0.1:${port}` });
  expect(await get('/gate/production')).toMatchObject({ status: 200 });
  other.close();
});

test('an address that is not there is tried again, and closing it ends that', async () => {
  let again: (() => void) | undefined;
  const waiting = new GateListenerDoor({
    ask: () => answer('production'),
    tokenHashes: () => [],
    elapsedMs: () => 0,
    after: (_ms, call) => {
      again = call;
      return () => {
        again = undefined;
      };
    },
    onChanged: () => {},
  });
  await waiting.keepOpen(gateListenerSchema.parse({ isOpen: true, address: '192.0.2.1' }));
  expect(waiting.standing).toMatchObject({ kind: 'failed', problem: expect.stringContaining('192.0.2.1') });
  expect(again).toBeDefined();
  await waiting.close();
  expect(again).toBeUndefined();
  expect(waiting.standing).toEqual({ kind: 'closed' });
});

test('closing ends every connection', async () => {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const closed = once(socket, 'close');
  await door.close();
  await closed;
  await expect(get('/gate/production')).rejects.toThrow();
});

test('all addresses at once are no address', () => {
  for (const address of ['0.0.0.0', '::', '0:0:0:0:0:0:0:0', 'localhost', 'example.org'])
    expect(gateListenerSchema.safeParse({ isOpen: true, address }).success).toBe(false);
});
