/** Environments on their screens: what is pending, a maintenance made of it, and the gate that pipelines ask. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { expectAccessibleInBoth } from './accessibility.ts';
import { picture } from './picture.ts';
import { ServedConsole } from './served-console.ts';

let served: ServedConsole;
let catalogue: string;

test.beforeEach(async () => {
  served = await ServedConsole.start();
  catalogue = join(served.workspace, 'catalogue');
  mkdirSync(catalogue);
  writeCatalogue();
});
test.afterEach(async () => {
  await served.dispose();
});

const migrations = [
  { sequence: 1, description: 'Split the orders', downtime: 'full 20m', clouds: ['aws'] },
  { sequence: 2, description: 'Grant reporting', downtime: 'none', clouds: ['gcp'] },
  { sequence: 3, description: 'Rebuild the statistics', downtime: 'partial 5m', clouds: [] },
];

/** JSON is YAML. */
function writeCatalogue(more: readonly (typeof migrations)[number][] = []): void {
  const written = [...migrations, ...more].map((one) => ({ ...one, run: 'true', rollback: { run: 'true' } }));
  const versions = [{ version: '2.13.0' }, { version: '2.14.0', migrations: written }];
  writeFileSync(join(catalogue, 'migrations.yaml'), JSON.stringify({ versions }));
}

async function addHost(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Hosts' }).click();
  await page.getByRole('button', { name: 'Add a host' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a host' });
  await dialog.getByLabel('Name').fill('db-1');
  await dialog.getByLabel('Address').fill('127.0.0.1');
  await dialog.getByLabel('User').fill('ops');
  await dialog.getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByRole('complementary', { name: 'Host db-1' })).toBeVisible();
}

async function addOrders(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Environments and hosts' })
    .getByRole('link', { name: 'Environments' })
    .click();
  await expect(page.getByRole('heading', { name: 'No environment yet' })).toBeVisible();
  await page.getByRole('button', { name: 'Add an environment' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add an environment' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Orders');
  await dialog.getByRole('textbox', { name: 'Cloud' }).fill('aws');
  await dialog.getByRole('textbox', { name: 'Version it has now' }).fill('2.13.0');
  await dialog.getByRole('textbox', { name: 'Stable version' }).fill('2.13.0');
  await dialog.getByRole('combobox', { name: 'Hosts' }).click();
  await page.getByRole('option', { name: 'db-1' }).click();
  await page.keyboard.press('Tab');
  await dialog.getByRole('textbox', { name: 'Folder or Git work tree' }).fill(catalogue);
  await dialog.getByRole('switch', { name: 'It has a recurring maintenance window' }).check({ force: true });
  await dialog.getByRole('textbox', { name: 'From, by its clocks' }).fill('26:30');
  await dialog.getByRole('button', { name: 'Add it' }).click();
  // Nothing is sent before it is right, and nothing typed is lost.
  await expect(dialog.getByRole('alert')).toContainText('a time of day is written as 02:30');
  await dialog.getByRole('textbox', { name: 'From, by its clocks' }).fill('02:30');
  await dialog.getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByRole('heading', { name: 'Orders', level: 1 })).toBeVisible();
}

test('REL-2 and REL-6: an environment shows what is pending, what is skipped and why, and a new version at once', async ({
  page,
}) => {
  await page.goto(served.url);
  await page.getByRole('link', { name: 'Environments' }).click();
  await addHost(page);
  await addOrders(page);
  const section = page.getByRole('region', { name: 'Migrations' });
  await expect(section).toContainText('2 are due. Downtime: 20 min full, 5 min partial.');
  await expect(section.getByRole('row').filter({ hasText: 'Split the orders' })).toContainText('Pending');
  await expect(page.getByRole('list', { name: 'Next windows' }).getByRole('listitem')).toHaveCount(5);
  await expectAccessibleInBoth(page, 'An environment');
  await picture(page, 'environment');

  await section.getByText('Skipped', { exact: true }).click();
  await expect(section.getByRole('row').filter({ hasText: 'Grant reporting' })).toContainText('gcp');

  writeCatalogue([{ sequence: 4, description: 'Compress the archive', downtime: 'none', clouds: [] }]);
  await section.getByRole('button', { name: 'Read the catalogue' }).click();
  await section.getByText('Open', { exact: true }).click();
  await expect(section.getByRole('row').filter({ hasText: 'Compress the archive' })).toContainText('Pending');

  await section.getByRole('button', { name: 'Split the orders' }).click();
  await expect(page.getByRole('dialog', { name: '1 Split the orders' })).toContainText('SHA-256');
});

test('REL-4 and REL-7: run maintenance makes a maintenance of what is due, and a gate is blocked with a reason and lifted by whom the policy names', async ({
  page,
}) => {
  await page.goto(served.url);
  await page.getByRole('link', { name: 'Environments' }).click();
  await addHost(page);
  await addOrders(page);

  const gate = page.getByRole('region', { name: 'Release gate' });
  await expect(gate).toContainText('Releases, full and selective, may go there.');
  await gate.getByRole('button', { name: 'Block…' }).click();
  const block = page.getByRole('dialog', { name: 'Block releases of Orders?' });
  await expect(block.getByRole('button', { name: 'Block releases' })).toBeDisabled();
  await block.getByRole('textbox', { name: 'Why' }).fill('Christmas freeze');
  await block.getByRole('button', { name: 'Block releases' }).click();
  await expect(gate).toContainText('Christmas freeze');
  await expectAccessibleInBoth(page, 'A blocked gate');
  await picture(page, 'gate-blocked');

  await gate.getByRole('button', { name: 'Unblock…' }).click();
  const unblock = page.getByRole('dialog', { name: 'Unblock releases of Orders?' });
  await unblock.getByRole('textbox', { name: 'Why it may be lifted' }).fill('The holidays are over');
  await unblock.getByRole('button', { name: 'Unblock releases' }).click();
  // By the default policy an engineering manager lifts it, and nobody here has said that they are one.
  await expect(unblock.getByRole('alert')).toContainText('EM');
  await unblock.getByRole('button', { name: 'Back' }).click();
  await expect(gate).toContainText('Christmas freeze');

  await page.getByRole('region', { name: 'Migrations' }).getByRole('button', { name: 'Run maintenance…' }).click();
  await page
    .getByRole('dialog', { name: 'Run maintenance on Orders' })
    .getByRole('button', { name: 'Make the maintenance' })
    .click();
  await expect(page).toHaveURL(/#\/m\/m-[a-z0-9]+\/readiness/);
  await expect(page.getByText('PRODUCTION').first()).toBeVisible();
});
