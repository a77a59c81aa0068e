/** Environments by the command: described by options, changed in what was named, and everything else kept. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeTestWorkspace, type TestWorkspace } from './command.ts';

let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await makeTestWorkspace();
});
afterAll(() => workspace.remove());

test('an environment is added, changed in what was named, shown and removed', async () => {
  await workspace.drydock('host', 'add', 'db-1', '192.0.2.1', '--user', 'ops');
  const added = await workspace.drydock(
    ...['environment', 'add', 'Orders', '--production', '--host', 'db-1', '--version', '1.4.0', '--cloud', 'aws'],
    ...['--window', 'sunday,wednesday 02:30 Europe/Berlin 120m', '--catalogue', '/srv/iac', '--contact', 'SRE on call'],
    ...['--notify', 'failure:internal:Ops chat'],
  );
  expect(added.stderr).toBe('');
  expect(added.stdout).toContain('Every Wednesday and Sunday at 02:30 Europe/Berlin, for 120 minutes');
  await workspace.drydock('environment', 'set', 'orders', '--version', '1.5.0', '--form', 'flyway', '--clear', 'cloud');
  const [shown] = await workspace.records('environment', 'show', 'ORDERS');
  expect(shown).toMatchObject({
    version: 2,
    environment: {
      name: 'Orders',
      isProduction: true,
      hosts: ['db-1'],
      version: '1.5.0',
      catalogue: { path: '/srv/iac', form: 'flyway' },
      contact: 'SRE on call',
      notifications: [{ on: 'failure', audience: 'internal', channels: ['Ops chat'] }],
    },
  });
  expect(shown?.['environment']).not.toHaveProperty('cloud');
  expect((await workspace.drydock('environment', 'set', 'Orders', '--window', 'sunday 25:00 UTC 120m')).status).toBe(2);
  expect((await workspace.drydock('environment', 'remove', 'Orders')).status).toBe(0);
});

test('what is due is shown, and made a maintenance by one command', async () => {
  const folder = join(workspace.folder, '..', 'iac');
  await mkdir(folder);
  await writeFile(
    join(folder, 'migrations.yaml'),
    'versions: [{ version: "1.1", migrations: [{ sequence: 1, description: Add it, downtime: full 5m, run: "true", rollback: { none: it only adds } }] }]',
  );
  await workspace.drydock('environment', 'add', 'Shop', '--host', 'db-1', '--version', '1.0', '--catalogue', folder);
  const details = await workspace.drydock('environment', 'details', 'Shop');
  expect(details.stdout).toContain('pending   1.1/1  Add it  downtime: full, 5 minutes\n1 due; downtime: 5 min full');
  expect(details.status).toBe(0);
  const made = await workspace.drydock('environment', 'run-maintenance', 'Shop');
  expect(made.stdout).toContain('Shop to 1.1, 1 step');
  expect(made.stderr).toContain("drydock run 'Shop to 1.1'");
});
