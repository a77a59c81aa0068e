/** What lies between a connection and a session: odd login shells, tight servers, and who waits for whom. */
import { afterEach, expect, test } from 'vitest';
import { startProxy } from '../fixtures/sshd/proxy.ts';
import { never, openWorkbench, type Workbench } from './workbench.ts';

let bench: Workbench | undefined;
afterEach(() => bench?.close());

async function open(config: readonly string[], hosts = {}): Promise<Workbench> {
  bench = await openWorkbench({ sshd: { config }, hosts });
  return bench;
}

test('what a login shell prints before ours speaks is no output of a step', async () => {
  const { run } = await open(['ForceCommand echo "Welcome!"; echo "Be careful." >&2; eval "$SSH_ORIGINAL_COMMAND"']);
  for (const mode of ['durable', 'direct'] as const) {
    const step = await run('echo out; echo err >&2', { mode });
    expect([step.stdout(), step.stderr()]).toEqual(['out\n', 'err\n']);
  }
});

test('a login that runs no shell is told, with what it said instead', async () => {
  const { hosts, target } = await open(['ForceCommand echo "This account is for mail only."']);
  const result = await hosts.connect(target, never);
  expect(result).toMatchObject({ ok: false, failure: { kind: 'shell-unusable', mayHaveBegun: false } });
  expect(result.ok ? '' : result.failure.message).toContain('This account is for mail only.');
});

test('a login shell that never speaks is given up', async () => {
  const { hosts, target } = await open(['ForceCommand sleep 5'], { limits: { connectMs: 500 } });
  expect(await hosts.connect(target, never)).toMatchObject({ ok: false, failure: { kind: 'shell-unusable' } });
});

test('a server that allows one session at a time runs one step after another', async () => {
  const { run } = await open(['MaxSessions 1']);
  for (const word of ['a', 'b', 'c']) expect((await run(`echo ${word}`)).stdout()).toBe(`${word}\n`);
});

test('the boot of a warm host is known, and of another one nothing', async () => {
  const { hosts, target } = await open([]);
  expect(hosts.warm(target)).toBeUndefined();
  const connected = await hosts.connect(target, never);
  expect(connected.ok && connected.value.bootId).toMatch(/^[0-9a-f-]{36}$/);
  expect(hosts.warm(target)).toEqual(connected.ok && connected.value);
});

test('one who waits for a connection may leave it to the others', async () => {
  const { hosts, target, sshd } = await open([]);
  const proxy = await startProxy(sshd.port);
  proxy.setDelay(50);
  const through = { ...target, port: proxy.port };
  const leaving = new AbortController();
  const first = hosts.connect(through, leaving.signal);
  const second = hosts.connect(through, never);
  leaving.abort();
  expect(await first).toMatchObject({ ok: false, failure: { kind: 'cancelled', mayHaveBegun: false } });
  expect(await second).toMatchObject({ ok: true });
  await proxy.close();
});

test('a host that has moved is not warm until it is connected to where it is now', async () => {
  const { hosts, target, sshd } = await open([]);
  await hosts.connect(target, never);
  const proxy = await startProxy(sshd.port);
  const moved = { ...target, port: proxy.port };
  expect(hosts.warm(moved)).toBeUndefined();
  await hosts.connect(moved, never);
  expect(hosts.warm(moved)).toEqual(hosts.warm(target));
  await proxy.close();
});
