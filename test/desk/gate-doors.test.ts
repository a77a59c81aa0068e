/** The ways pipelines learn how a gate stands, through the real host process: the listener, its tokens, and published files. */
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';

let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let console: TestConsole;
let port = 0;
beforeEach(async () => {
  workspace = await makeWorkspace();
  console = await TestConsole.open(workspace.folder);
  await console.ask('environment.save', {
    environment: { name: 'production', isProduction: true },
    expectedVersion: 0,
  });
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as { port: number });
  server.close();
  await once(server, 'close');
});
afterEach(async () => {
  expect(console.problems).toEqual([]);
  await console.close();
  await workspace.remove();
});

const block = () => console.ask('gate.block', { environment: 'production', reason: 'a freeze' });
const fetchGate = (token: string, environment = 'production') =>
  fetch(`http://127.0.0.1:${port}/gate/${environment}`, { headers: { authorization: `Bearer ${token}` } });

it('the listener is closed until somebody opens it, and then stays open wherever the console is started', async () => {
  expect(await console.ask('gate.listener', {})).toMatchObject({
    listener: { isOpen: false, address: '127.0.0.1' },
    standing: { kind: 'closed' },
    tokens: [],
  });
  const { token } = await console.ask('gate.addToken', { name: 'ci' });
  await expect(fetchGate(token)).rejects.toThrow();
  const opened = await console.ask('gate.openListener', { port });
  expect(opened).toMatchObject({
    standing: { kind: 'open', url: `http://127.0.0.1:${port}` },
    tokens: [{ name: 'ci' }],
  });
  expect(opened.exposes.join(' ')).toContain('programs of this machine');
  expect((await fetchGate(token)).status).toBe(200);
  await block();
  const answer = await fetchGate(token);
  expect(answer.status).toBe(423);
  expect(await answer.json()).toMatchObject({ form: 'drydock-gate', state: 'blocked', environment: 'production' });
  expect((await fetchGate(token, 'nowhere')).status).toBe(404);

  await console.close();
  await expect(fetchGate(token)).rejects.toThrow();
  const beside = await TestConsole.open(workspace.folder, { as: 'reader' });
  await expect(fetchGate(token)).rejects.toThrow();
  await beside.close();
  console = await TestConsole.open(workspace.folder);
  expect((await fetchGate(token)).status).toBe(423);
  await console.ask('gate.closeListener', {});
  await expect(fetchGate(token)).rejects.toThrow();
});

it('a command that ends at once neither opens the listener nor publishes by itself', async () => {
  const { folder } = workspace;
  await console.ask('gate.openListener', { port });
  await console.close();
  console = await TestConsole.open(folder, { isBrief: true });
  expect(await console.ask('gate.listener', {})).toMatchObject({
    listener: { isOpen: true },
    standing: { kind: 'closed' },
  });
  await console.ask('gate.savePublication', { publication: { name: 'www', place: { kind: 'folder', path: folder } } });
  await block();
  expect(readdirSync(folder)).not.toContain('gate-production.json');
  await console.ask('gate.publish', {});
  expect(readFileSync(join(folder, 'gate-production.json'), 'utf8')).toContain('"state":"blocked"');
});

it('a token is shown once, kept only as its hash, and opens nothing once it is revoked', async () => {
  await console.ask('gate.openListener', { port });
  const { token } = await console.ask('gate.addToken', { name: 'ci' });
  expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(await console.answer('gate.addToken', { name: 'ci' })).toMatchObject({ failure: { kind: 'token-exists' } });
  expect(JSON.stringify(await console.ask('gate.listener', {}))).not.toContain(token);
  for (const name of readdirSync(workspace.folder)) {
    if (name.includes('sqlite')) expect(readFileSync(join(workspace.folder, name)).includes(token)).toBe(false);
  }
  await console.ask('gate.revokeToken', { name: 'ci' });
  expect((await fetchGate(token)).status).toBe(401);
  const { token: another } = await console.ask('gate.addToken', { name: 'ci' });
  expect(another).not.toBe(token);
  expect((await fetchGate(another)).status).toBe(200);
  expect((await fetchGate(token)).status).toBe(401);
});

it('an address that others reach is opened only by whoever accepts what that exposes', async () => {
  const open = (more: object) => console.answer('gate.openListener', { port, address: '192.0.2.1', ...more });
  expect(await open({})).toMatchObject({
    failure: { kind: 'not-confirmed', message: expect.stringContaining('every machine that reaches 192.0.2.1') },
  });
  expect(await open({ isExposureAccepted: true })).toMatchObject({ failure: { kind: 'address-unusable' } });
  expect(await open({ address: '0.0.0.0', isExposureAccepted: true })).toMatchObject({
    failure: { kind: 'bad-input' },
  });
  expect(await console.ask('gate.listener', {})).toMatchObject({ listener: { isOpen: false } });
});

it('REL-9: gates are published at once when one turns, without anybody asking', async () => {
  const folder = workspace.folder;
  const file = join(folder, 'gate-production.json');
  const untilSaid = async (state: 'open' | 'blocked') => {
    for (;;) {
      const noticed = console.noticed();
      const [view] = await console.ask('gate.publications', {});
      if (view?.files[0]?.published?.state === state) return JSON.parse(readFileSync(file, 'utf8'));
      await noticed;
    }
  };
  await console.ask('gate.savePublication', { publication: { name: 'www', place: { kind: 'folder', path: folder } } });
  expect(await untilSaid('open')).toMatchObject({ state: 'open' });
  await block();
  expect(await untilSaid('blocked')).toMatchObject({ state: 'blocked', says: expect.stringContaining('a freeze') });
  await console.ask('gate.removePublication', { name: 'www' });
  expect(await console.ask('gate.publications', {})).toEqual([]);
  expect(existsSync(file)).toBe(true);
});

it('a place that cannot be is refused in words', async () => {
  const save = (more: object) =>
    console.answer('gate.savePublication', {
      publication: { name: 'www', place: { kind: 'folder', path: workspace.folder }, ...more },
    });
  expect(await save({ place: { kind: 'sftp', host: 'www-1', path: '/srv' } })).toMatchObject({
    failure: { kind: 'no-such-host' },
  });
  expect(await save({ place: { kind: 'folder', path: 'www' } })).toMatchObject({ failure: { kind: 'bad-path' } });
  expect(await save({ environments: ['nowhere'] })).toMatchObject({ failure: { kind: 'no-such-environment' } });
  expect(await save({ validForMinutes: 1 })).toMatchObject({ failure: { kind: 'bad-input' } });
});
