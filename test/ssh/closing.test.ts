/** Every request to a host settles, at whatever moment its session, its connection or the console itself goes. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { HostTarget, Prompt } from '../../src/main/engine/ports.ts';
import { type NetworkProxy, startProxy } from '../fixtures/sshd/proxy.ts';
import { never, openWorkbench, signal, type Workbench } from './workbench.ts';

let bench: Workbench;
let proxy: NetworkProxy;
let target: HostTarget;

beforeAll(async () => {
  bench = await openWorkbench({ hosts: { random: () => 1, limits: { keepaliveMs: 200, keepaliveCount: 2 } } });
});
afterAll(() => bench.close());
beforeEach(async () => {
  await until(() => shells().length === 0);
  proxy = await startProxy(bench.sshd.port);
  target = { ...bench.target, port: proxy.port };
});
afterEach(() => proxy.close());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** For what no event tells: a connection that is gone, a process that stands. */
async function until(isTrue: () => boolean): Promise<void> {
  for (const began = Date.now(); !isTrue(); await pause(10)) {
    if (Date.now() - began > 60_000) throw new Error('not within a minute');
  }
}

/** Shells that wait for a request to this server. */
const shells = () => bench.processes('/bin/sh -c');

test('a removal that is on its way settles when the hosts are closed at any moment, and leaves no connection', async () => {
  proxy.setDelay(4);
  for (let afterMs = 0; afterMs < 120; afterMs += 4) {
    const hosts = bench.makeHosts();
    const cleaning = hosts.clean(target, bench.key(bench.newTask()));
    await pause(afterMs);
    await hosts.close();
    const cleaned = await cleaning;
    if (!cleaned.ok) expect(['cancelled', 'contact-lost', 'host-unreachable']).toContain(cleaned.failure.kind);
    await until(() => proxy.connections() === 0);
  }
});

test('through a jump host it settles so too', async () => {
  proxy.setDelay(4);
  const behind: HostTarget = { ...bench.target, name: 'host-2' as HostTarget['name'], jump: target };
  for (let afterMs = 0; afterMs < 200; afterMs += 10) {
    const hosts = bench.makeHosts();
    const cleaning = hosts.clean(behind, bench.key(bench.newTask()));
    await pause(afterMs);
    await hosts.close();
    await cleaning;
    await until(() => proxy.connections() === 0);
  }
});

test('a request after the hosts were closed is called off, and connects to nobody', async () => {
  const hosts = bench.makeHosts();
  await hosts.close();
  const key = bench.key(bench.newTask());
  for (const result of [
    await hosts.clean(target, key),
    await hosts.end(target, key, 100),
    await hosts.connect(target, never),
  ]) {
    expect(result).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
  }
  expect(proxy.connections()).toBe(0);
});

test('closing takes back the question that a connection waits for', async () => {
  const asked = Promise.withResolvers<Prompt>();
  const dismissed = Promise.withResolvers<undefined>();
  const hosts = bench.makeHosts({
    prompter: {
      ask(prompt, signal) {
        asked.resolve(prompt);
        signal.addEventListener('abort', () => dismissed.resolve(undefined));
        return dismissed.promise;
      },
    },
  });
  const connecting = hosts.connect({ ...target, pins: [] }, never);
  expect((await asked.promise).kind).toBe('host-key');
  await hosts.close();
  expect(await connecting).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
  await dismissed.promise;
  await until(() => proxy.connections() === 0);
});

test('a host whose name came to mean another while it was being reached is closed with the rest', async () => {
  proxy.setDelay(20);
  const hosts = bench.makeHosts();
  const first = hosts.connect(target, never);
  await until(() => proxy.connections() === 1);
  const second = hosts.connect(bench.target, never);
  expect([(await first).ok, (await second).ok]).toEqual([true, true]);
  await hosts.close();
  await until(() => proxy.connections() === 0);
});

test('a removal settles when its connection is cut after any byte that was sent', async () => {
  for (let sent = 1; sent < 500; sent += 25) {
    const hosts = bench.makeHosts();
    expect(await hosts.connect(target, never)).toMatchObject({ ok: true });
    proxy.cutAfterSent(sent);
    const cleaned = await hosts.clean(target, bench.key(bench.newTask()));
    if (!cleaned.ok) expect(['contact-lost', 'host-unreachable']).toContain(cleaned.failure.kind);
    await hosts.close();
    proxy.cutAfterSent(Number.POSITIVE_INFINITY);
  }
});

test('a removal settles when the connection is frozen, and when it is closed while it is frozen', async () => {
  const hosts = bench.makeHosts();
  await hosts.connect(target, never);
  proxy.freeze();
  expect(await hosts.clean(target, bench.key(bench.newTask()))).toMatchObject({
    ok: false,
    failure: { kind: 'contact-lost' },
  });
  proxy.thaw();
  await hosts.connect(target, never);
  proxy.freeze();
  const cleaning = hosts.clean(target, bench.key(bench.newTask()));
  await hosts.close();
  expect(await cleaning).toMatchObject({ ok: false });
  proxy.thaw();
});

test('sessions that their host ended while they waited are not asked', async () => {
  const hosts = bench.makeHosts();
  await hosts.connect(target, never);
  await until(() => shells().length > 1);
  signal(shells(), 'SIGKILL');
  await until(() => shells().length === 0);
  // What the SSH server said of their end has come once it answers over the same connection.
  await pause(100);
  expect(await hosts.clean(target, bench.key(bench.newTask()))).toEqual({ ok: true, value: undefined });
  await hosts.close();
});

test('a host that hangs behind a sound SSH server is given up', async () => {
  const hosts = bench.makeHosts({
    clock: { ...bench.clock, after: (ms, call) => bench.clock.after(ms >= 30_000 ? ms / 100 : ms, call) },
  });
  await hosts.connect(target, never);
  await until(() => shells().length > 1);
  const stopped = shells();
  signal(stopped, 'SIGSTOP');
  expect(await hosts.clean(target, bench.key(bench.newTask()))).toMatchObject({
    ok: false,
    failure: { kind: 'contact-lost', message: 'host-1 did not answer within 30 s.' },
  });
  signal(stopped, 'SIGCONT');
  await hosts.close();
});

test('a host that sends a frame without an end breaks its own conversation only', async () => {
  const script = join(bench.sshd.folder, 'endless');
  writeFileSync(
    script,
    `#!/bin/sh
hello=$(echo "$SSH_ORIGINAL_COMMAND" | grep -o 'drydock-[0-9a-f]\\{16\\}' | head -n 1)
echo "$hello ready - 1 fine"; echo "$hello ready" >&2
read -r step; read -r verb word rest
printf '%s ' "$word"; sleep 0.1; head -c 20000 /dev/zero | tr '\\0' a; sleep 7
`,
    { mode: 0o755 },
  );
  execFileSync('/bin/sh', ['-n', script]);
  const odd = await openWorkbench({ sshd: { config: [`ForceCommand ${script}`] } });
  try {
    expect(await odd.clean(odd.newTask())).toMatchObject({ ok: false, failure: { kind: 'protocol-broken' } });
    expect(odd.hosts.warm(odd.target)).toBeDefined();
  } finally {
    await odd.close();
  }
});

test('a known_hosts file that cannot be read is told to everybody who waits for the connection', async () => {
  const hosts = bench.makeHosts({ knownHostsFiles: [bench.sshd.folder] });
  const both = await Promise.all([hosts.connect(target, never), hosts.clean(target, bench.key(bench.newTask()))]);
  for (const result of both) expect(result).toMatchObject({ ok: false, failure: { kind: 'host-unreachable' } });
  await hosts.close();
});
