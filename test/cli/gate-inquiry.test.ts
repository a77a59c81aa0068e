/** Asking for a gate without a workspace: at a real listener, in real files, and from servers that lie, break off or say nothing. */
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Inquiry, inquire } from '../../src/main/cli/gate/gate-inquiry.ts';
import { TestConsole } from '../fixtures/console.ts';

const scratch = mkdtempSync(join(tmpdir(), 'drydock-inquiry-'));
const file = join(scratch, 'gate-production.json');
let console: TestConsole;
let url = '';
let token = '';
let key = '';
let identityText = '';

beforeAll(async () => {
  console = await TestConsole.open(join(scratch, 'workspace'));
  for (const name of ['production', 'staging'])
    await console.ask('environment.save', { environment: { name, isProduction: true }, expectedVersion: 0 });
  await console.ask('gate.block', { environment: 'staging', reason: 'a freeze' });
  ({ token } = await console.ask('gate.addToken', { name: 'ci' }));
  ({ fingerprint: key, text: identityText } = await console.ask('identity.show', {}));
  const free = createTcpServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address() as { port: number };
  free.close();
  await once(free, 'close');
  await console.ask('gate.openListener', { port });
  url = `http://127.0.0.1:${port}`;
  await console.ask('gate.savePublication', {
    publication: { name: 'files', place: { kind: 'folder', path: scratch }, validForMinutes: 5 },
  });
  await console.ask('gate.publish', {});
});
afterAll(async () => {
  await console.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** `open`, `blocked`, or why nobody knows. */
async function ask(more: Partial<Inquiry> = {}): Promise<string> {
  const asked = await inquire({ environment: 'production', at: { url }, token, key, now: Date.now, ...more });
  return asked.ok ? asked.value.state : asked.failure.kind;
}

describe('at a listener', () => {
  test('REL-9: the answer is the gate’s, for each environment, with the key or without it on this machine', async () => {
    expect(await ask()).toBe('open');
    expect(await ask({ environment: 'Staging' })).toBe('blocked');
    expect(await ask({ key: identityText })).toBe('open');
    const unkeyed = await inquire({ environment: 'production', at: { url }, token, now: Date.now });
    expect(unkeyed).toMatchObject({ ok: true });
    expect(await ask({ at: { url: `${url}/` } })).toBe('open');
  });

  test('everything else is unknown', async () => {
    expect(await ask({ environment: 'nowhere' })).toBe('not-answered');
    expect(await ask({ token: 'x'.repeat(43) })).toBe('not-answered');
    expect(await ask({ token: 'short' })).toBe('bad-token');
    expect(await ask({ token: '' })).toBe('no-token');
    expect(await ask({ key: `SHA256:${'x'.repeat(43)}` })).toBe('other-console');
    expect(await ask({ key: 'my key' })).toBe('bad-key');
    expect(await ask({ at: { url: 'http://127.0.0.1:1' } })).toBe('not-reached');
    expect(await ask({ at: { url: 'here' } })).toBe('bad-address');
    expect(await ask({ now: () => Date.now() + 120_000 })).toBe('expired');
    expect(await ask({ now: () => Date.now() - 3_600_000 })).toBe('clocks-differ');
  });

  test('over a network without TLS nobody is believed without a key', async () => {
    const asked = await inquire({ environment: 'production', at: { url: 'http://192.0.2.1' }, token, now: Date.now });
    expect(asked).toMatchObject({ failure: { kind: 'no-key' } });
  });
});

describe('a published file', () => {
  const read = (name: string, more: Partial<Inquiry> = {}) => ask({ at: { file: name }, ...more });
  const made = (name: string, change: (path: string) => void) => {
    const copy = join(scratch, name);
    copyFileSync(file, copy);
    change(copy);
    return copy;
  };

  test('REL-9: says what it says until it expires, and is unknown from then on', async () => {
    expect(await read(file)).toBe('open');
    expect(await read(join(scratch, 'gate-staging.json'), { environment: 'staging' })).toBe('blocked');
    expect(await read(file, { now: () => Date.now() + 301_000 })).toBe('expired');
  });

  test('that is another’s, altered, cut, missing or somebody else’s is unknown', async () => {
    expect(await read(join(scratch, 'gate-staging.json'))).toBe('other-environment');
    const opened = join(scratch, 'opened.json');
    writeFileSync(opened, readFileSync(join(scratch, 'gate-staging.json'), 'utf8').replaceAll('staging', 'production'));
    expect(await read(opened)).toBe('bad-signature');
    expect(await read(made('cut.json', (path) => truncateSync(path, 300)))).toBe('no-statement');
    expect(await read(made('empty.json', (path) => truncateSync(path, 0)))).toBe('no-statement');
    expect(await read(made('long.json', (path) => writeFileSync(path, 'x'.repeat(400_000))))).toBe('too-long');
    expect(await read(join(scratch, 'none.json'))).toBe('unreadable');
    expect(await read(scratch)).toBe('unreadable');
    expect(await read(file, { key: `SHA256:${'x'.repeat(43)}` })).toBe('other-console');
    const asked = await inquire({ environment: 'production', at: { file }, now: Date.now });
    expect(asked).toMatchObject({ failure: { kind: 'no-key' } });
  });
});

describe('a server that', () => {
  let server: Server | undefined;
  afterEach(async () => {
    server?.close();
    server?.closeAllConnections();
  });

  async function serve(answer: (response: ServerResponse, nonce: string) => void): Promise<string> {
    server = createServer((request, response) => answer(response, String(request.headers['drydock-nonce'])));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  }
  const statement = async (environment: string, nonce?: string) =>
    (await console.ask('gate.statement', { environment, ...(nonce === undefined ? {} : { nonce }) })).text;

  test('leads elsewhere is not followed', async () => {
    const at = await serve((response) => response.writeHead(302, { location: `${url}/gate/production` }).end());
    expect(await ask({ at: { url: at } })).toBe('not-answered');
    expect(await ask({ at: { file: `${at}/gate-production.json` } })).toBe('not-answered');
  });

  test('says yes in its own words is not believed', async () => {
    const at = await serve((response) => response.end('{"state":"open"}'));
    expect(await ask({ at: { url: at } })).toBe('no-statement');
    expect(await ask({ at: { file: `${at}/gate-production.json` } })).toBe('no-statement');
  });

  test('repeats what the console said to somebody else is not believed', async () => {
    const said = await statement('production', 'another-question');
    const at = await serve((response) => response.end(said));
    expect(await ask({ at: { url: at } })).toBe('other-answer');
  });

  test('passes on a blocked gate as a success is not believed, nor the other way round', async () => {
    let environment = 'staging';
    let status = 200;
    const at = await serve((response, nonce) => {
      void statement(environment, nonce).then((text) => response.writeHead(status).end(text));
    });
    expect(await ask({ at: { url: at }, environment })).toBe('contradiction');
    environment = 'production';
    status = 423;
    expect(await ask({ at: { url: at }, environment })).toBe('contradiction');
    status = 200;
    expect(await ask({ at: { url: at }, environment })).toBe('open');
  });

  test('breaks off, goes on for ever, or says nothing is unknown', async () => {
    const said = await statement('production');
    const cut = await serve((response) => {
      response.writeHead(200, { 'content-length': Buffer.byteLength(said) + 10 });
      response.write(said, () => response.destroy());
    });
    expect(await ask({ at: { file: `${cut}/gate.json` } })).toBe('not-reached');
    server?.close();
    const endless = await serve((response) => {
      const more = () => response.write('x'.repeat(65_536), (error) => (error ? undefined : more()));
      more();
    });
    expect(await ask({ at: { url: endless } })).toBe('too-long');
    server?.closeAllConnections();
    server?.close();
    const silent = await serve(() => undefined);
    expect(await ask({ at: { url: silent }, limitMs: 200 })).toBe('not-reached');
  });
});
