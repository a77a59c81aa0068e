/** Host keys on a real sshd: first contact, known, changed, revoked. No key is taken without a word. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fingerprintOf } from '../../src/main/ssh/host-keys.ts';
import { generateKeyPair } from '../../src/main/ssh/key-pair.ts';
import { never, openWorkbench, type Workbench } from './workbench.ts';

const other = generateKeyPair();
const otherKey = other.public.split(' ').slice(0, 2).join(' ');
let bench: Workbench;
let answer: readonly string[] | undefined;

beforeEach(async () => {
  answer = undefined;
  bench = await openWorkbench({ answer: () => answer });
});
afterEach(() => bench.close());

function knownHosts(text: string): void {
  writeFileSync(join(bench.sshd.folder, 'known_hosts'), text);
}

function unpinned() {
  return { ...bench.target, pins: [] };
}

function fingerprint(key: string): string {
  return fingerprintOf(Buffer.from(key.split(' ')[1] ?? '', 'base64'));
}

describe('a host nobody has seen', () => {
  test('is asked about, with the fingerprint as OpenSSH prints it', async () => {
    const result = await bench.hosts.connect(unpinned(), never);
    const printed = execFileSync('ssh-keygen', ['-lf', join(bench.sshd.folder, 'host_key')], { encoding: 'utf8' });
    expect(bench.prompts).toMatchObject([{ kind: 'host-key', fingerprint: printed.split(' ')[1] }]);
    expect(result).toMatchObject({ ok: false, failure: { kind: 'host-key-unknown', mayHaveBegun: false } });
    expect(bench.trusted).toEqual([]);
  });

  test('is let in by a deliberate yes alone, which is told', async () => {
    answer = ['yes'];
    expect(await bench.hosts.connect(unpinned(), never)).toMatchObject({ ok: false });
    answer = ['trust'];
    expect(await bench.hosts.connect(unpinned(), never)).toMatchObject({ ok: true });
    expect(bench.trusted).toEqual([fingerprint(bench.sshd.hostKey)]);
  });
});

describe('known_hosts', () => {
  test('a key by [host]:port, hashed or plain, is trusted without a question', async () => {
    for (const hash of [false, true]) {
      knownHosts(`[127.0.0.1]:${bench.sshd.port} ${bench.sshd.hostKey}\n`);
      if (hash) execFileSync('ssh-keygen', ['-H', '-f', join(bench.sshd.folder, 'known_hosts')], { stdio: 'ignore' });
      const hosts = bench.makeHosts();
      expect(await hosts.connect(unpinned(), never)).toMatchObject({ ok: true });
      await hosts.close();
    }
    expect(bench.prompts).toEqual([]);
  });

  test('another key stops hard, shows both fingerprints, and asks nothing', async () => {
    knownHosts(`[127.0.0.1]:${bench.sshd.port} ${otherKey}\n`);
    const result = await bench.hosts.connect(unpinned(), never);
    expect(result).toMatchObject({ ok: false, failure: { kind: 'host-key-changed' } });
    const message = result.ok ? '' : result.failure.message;
    expect(message).toContain(fingerprint(bench.sshd.hostKey));
    expect(message).toContain(fingerprint(otherKey));
    expect(bench.prompts).toEqual([]);
  });

  test('a host of which only a key of another type is known is no first contact', async () => {
    execFileSync('ssh-keygen', ['-q', '-t', 'ecdsa', '-N', '', '-f', join(bench.sshd.folder, 'ecdsa')]);
    const key = execFileSync('cat', [join(bench.sshd.folder, 'ecdsa.pub')], { encoding: 'utf8' });

    knownHosts(`[127.0.0.1]:${bench.sshd.port} ${key}`);
    expect(await bench.hosts.connect(unpinned(), never)).toMatchObject({
      ok: false,
      failure: { kind: 'host-key-changed' },
    });
  });

  test('a revoked key is refused, though it is pinned', async () => {
    knownHosts(`@revoked * ${bench.sshd.hostKey}\n`);
    expect(await bench.hosts.connect(bench.target, never)).toMatchObject({
      ok: false,
      failure: { kind: 'host-key-revoked' },
    });
  });
});

test('a pin is looked at before known_hosts', async () => {
  knownHosts(`[127.0.0.1]:${bench.sshd.port} ${otherKey}\n`);
  expect(await bench.hosts.connect(bench.target, never)).toMatchObject({ ok: true });
  const wrong = { ...bench.target, pins: [otherKey] };
  expect(await bench.hosts.connect(wrong, never)).toMatchObject({ ok: false, failure: { kind: 'host-key-changed' } });
});

test('a host with several keys is asked for the one that is known', async () => {
  const { folder } = bench.sshd;
  execFileSync('ssh-keygen', ['-q', '-t', 'rsa', '-b', '2048', '-N', '', '-f', join(folder, 'host_rsa')]);
  const two = await openWorkbench({ sshd: { config: [`HostKey ${folder}/host_rsa`] } });
  const rsa = execFileSync('cat', [join(folder, 'host_rsa.pub')], { encoding: 'utf8' });
  const target = { ...two.target, pins: [rsa.split(' ').slice(0, 2).join(' ')] };
  expect(await two.hosts.connect(target, never)).toMatchObject({ ok: true });
  expect(two.prompts).toEqual([]);
  await two.close();
});

test('a scan says what the host shows and how it stands, and changes nothing', async () => {
  const scan = (pins: readonly string[]) => bench.hosts.scan({ ...bench.target, pins }, never);
  const shown = { fingerprint: fingerprint(bench.sshd.hostKey), key: bench.sshd.hostKey, algorithm: 'ssh-ed25519' };
  expect(await scan([])).toMatchObject({ ok: true, value: { ...shown, standing: 'unknown', known: [] } });
  expect(await scan([bench.sshd.hostKey])).toMatchObject({ ok: true, value: { ...shown, standing: 'trusted' } });
  expect(await scan([otherKey])).toMatchObject({
    ok: true,
    value: {
      ...shown,
      standing: 'changed',
      known: [{ fingerprint: fingerprint(otherKey), source: 'pinned in Drydock' }],
    },
  });
  expect([bench.prompts, bench.trusted]).toEqual([[], []]);
});

test('a check says that durable steps can run, or that the home folder cannot be written', async () => {
  expect(await bench.hosts.check(bench.target, never)).toMatchObject({ ok: true, value: { isDurable: true } });
  execFileSync('sh', ['-c', 'rm -rf "$1/.drydock"; : >"$1/.drydock"', 'sh', bench.sshd.home]);
  expect(await bench.hosts.check(bench.target, never)).toMatchObject({ ok: true, value: { isDurable: false } });
  expect((await bench.run('echo x')).result).toMatchObject({
    ok: false,
    failure: { kind: 'home-not-writable', mayHaveBegun: false },
  });
  expect((await bench.run('echo x', { mode: 'direct' })).stdout()).toBe('x\n');
});
