/** The practice host as an SSH client sees it: the system's own `ssh` logs in, and finds a real shell and real trouble. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPracticeHost, type PracticeAddress, type PracticeHost } from '../../src/main/practice/practice-host.ts';

let folder: string;
let host: PracticeHost;
let address: PracticeAddress;

async function start(options?: { readonly anew?: boolean }): Promise<PracticeAddress> {
  const started = await host.start(options);
  if (!started.ok) throw new Error(started.failure.message, { cause: started.failure });
  return started.value;
}

async function sshArguments(to: PracticeAddress, command: string, identityFile = to.identityFile): Promise<string[]> {
  const knownHosts = join(folder, 'known_hosts');
  await writeFile(knownHosts, `[${to.address}]:${to.port} ${to.hostKey}\n`);
  return [
    ...['-F', '/dev/null', '-i', identityFile, '-o', 'IdentitiesOnly=yes', '-o', 'BatchMode=yes'],
    ...['-o', 'StrictHostKeyChecking=yes', '-o', `UserKnownHostsFile=${knownHosts}`, '-o', 'IdentityAgent=none'],
    ...['-p', String(to.port), `${to.user}@${to.address}`, command],
  ];
}

async function ssh(command: string, to = address): Promise<{ status: number; stdout: string; stderr: string }> {
  const child = spawn('ssh', await sshArguments(to, command), { stdio: ['ignore', 'pipe', 'pipe'] });
  return finished(child);
}

async function finished(child: ChildProcess): Promise<{ status: number; stdout: string; stderr: string }> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on('data', (bytes: Buffer) => out.push(bytes));
  child.stderr?.on('data', (bytes: Buffer) => err.push(bytes));
  const [status] = (await once(child, 'close')) as [number];
  return { status, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() };
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-practice-'));
  host = createPracticeHost({ folder });
  address = await start();
});

afterEach(async () => {
  await host.stop();
  // The shop's worker sees within a second that its folder is gone, and ends.
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
});

describe('the practice host', () => {
  test('runs a command by /bin/sh in its own home, and says its exit status', async () => {
    const { status, stdout } = await ssh('pwd; echo "$HOME"; echo "$PATH"; exit 7');
    const home = join(folder, 'home');
    expect(status).toBe(7);
    expect(stdout).toBe(`${home}\n${home}\n${home}/bin:/usr/local/bin:/usr/bin:/bin\n`);
  });

  test('gives a command nothing of the app’s own environment', async () => {
    vi.stubEnv('DRYDOCK_TEST_TOKEN', 'do-not-pass-on');
    const { stdout } = await ssh('env');
    vi.unstubAllEnvs();
    expect(stdout).toContain('HOME=');
    expect(stdout).not.toContain('do-not-pass-on');
  });

  test('delivers both streams and input byte for byte', async () => {
    const child = spawn('ssh', await sshArguments(address, 'cat; printf "e\\377" >&2'), { stdio: 'pipe' });
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 31) % 256));
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.stdin.end(bytes);
    await once(child, 'close');
    expect(Buffer.concat(out).equals(bytes)).toBe(true);
    expect(Buffer.concat(err)).toEqual(Buffer.from([0x65, 0xff]));
  });

  test('lets nobody in without the key made for it', async () => {
    const other = join(folder, 'other');
    await promisify(execFile)('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', other]);
    const child = spawn('ssh', await sshArguments(address, 'true', other), { stdio: ['ignore', 'pipe', 'pipe'] });
    const { status, stderr } = await finished(child);
    expect(status).toBe(255);
    expect(stderr).toContain('Permission denied (publickey)');
  });

  test('keeps its keys to their owner', async () => {
    expect((await stat(address.identityFile)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'keys', 'host_ed25519'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'keys'))).mode & 0o777).toBe(0o700);
  });

  test('listens on loopback alone', async () => {
    const outside = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address: ip }) => ip);
    for (const ip of [...outside, '127.0.0.2']) {
      const [error] = await once(connect(address.port, ip), 'error');
      expect((error as NodeJS.ErrnoException).code).toBe('ECONNREFUSED');
    }
  });

  test('keeps port and key when it is stopped and started, and the shop as it was', async () => {
    await ssh('shop page up');
    await host.stop();
    host = createPracticeHost({ folder });
    expect(await start()).toEqual(address);
    expect((await ssh('shop page show')).stdout).toBe('up\n');
  });

  test('takes another port where its own is taken', async () => {
    await host.stop();
    const squatter = createServer().listen(address.port, '127.0.0.1');
    await once(squatter, 'listening');
    const moved = await start();
    expect(moved.port).not.toBe(address.port);
    expect(await ssh('echo here', moved)).toEqual({ status: 0, stdout: 'here\n', stderr: '' });
    squatter.close();
  });

  test('starting anew lays the shop out again, but keeps the spools of steps', async () => {
    await ssh('shop page up; mkdir -p .drydock/m-1; echo kept > .drydock/m-1/out; touch mine');
    expect(await start({ anew: true })).toEqual(address);
    const { stdout } = await ssh('shop page show; cat .drydock/m-1/out; ls');
    expect(stdout).toBe('down\nkept\nbin\nshop\n');
  });

  test('starting anew again and again leaves one worker, and the shop knows it', async () => {
    const first = (await ssh('shop status; cat shop/run/worker.pid')).stdout;
    await start({ anew: true });
    // The worker before notices within a second that it is not the one any more, and ends.
    await ssh(`while kill -0 ${first.trim().split('\n').at(-1)} 2>/dev/null; do sleep 0.1; done`);
    expect((await ssh('shop status')).stdout).toContain('worker  running');
  });

  test('says why where it cannot be', async () => {
    const file = join(folder, 'not-a-folder');
    await writeFile(file, '');
    const started = await createPracticeHost({ folder: file }).start();
    expect(started).toMatchObject({ ok: false, failure: { kind: 'practice-unavailable' } });
  });
});

describe('a practice host that misbehaves', () => {
  async function marked(file: string): Promise<string> {
    // The file is written by a process on the host; there is no event of it to wait for but its content.
    for (;;) {
      const text = await readFile(join(folder, 'home', file), 'utf8').catch(() => '');
      if (text.endsWith('\n')) return text;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async function begin(command: string): Promise<ChildProcess> {
    const child = spawn('ssh', await sshArguments(address, `echo begun; ${command}`), {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await once(child.stdout, 'data');
    return child;
  }

  test('drops connections, and serves the next one', async () => {
    const child = await begin('sleep 600');
    await host.misbehave('drop', 0);
    expect((await finished(child)).status).toBe(255);
    expect((await ssh('echo back')).stdout).toBe('back\n');
  });

  test('restarts on the same port, and what was detached on it has gone on', async () => {
    const child = await begin('setsid sh -c "sleep 1; echo done > detached" >/dev/null 2>&1 & sleep 600');
    const away = host.misbehave('restart', 300);
    expect((await finished(child)).status).toBe(255);
    const [error] = await once(connect(address.port, '127.0.0.1'), 'error');
    expect((error as NodeJS.ErrnoException).code).toBe('ECONNREFUSED');
    await away;
    expect((await ssh('echo back')).stdout).toBe('back\n');
    expect(await marked('detached')).toBe('done\n');
  });

  test('is silent while it is frozen, and loses nothing', async () => {
    const loop = 'i=0; while [ $i -lt 30 ]; do i=$((i+1)); echo $i; sleep 0.05; done';
    const child = spawn('ssh', await sshArguments(address, loop), { stdio: ['ignore', 'pipe', 'pipe'] });
    let heard = 0;
    child.stdout.on('data', (bytes: Buffer) => {
      heard += bytes.length;
    });
    await once(child.stdout, 'data');
    await host.misbehave('freeze', 600_000);
    const spawned = spawn('ssh', await sshArguments(address, 'echo late'), { stdio: ['ignore', 'pipe', 'pipe'] });
    const late = finished(spawned);
    const before = heard;
    expect(await Promise.race([late, new Promise((resolve) => setTimeout(resolve, 1_000, 'silence'))])).toBe('silence');
    // What the kernel had in its hands may still come; thirty lines may not.
    expect(heard - before).toBeLessThan(30);
    const rest = finished(child);
    await host.misbehave('behave', 0);
    expect((await late).stdout).toBe('late\n');
    await rest;
    expect(heard).toBe(Array.from({ length: 30 }, (_, index) => `${index + 1}\n`).join('').length);
  });

  test('fails the verification until it behaves', async () => {
    await ssh('shop worker stop; shop remember; shop migrate');
    expect((await ssh('shop verify')).status).toBe(0);
    await host.misbehave('fail-verification', 0);
    expect(await host.isFailingVerification()).toBe(true);
    const failed = await ssh('shop verify');
    expect(failed.status).toBe(1);
    expect(failed.stdout).toContain('3 ct are missing');
    await host.misbehave('behave', 0);
    expect((await ssh('shop verify')).status).toBe(0);
  });

  test('refuses to misbehave before it has started', async () => {
    await host.stop();
    expect(await host.misbehave('drop', 0)).toMatchObject({ ok: false, failure: { kind: 'practice-not-started' } });
  });
});
