/** Environments as documents: kept by name without regard to case, and true to the hosts and twins they name. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { HostName } from '../../src/core/ids.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';

let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let console: TestConsole;
beforeEach(async () => {
  workspace = await makeWorkspace();
  console = await TestConsole.open(workspace.folder);
});
afterEach(async () => {
  expect(console.problems).toEqual([]);
  await console.close();
  await workspace.remove();
});

const host = 'db-1' as HostName;
const saveHost = () => console.ask('host.save', { name: host, address: '192.0.2.1', user: 'ops' });

it('keeps an environment by its name without regard to case, and writes over no change made meanwhile', async () => {
  const environment = { name: 'Orders', isProduction: true, version: '1.4.0' };
  const saved = await console.ask('environment.save', { environment, expectedVersion: 0 });
  expect(saved).toMatchObject({ version: 1, environment: { name: 'Orders', hosts: [], notifications: [] } });
  const twice = { environment: { ...environment, name: 'orders' }, expectedVersion: 0 };
  expect(await console.answer('environment.save', twice)).toMatchObject({ failure: { kind: 'stale' } });
  await console.ask('environment.save', { environment: { ...environment, name: 'ORDERS' }, expectedVersion: 1 });
  expect((await console.ask('environment.list', {})).map((one) => one.environment.name)).toEqual(['ORDERS']);
  expect((await console.ask('environment.show', { name: ' orders ' })).version).toBe(2);
  await console.ask('environment.remove', { name: 'oRders' });
  expect(await console.ask('environment.list', {})).toEqual([]);
});

it('takes no host and no twin that is not there, and lets none be taken away that an environment needs', async () => {
  const orders = { name: 'Orders', isProduction: true, hosts: [host], stagingTwin: 'Orders staging' };
  const save = (environment: object) => console.answer('environment.save', { environment, expectedVersion: 0 });
  expect(await save(orders)).toMatchObject({ failure: { kind: 'no-such-host' } });
  await saveHost();
  expect(await save(orders)).toMatchObject({ failure: { kind: 'no-such-environment' } });
  expect(await save({ name: 'A', isProduction: false, stagingTwin: 'a' })).toMatchObject({
    failure: { kind: 'bad-input' },
  });
  await console.ask('environment.save', {
    environment: { name: 'Orders staging', isProduction: false },
    expectedVersion: 0,
  });
  expect(await save(orders)).toMatchObject({ ok: true });
  expect(await console.answer('host.remove', { name: host })).toMatchObject({ failure: { kind: 'host-in-use' } });
  expect(await console.answer('environment.remove', { name: 'orders STAGING' })).toMatchObject({
    failure: { kind: 'environment-in-use' },
  });
});
