/** Durable steps on a real sshd. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbench, type Workbench } from './workbench.ts';

let bench: Workbench;
beforeAll(async () => {
  bench = await openWorkbench();
});
afterAll(() => bench.close());

test('a step runs to its verdict, with both streams, its environment and the login folder', async () => {
  const step = await bench.run('echo "$WHO in $PWD"; echo oops >&2; exit 3', { environment: [['WHO', "it's\nme"]] });
  expect(step.result).toEqual({ ok: true, value: { kind: 'done', exit: { kind: 'exited', status: 3 } } });
  expect(step.stdout()).toBe(`it's\nme in ${bench.sshd.home}\n`);
  expect(step.stderr()).toBe('oops\n');
});

test('a second order for the same attempt attaches, and starts nothing', async () => {
  const task = bench.newTask();
  await bench.run('echo x >>ran; echo out', { task });
  const again = await bench.run('echo x >>ran; echo other', { task });
  expect(again.stdout()).toBe('out\n');
  expect(bench.homeFile('ran')).toBe('x\n');
});

test('an attempt that was ended before it began never begins', async () => {
  const task = bench.newTask();
  expect(await bench.end(task)).toMatchObject({ ok: true, value: { kind: 'claimed' } });
  const step = await bench.run('echo x >>late', { task });
  expect(step.result).toEqual({ ok: true, value: { kind: 'claimed' } });
  expect(bench.homeFile('late')).toBeUndefined();
});

test('a follower begins at the byte it is told', async () => {
  const task = bench.newTask();
  await bench.run('printf 0123456789; printf abcdef >&2', { task });
  const step = await bench.follow(task, { stdout: 4, stderr: 5 });
  expect([step.stdout(), step.stderr()]).toEqual(['456789', 'f']);
});

test('cleaning leaves no trace of the attempt', async () => {
  const task = bench.newTask();
  await bench.run('true', { task });
  expect(await bench.clean(task)).toEqual({ ok: true, value: undefined });
  expect(await bench.inspect(task)).toMatchObject({ ok: true, value: { kind: 'absent' } });
  expect(bench.spools()).not.toContain(task);
});

test('a large script arrives byte for byte, and runs once', async () => {
  const padding = `: ${'some text that does nothing '.repeat(4)}\n`.repeat(8_000);
  const task = bench.newTask();
  const script = `${padding}echo x >>large; cat "$0" | wc -c`;
  const first = await bench.run(script, { task });
  const second = await bench.run(script, { task });
  for (const step of [first, second]) expect(step.stdout().trim()).toBe(`${script.length}`);
  expect(bench.homeFile('large')).toBe('x\n');
});

test('an interrupt is not ignored by what a step starts', async () => {
  const step = await bench.run("exec /bin/dash -c 'kill -INT $$; echo ignored'");
  expect(step.result).toMatchObject({ ok: true, value: { exit: { kind: 'signalled', signal: 'INT' } } });
});

test('a program that cuts the output is told in the log where the lengths show it, and the verdict stands', async () => {
  const step = await bench.run('echo first >&2; sleep 0.3; device=/dev; : >$device/stderr; echo x >&2; exit 4');
  expect(step.result).toEqual({ ok: true, value: { kind: 'done', exit: { kind: 'exited', status: 4 } } });
  expect(step.stderr()).toMatch(/^first\n.*Drydock: this script opened its own output anew/s);
});

test('what a process left behind writes later neither delays nor spoils the verdict', async () => {
  const step = await bench.run('(sleep 0.01; echo a; sleep 0.02; echo b; sleep 3) & echo first');
  expect(step.result).toEqual({ ok: true, value: { kind: 'done', exit: { kind: 'exited', status: 0 } } });
  expect(step.stdout()).toMatch(/^first\n/);
});
