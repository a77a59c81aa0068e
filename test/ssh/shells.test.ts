/** The protocol's text under every shell it is written for: the same tests, the real shell as interpreter on both sides. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Secret } from '../../src/core/text/secret.ts';
import { commandLimitBytes, sessionCommand, sessionPreamble } from '../../src/main/ssh/host-script.ts';
import { requireProgram } from '../fixtures/sshd/sshd.ts';
import { openWorkbench, signal, type Workbench } from './workbench.ts';

const shells = [
  ['dash', '/bin/dash', 'dash'],
  ['bash as sh', '/bin/bash --posix', 'bash'],
  ['bash', '/bin/bash', 'bash'],
  ['busybox ash', 'busybox sh', 'busybox'],
  ['mksh', '/bin/mksh', 'mksh'],
] as const;

/** Every byte a script can have: all but NUL. */
const everyByte = Buffer.from(Array.from({ length: 255 }, (_, index) => index + 1));

describe.each(shells)('under %s', (_name, shell, debianPackage) => {
  let bench: Workbench;
  beforeAll(async () => {
    requireProgram(shell.split(' ')[0] ?? '', debianPackage);
    bench = await openWorkbench({ hosts: { shell } });
  });
  afterAll(() => bench.close());

  test.each(['durable', 'direct'] as const)('a %s step gives its output, its streams and its status', async (mode) => {
    const script = 'printf "%s|" "$A" "$d" "$sh" "$n"; pwd; umask -S; printf oops >&2; exit 7';
    const environment = [
      ['A', 'it\'s "a"\n\\n$HOME `id`'],
      ['d', 'a name of ours'],
      ['sh', 'another'],
      ['n', new Secret('a third')],
    ] as const;
    const step = await bench.run(script, { mode, environment });
    expect(step.result).toEqual({ ok: true, value: { kind: 'done', exit: { kind: 'exited', status: 7 } } });
    const values = environment.map(([, value]) => (value instanceof Secret ? value.reveal() : value));
    expect(step.stdout()).toBe(`${values.join('|')}|${bench.sshd.home}\n${bench.umask()}\n`);
    expect(step.stderr()).toBe('oops');
  });

  test.each(['durable', 'direct'] as const)(
    'a %s step that dies by a signal is told from one that exits so',
    async (mode) => {
      for (const signal of ['TERM', 'KILL', 'HUP', 'INT', 'SEGV']) {
        const killed = await bench.run(`exec /bin/dash -c 'kill -${signal} $$; sleep 5'`, { mode });
        expect(killed.result).toEqual({ ok: true, value: { kind: 'done', exit: { kind: 'signalled', signal } } });
        expect(killed.stderr()).toBe('');
      }
      const exited = await bench.run('exit 143', { mode });
      expect(exited.result).toEqual({ ok: true, value: { kind: 'done', exit: { kind: 'exited', status: 143 } } });
    },
  );

  test('the script arrives byte for byte', async () => {
    const text = everyByte.toString('latin1').replaceAll("'", '');
    const step = await bench.run(`printf %s '${Buffer.from(text, 'utf8')}' | od -An -v -tx1 | tr -d ' \\n'`);
    expect(step.stdout()).toBe(Buffer.from(text, 'utf8').toString('hex'));
  });

  test('another interpreter runs the script where its first line names one', async () => {
    for (const mode of ['durable', 'direct'] as const) {
      const step = await bench.run('#!/usr/bin/env bash\nfor word in {a..c}; do echo $X$word; done', {
        mode,
        environment: [['X', 'y']],
      });
      expect(step.stdout()).toBe('ya\nyb\nyc\n');
    }
  });

  test('all bytes of an output arrive, while it is written and after', async () => {
    const task = bench.newTask();
    const make = 'i=0; while [ $i -lt 40 ]; do head -c 20011 /dev/urandom | tee -a all; i=$((i + 1)); sleep 0.01; done';
    const step = await bench.run(make, { task });
    expect(step.bytes('stdout').equals(bench.homeBytes('all'))).toBe(true);
    const later = await bench.follow(task, { stdout: 123_457, stderr: 0 });
    expect(later.bytes('stdout').equals(bench.homeBytes('all').subarray(123_457))).toBe(true);
  });

  test('a script that writes to /dev/stderr and /dev/stdout loses nothing, and waits for no daemon', async () => {
    const script =
      'for i in 1 2 3; do echo out $i; echo err $i >/dev/stderr; echo more $i >/dev/stdout; done; sleep 60.5 & exit 5';
    const task = bench.newTask();
    const step = await bench.run(script, { task });
    expect(step.result).toEqual({ ok: true, value: { kind: 'done', exit: { kind: 'exited', status: 5 } } });
    expect(step.stdout()).toBe([1, 2, 3].map((i) => `out ${i}\nmore ${i}\n`).join(''));
    expect(step.stderr()).toBe([1, 2, 3].map((i) => `err ${i}\n`).join(''));
    signal(bench.processes('sleep 60.5'), 'SIGTERM');
  });

  test('an end reaches the whole group and those that left it, with TERM and then KILL', async () => {
    const stubborn =
      'trap "" TERM; set -m; sleep 98.7654 & sleep 98.7654 & setsid -w sleep 0.01; echo up; sleep 98.7654';
    for (const script of ['sleep 98.7654 & echo up; sleep 98.7654', stubborn]) {
      const task = bench.newTask();
      const isUp = Promise.withResolvers<void>();
      const running = bench.run(script, { task, onBytes: () => isUp.resolve() });
      await isUp.promise;
      expect(await bench.inspect(task)).toMatchObject({ ok: true, value: { kind: 'running' } });
      // mksh exits by itself when it is told to end; the others die by the signal.
      expect(await bench.end(task, 1_000)).toMatchObject({ ok: true, value: { kind: 'done' } });
      expect((await running).result).toMatchObject({ ok: true, value: { kind: 'done' } });
      expect(bench.processes('sleep 98.7654')).toEqual([]);
    }
  });

  test('a step whose processes were all killed is lost', async () => {
    const task = bench.newTask();
    const step = await bench.run('kill -KILL -$(ps -o pgid= -p $$ | tr -d " ")', { task });
    expect(step.result).toEqual({ ok: true, value: { kind: 'lost' } });
    expect(await bench.inspect(task)).toEqual({ ok: true, value: { kind: 'lost' } });
  });
});

test('the folded text keeps to what any login shell and SSH server takes', () => {
  const command = sessionCommand('drydock-0123456789abcdef', '/bin/sh');
  expect(command.split("'")).toHaveLength(5);
  expect(command.length).toBeLessThan(commandLimitBytes);
  expect(command).not.toMatch(/[\n!]|\\\\|\\'/);
  expect(sessionPreamble().indexOf('\n')).toBe(sessionPreamble().length - 1);
});
