/** The loopback SSH server, as OpenSSH's own client sees it. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { generateKeyPair } from '../../src/main/ssh/key-pair.ts';
import { attachProcess, type SshServer, spawnCommand, startSshServer } from '../../src/main/ssh/server.ts';

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const pair = generateKeyPair();
let folder: string;
let server: SshServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'drydock-server-'));
  writeFileSync(join(folder, 'key'), pair.private, { mode: 0o600 });
  writeFileSync(join(folder, 'stranger'), generateKeyPair().private, { mode: 0o600 });
  server = await startSshServer({
    hostKey: generateKeyPair().private,
    authorizedKeys: [pair.public],
    port: 0,
    onExec: (command, channel) =>
      attachProcess(spawnCommand(command, { PATH: '/usr/bin:/bin', HOME: folder }, folder), channel),
  });
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

function ssh(command: string, key = 'key'): Promise<Ended> {
  const options = ['-F', 'none', '-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null'];
  const login = ['-o', 'LogLevel=ERROR', '-o', 'IdentitiesOnly=yes', '-i', join(folder, key), '-p', `${server.port}`];
  return new Promise((resolve) => {
    const all = [...options, ...login, 'anybody@127.0.0.1', command];
    execFile('ssh', all, { maxBuffer: 100_000_000 }, (error, stdout, stderr) =>
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });
}

test('a command runs, and its two streams and its status come back', async () => {
  expect(await ssh('echo out; echo err >&2; exit 3')).toEqual({ status: 3, stdout: 'out\n', stderr: 'err\n' });
});

test('a large output arrives whole', async () => {
  const { stdout } = await ssh('seq 1 300000');
  expect(stdout).toBe(`${Array.from({ length: 300_000 }, (_, i) => i + 1).join('\n')}\n`);
});

test('a key that is not authorized is refused', async () => {
  expect(await ssh('echo in', 'stranger')).toMatchObject({ status: 255, stdout: '' });
});

test('a dropped connection ends the client, and the next one is served', async () => {
  const cut = ssh('echo up > up; sleep 30');
  while (server.connections() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  server.dropConnections();
  expect((await cut).status).toBe(255);
  expect((await ssh('echo again')).stdout).toBe('again\n');
});

test('a frozen server goes on where it was, for connections made before and while it froze', async () => {
  server.freeze(400);
  expect((await ssh('echo thawed')).stdout).toBe('thawed\n');
});

test('a restarted server comes back on its port', async () => {
  const { port } = server;
  await server.restart(50);
  expect(server.port).toBe(port);
  expect((await ssh('echo back')).stdout).toBe('back\n');
});
