/** Steps on a host whose SSH server is dropbear. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDropbear } from '../fixtures/sshd/dropbear.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

let bench: Workbench;
beforeAll(async () => {
  bench = await openWorkbench({ start: startDropbear });
});
afterAll(() => bench.close());

test.each(['durable', 'direct'] as const)('a %s step runs, with both streams and its status', async (mode) => {
  const step = await bench.run('echo "$A"; echo err >&2; exit 3', { mode, environment: [['A', 'b c']] });
  expect(step.result).toEqual({ ok: true, value: { kind: 'done', exit: { kind: 'exited', status: 3 } } });
  expect([step.stdout(), step.stderr()]).toEqual(['b c\n', 'err\n']);
});

test('steps that follow each other at once all run, though it takes no session while another one ends', async () => {
  for (let step = 0; step < 30; step += 1) {
    expect((await bench.run(`echo ${step}`, { mode: 'direct' })).stdout()).toBe(`${step}\n`);
  }
});

test('a large output arrives whole', async () => {
  const step = await bench.run('head -c 3000000 /dev/urandom | tee all');
  expect(step.bytes('stdout').equals(bench.homeBytes('all'))).toBe(true);
});

test('an end reaches the step, and cleaning leaves nothing', async () => {
  const task = bench.newTask();
  const isUp = Promise.withResolvers<void>();
  const running = bench.run('echo up; sleep 87.65', { task, onBytes: () => isUp.resolve() });
  await isUp.promise;
  expect(await bench.end(task)).toMatchObject({ ok: true, value: { kind: 'done', exit: { kind: 'signalled' } } });
  expect((await running).result).toMatchObject({ ok: true, value: { kind: 'done' } });
  expect(bench.processes('sleep 87.65')).toEqual([]);
  expect(await bench.clean(task)).toEqual({ ok: true, value: undefined });
  expect(bench.spools()).not.toContain(task);
});
