/** What a step costs over SSH: beside a bare ssh2 `exec` on the same connection, and beside Ansible's fastest module. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ssh2, { type Client } from 'ssh2';
import type { HostTarget } from '../../src/main/engine/ports.ts';
import { startProxy } from '../fixtures/sshd/proxy.ts';
import { openWorkbench, type Workbench } from '../ssh/workbench.ts';
import type { Figure, Measured } from './figure.ts';

const script = 'echo hi';
const rounds = 80;
const ansibleSteps = 40;

export const figures: readonly Figure[] = [
  {
    name: 'direct step',
    target: 1.15,
    baseline: 'a bare ssh2 exec',
    run: () => measure(0, (bench, target) => bench.run(script, { mode: 'direct', target })),
  },
  {
    name: 'direct step at 20 ms round trip',
    target: 0.6,
    baseline: 'a bare ssh2 exec',
    run: () => measure(20, (bench, target) => bench.run(script, { mode: 'direct', target })),
  },
  {
    name: 'durable step',
    target: 5,
    baseline: 'a bare ssh2 exec',
    run: () => measure(0, (bench, target) => bench.run(script, { target })),
  },
  { name: 'durable step, beside Ansible', target: 1, baseline: 'Ansible raw on a warm master', run: measureAnsible },
];

/** Ours and the baseline by turns, each after a rest, so that neither pays for what the other left behind. */
async function measure(
  roundTripMs: number,
  step: (bench: Workbench, target: HostTarget) => Promise<unknown>,
): Promise<Measured> {
  const bench = await openWorkbench();
  const proxy = roundTripMs > 0 ? await startProxy(bench.sshd.port) : undefined;
  proxy?.setDelay(roundTripMs);
  const target = { ...bench.target, port: proxy?.port ?? bench.target.port };
  const client = await openBare(bench, target);
  const [ours, bare]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    await rest(15 + 4 * roundTripMs);
    ours.push(await timed(() => step(bench, target)));
    await rest(15 + 4 * roundTripMs);
    bare.push(await timed(() => execBare(client)));
  }
  const inARow = await timed(async () => {
    for (let round = 0; round < rounds; round += 1) await step(bench, target);
  });
  client.end();
  await bench.close();
  await proxy?.close();
  const note = `in a row ${(inARow / rounds).toFixed(1)} ms`;
  return compare(ours.slice(5), bare.slice(5), note);
}

async function measureAnsible(): Promise<Measured> {
  const bench = await openWorkbench();
  await writeAnsible(bench);
  await play(bench, 1);
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < 5; round += 1) {
    const few = await timed(() => play(bench, 1));
    const many = await timed(() => play(bench, 1 + ansibleSteps));
    theirs.push((many - few) / ansibleSteps);
    for (let step = 0; step < ansibleSteps; step += 1) ours.push(await timed(() => bench.run(script)));
  }
  await bench.close();
  return compare(ours, theirs);
}

async function writeAnsible({ sshd }: Workbench): Promise<void> {
  const task = '    - raw: echo hi\n';
  for (const count of [1, 1 + ansibleSteps]) {
    const playbook = `- hosts: all\n  gather_facts: false\n  tasks:\n${task.repeat(count)}`;
    writeFileSync(join(sshd.folder, `play-${count}.yml`), playbook);
  }
  const login = `ansible_host=127.0.0.1 ansible_port=${sshd.port} ansible_user=${sshd.user}`;
  const inventory = `host-1 ${login} ansible_ssh_private_key_file=${sshd.identityFile}\n`;
  writeFileSync(join(sshd.folder, 'inventory'), inventory);
  writeFileSync(
    join(sshd.folder, 'ansible.cfg'),
    `[defaults]\nhost_key_checking=False\nstdout_callback=minimal\n[ssh_connection]\npipelining=True\ncontrol_path_dir=${sshd.folder}/cp\nssh_args=-o ControlMaster=auto -o ControlPersist=60s -o UserKnownHostsFile=/dev/null\n`,
  );
}

async function play({ sshd }: Workbench, count: number): Promise<void> {
  await promisify(execFile)('ansible-playbook', ['-i', 'inventory', `play-${count}.yml`], {
    cwd: sshd.folder,
    env: { ...process.env, HOME: sshd.home, ANSIBLE_CONFIG: join(sshd.folder, 'ansible.cfg') },
  });
}

/** A connection as anybody would open it with ssh2, but with Nagle's delay off, which is the baseline to beat. */
async function openBare(bench: Workbench, target: HostTarget): Promise<Client> {
  const { readFileSync } = await import('node:fs');
  const client = new ssh2.Client();
  const sock = connect(target.port, '127.0.0.1');
  sock.setNoDelay(true);
  await new Promise<void>((resolve, reject) => {
    client.once('ready', resolve);
    client.once('error', reject);
    client.connect({
      sock,
      username: target.user,
      privateKey: readFileSync(bench.sshd.identityFile),
      hostVerifier: () => true,
      algorithms: { cipher: ['aes128-gcm@openssh.com'] },
    });
  });
  return client;
}

function execBare(client: Client): Promise<void> {
  return new Promise((resolve, reject) => {
    client.exec(script, (error, channel) => {
      if (error) {
        reject(error);
        return;
      }
      channel.resume();
      channel.stderr.resume();
      channel.once('close', () => resolve());
    });
  });
}

function compare(ours: number[], baseline: number[], note?: string): Measured {
  const [mine, theirs] = [median(ours), median(baseline)];
  const spread = (quantile(ours, 0.75) - quantile(ours, 0.25)) / 2 / theirs;
  const figures = `${mine.toFixed(1)} ms against ${theirs.toFixed(1)} ms`;
  return { ratio: mine / theirs, spread, note: note === undefined ? figures : `${figures}, ${note}` };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function median(values: number[]): number {
  return quantile(values, 0.5);
}

function quantile(values: number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
