/** The backups of a maintenance in a browser: added, read through by their tool on a real host, and red again once broken. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { TestConsole } from '../fixtures/console.ts';
import { type Sshd, startSshd } from '../fixtures/sshd/sshd.ts';
import { expectAccessibleInBoth } from './accessibility.ts';
import { picture } from './picture.ts';
import { type Planned, planMaintenance } from './planned-maintenance.ts';
import { ServedConsole } from './served-console.ts';

let sshd: Sshd;
let planned: Planned;
let served: ServedConsole;

test.beforeEach(async () => {
  [sshd, planned] = await Promise.all([startSshd(), planMaintenance(Date.now())]);
  const desk = await TestConsole.open(planned.folder);
  await desk.connectTo(sshd, { name: 'vault' });
  await desk.reach('vault');
  await desk.close();
  served = await ServedConsole.start({ workspace: planned.folder });
});
test.afterEach(async () => {
  await served.dispose();
  await sshd.close();
  await planned.remove();
});

function makeTar(): string {
  mkdirSync(join(sshd.home, 'wiki'));
  for (const file of ['pages', 'images']) writeFileSync(join(sshd.home, 'wiki', file), `${file}\n`.repeat(20_000));
  const path = join(sshd.home, 'wiki.tar.gz');
  execFileSync('tar', ['-czf', path, '-C', sshd.home, 'wiki']);
  return path;
}

async function openBackups(page: Page): Promise<void> {
  await page.goto(served.url);
  await page.getByRole('link', { name: 'Upgrade the wiki' }).click();
  await page.getByRole('tab', { name: 'Backups' }).click();
  await expect(page.getByRole('heading', { name: 'No backup yet' })).toBeVisible();
}

async function verify(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: 'Verify the pages and images' }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

test('POL-12: a backup is read through by its tool, keeps its evidence in the log, and is red in words once it is broken', async ({
  page,
}) => {
  const path = makeTar();
  await openBackups(page);
  await picture(page, 'backups-empty');
  await page.getByRole('button', { name: 'Add a backup' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a backup' });
  await dialog.getByRole('textbox', { name: 'Which data' }).fill('the pages and images');
  await dialog.getByRole('textbox', { name: 'Path on that host' }).fill('wiki.tar.gz');
  await dialog.getByRole('combobox', { name: 'Asked on host' }).click();
  await page.getByRole('option', { name: 'vault' }).click();
  await dialog.getByRole('button', { name: 'Add it' }).click();
  // What is not right is said beside its field, and nothing typed is lost.
  await expect(dialog.getByText('a path on a host begins with /')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Path on that host' }).fill(path);
  await dialog.getByRole('button', { name: 'An external copy' }).click();
  await dialog.getByRole('textbox', { name: 'Where', exact: true }).fill('the safe in Berlin');
  await dialog.getByRole('textbox', { name: 'By whom' }).fill('Dana');
  await dialog.getByRole('button', { name: 'Add it' }).click();

  const row = page.getByRole('row').filter({ hasText: 'the pages and images' });
  await expect(row).toContainText('Not proven');
  await verify(page, 'Read through');
  await expect(row).toContainText('Readable');
  await expect(row).toContainText('100 %');
  await expectAccessibleInBoth(page, 'Backups');
  await picture(page, 'backups');

  truncateSync(path, 300);
  await verify(page, 'Read through');
  await expect(row).toContainText('Not sound');
  await picture(page, 'backups-broken');
  await page.getByRole('tab', { name: 'Readiness' }).click();
  await expect(page.getByText(/POL-12/).first()).toBeVisible();

  await page.getByRole('tab', { name: 'Backups' }).click();
  await row.getByRole('link', { name: /Read through on vault/ }).click();
  await expect(page).toHaveURL(/console\?row=\d+/);
});

test('the backups of another maintenance are taken over, and not proven before their tools are asked again', async ({
  page,
}) => {
  await served.leave();
  const desk = await TestConsole.open(planned.folder);
  const backup = {
    id: 'wiki',
    what: 'the pages and images',
    place: 'wiki.tar.gz',
    percent: 0,
    copies: [],
    subject: { tool: 'tar', on: 'vault', path: makeTar() },
  };
  await desk.ask('backup.record', { maintenance: planned.maintenance, backup: backup as never });
  const [runbook] = await desk.ask('runbook.list', {});
  await desk.ask('maintenance.create', { title: 'Go on with the wiki', runbook: runbook?.name as never });
  await desk.close();
  served = await ServedConsole.start({ workspace: planned.folder });
  await page.goto(served.url);
  await page.getByRole('link', { name: 'Go on with the wiki' }).click();
  await page.getByRole('tab', { name: 'Backups' }).click();
  await page.getByRole('button', { name: 'Take over…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take over backups' });
  await expect(dialog.getByRole('combobox', { name: 'Of which maintenance' })).toHaveValue(/^Upgrade the wiki/);
  await expectAccessibleInBoth(page, 'Taking over backups');
  await picture(page, 'backups-take-over');
  await dialog.getByRole('button', { name: 'Take them over' }).click();
  const row = page.getByRole('row').filter({ hasText: 'the pages and images' });
  await expect(row).toContainText('Not proven');
  await page.getByRole('button', { name: 'Take over…' }).click();
  await dialog.getByRole('button', { name: 'Take them over' }).click();
  await expect(dialog.getByRole('alert')).toContainText('All of them are on the list already.');
});
