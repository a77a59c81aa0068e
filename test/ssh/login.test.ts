/** Ways to prove who one is: keys with and without a passphrase, the agent, what a person types, a host behind a host. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import ssh2, { type AuthContext } from 'ssh2';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HostName } from '../../src/core/ids.ts';
import type { HostTarget, Prompt } from '../../src/main/engine/ports.ts';
import { generateKeyPair } from '../../src/main/ssh/key-pair.ts';
import { never, openWorkbench, type Workbench } from './workbench.ts';

let bench: Workbench;
let answer: (prompt: Prompt) => readonly string[] | undefined;

beforeEach(async () => {
  answer = () => undefined;
  bench = await openWorkbench({ answer: (prompt) => answer(prompt) });
});
afterEach(() => bench.close());

describe('an encrypted key', () => {
  let target: HostTarget;
  beforeEach(() => {
    const identityFile = join(bench.sshd.folder, 'locked');
    copyFileSync(bench.sshd.identityFile, identityFile);
    execFileSync('ssh-keygen', ['-q', '-p', '-N', 'open sesame', '-f', identityFile], { stdio: 'ignore' });
    target = { ...bench.target, identityFile };
  });

  test('is opened by the passphrase a person types, who may err', async () => {
    const words = ['wrong', 'open sesame'];
    answer = () => [words.shift() ?? ''];
    expect(await bench.hosts.connect(target, never)).toMatchObject({ ok: true });
    expect(bench.prompts).toMatchObject([1, 2].map(() => ({ kind: 'secret', fields: [{ isHidden: true }] })));
  });

  test('stays closed where nobody answers', async () => {
    expect(await bench.hosts.connect(target, never)).toMatchObject({
      ok: false,
      failure: { kind: 'prompt-dismissed', mayHaveBegun: false },
    });
  });
});

test('a key nobody lets in is a failed login that says what was tried', async () => {
  const { identityFile: _, ...target } = bench.target;
  const result = await bench.hosts.connect({ ...target, identityFile: join(bench.sshd.folder, 'host_key') }, never);
  expect(result).toMatchObject({ ok: false, failure: { kind: 'auth-failed' } });
  expect(result.ok ? '' : result.failure.message).toContain('host_key');
});

test('a key file that is not there is said to be missing', async () => {
  const result = await bench.hosts.connect({ ...bench.target, identityFile: '/nowhere/key' }, never);
  expect(result.ok ? '' : result.failure.message).toContain('/nowhere/key (there is no such file)');
});

test('the agent logs in', async () => {
  const socket = join(bench.sshd.folder, 'agent');
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(agent.stdout, 'data');
  execFileSync('ssh-add', ['-q', bench.sshd.identityFile], {
    env: { ...process.env, SSH_AUTH_SOCK: socket },
    stdio: 'ignore',
  });
  const { identityFile: _, ...target } = bench.target;
  const hosts = bench.makeHosts({ agent: socket });
  expect(await hosts.connect(target, never)).toMatchObject({ ok: true });
  await hosts.close();
  agent.kill();
});

test('a host behind another is reached through it, each with its own key', async () => {
  const behind = await openWorkbench();
  const target = { ...behind.target, name: 'inner' as HostName, jump: bench.target };
  const step = await bench.run('echo "$HOME"', { target });
  expect(step.stdout()).toBe(`${behind.sshd.home}\n`);
  expect(bench.contacts.filter(({ state }) => state === 'connected').map(({ host }) => host)).toEqual([
    'host-1',
    'inner',
  ]);
  expect(await bench.hosts.scan(target, never)).toMatchObject({ ok: true, value: { standing: 'trusted' } });
  await behind.close();
});

test('a host that cannot be reached is told, waits longer each time, and is reached once it is there', async () => {
  const waits: number[] = [];
  const now = 1_000_000;
  const hosts = bench.makeHosts({
    random: () => 0,
    clock: {
      now: () => now,
      after(ms, call) {
        // Only the waits between tries go by at once; no limit of time runs out.
        if (ms < 15_000) {
          waits.push(ms);
          queueMicrotask(call);
        }
        return () => {};
      },
    },
  });
  await bench.sshd.stop();
  for (let time = 0; time < 4; time += 1) {
    expect(await hosts.connect(bench.target, never)).toMatchObject({
      ok: false,
      failure: { kind: 'host-unreachable', mayHaveBegun: false },
    });
  }
  expect(waits).toEqual([500, 1_000, 2_000]);
  expect(hosts.contacts()).toMatchObject([{ state: 'lost', nextTryAtMs: now + 4_000 }]);
  await bench.sshd.start();
  expect(await hosts.connect(bench.target, never)).toMatchObject({ ok: true });
  expect(hosts.contacts()).toMatchObject([{ state: 'connected', lastByteAtMs: now }]);
  await hosts.close();
});

describe('an SSH server that asks', () => {
  const hostKey = generateKeyPair();
  const secret = 'correct horse';
  let server: InstanceType<typeof ssh2.Server>;
  let target: HostTarget;
  let accept: (context: AuthContext) => void;

  beforeEach(async () => {
    const { identityFile: _, ...rest } = bench.target;
    server = new ssh2.Server({ hostKeys: [hostKey.private] }, (client) => {
      client.on('authentication', (context) => accept(context));
      client.on('error', () => {});
      client.on('session', (open) => open().on('exec', (run) => run().end()));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const port = (server.address() as AddressInfo).port;
    target = { ...rest, port, pins: [hostKey.public.split(' ').slice(0, 2).join(' ')] };
  });
  afterEach(() => {
    server.close();
  });

  test('for a password gets what a person types, and asks again when it is wrong', async () => {
    accept = (context) =>
      context.method === 'password' && context.password === secret ? context.accept() : context.reject(['password']);
    const words = ['wrong', secret];
    answer = () => [words.shift() ?? ''];
    // Whoever is let in finds no shell there: that is how far this server goes.
    expect(await bench.hosts.connect(target, never)).toMatchObject({ failure: { kind: 'shell-unusable' } });
    expect(bench.prompts).toHaveLength(2);
  });

  test('several questions gets them in one go', async () => {
    accept = (context) => {
      if (context.method !== 'keyboard-interactive') return context.reject(['keyboard-interactive']);
      const questions = [
        { prompt: 'Code: ', echo: true },
        { prompt: 'PIN: ', echo: false },
      ];
      context.prompt(questions, (answers) =>
        answers.join() === '123456,9' ? context.accept() : context.reject(['keyboard-interactive']),
      );
      return undefined;
    };
    answer = () => ['123456', '9'];
    expect(await bench.hosts.connect(target, never)).toMatchObject({ failure: { kind: 'shell-unusable' } });
    expect(bench.prompts).toMatchObject([
      {
        fields: [
          { label: 'Code: ', isHidden: false },
          { label: 'PIN: ', isHidden: true },
        ],
      },
    ]);
  });
});
