/** Direct steps that are called off or ended before they were sent: no claim on the host guards them. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type NetworkProxy, startProxy } from '../fixtures/sshd/proxy.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

let bench: Workbench;
let proxy: NetworkProxy;
beforeEach(async () => {
  bench = await openWorkbench();
  proxy = await startProxy(bench.sshd.port);
});
afterEach(async () => {
  await proxy.close();
  await bench.close();
});

/** An order whose connection is there, and whose session is being opened: nothing passes until `proxy.thaw()`. */
async function orderWhileFrozen(signal: AbortSignal) {
  const target = { ...bench.target, port: proxy.port };
  const connected = Promise.withResolvers<void>();
  bench.hosts.onContact(({ state }) => {
    if (state !== 'connected') return;
    proxy.freeze();
    connected.resolve();
  });
  const task = bench.newTask();
  const step = bench.run('echo begun >> $HOME/proof', { target, task, mode: 'direct', signal });
  await connected.promise;
  // Who waits for the connection is told of it in this turn, and asks for a session at once.
  await new Promise((resolve) => setImmediate(resolve));
  return { target, task, step };
}

test('one that is called off while its session is being opened is not sent', async () => {
  const leaving = new AbortController();
  const { step, target } = await orderWhileFrozen(leaving.signal);
  leaving.abort();
  proxy.thaw();
  expect((await step).result).toMatchObject({ ok: false, failure: { kind: 'cancelled', mayHaveBegun: false } });
  expect((await bench.run('sleep 0.2; cat $HOME/proof', { target, mode: 'direct' })).stdout()).toBe('');
});

test('one that is ended while its session is being opened is not sent, and waits to be called off', async () => {
  const leaving = new AbortController();
  const { step, target, task } = await orderWhileFrozen(leaving.signal);
  expect(await bench.hosts.end(target, bench.key(task), 1_000)).toEqual({ ok: true, value: { kind: 'absent' } });
  proxy.thaw();
  expect((await bench.run('sleep 0.2; cat $HOME/proof', { target, mode: 'direct' })).stdout()).toBe('');
  leaving.abort();
  expect((await step).result).toMatchObject({ ok: false, failure: { kind: 'cancelled', mayHaveBegun: false } });
});
