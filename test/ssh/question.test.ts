/** Questions to a host: answered within bounds, over the connection of steps, and nothing of them stays there. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { never, openWorkbench, type Workbench } from './workbench.ts';

let bench: Workbench;
beforeAll(async () => {
  bench = await openWorkbench();
});
afterAll(() => bench.close());

const limits = { bytes: 1_000, ms: 20_000 };
const ask = (script: string, more: Partial<typeof limits> = {}) =>
  bench.hosts.ask(
    bench.target,
    { script, environment: new Map([['WHO', "it's me"]]), limits: { ...limits, ...more } },
    never,
  );

test('a question is answered by its output and its exit status, and leaves nothing on the host', async () => {
  expect(await ask('echo "$WHO"; echo no >&2; exit 3')).toEqual({
    ok: true,
    value: { exit: { kind: 'exited', status: 3 }, stdout: "it's me\n", stderr: 'no\n', isCut: false },
  });
  expect(existsSync(join(bench.sshd.home, '.drydock'))).toBe(false);
});

test('an answer that is too long is cut, and said to be', async () => {
  const answer = await ask('while :; do echo 0123456789; done');
  expect(answer).toMatchObject({ ok: true, value: { isCut: true } });
  expect(answer.ok && answer.value.stdout.length).toBe(1_000);
});

test('one that takes too long is given up', async () => {
  expect(await ask('sleep 600', { ms: 300 })).toMatchObject({ ok: false, failure: { kind: 'contact-lost' } });
});
