/** Approvals in a real browser: asked by file, given by whoever sits here, and stale once the plan is another. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { expectAccessibleInBoth } from './accessibility.ts';
import { picture } from './picture.ts';
import { type Planned, planMaintenance } from './planned-maintenance.ts';
import { ServedConsole } from './served-console.ts';

let planned: Planned;
let served: ServedConsole;

test.beforeEach(async ({ page }) => {
  planned = await planMaintenance(Date.now());
  served = await ServedConsole.start({ workspace: planned.folder });
  await page.goto(served.url);
});
test.afterEach(async () => {
  await served.leave();
  await planned.remove();
});

const rooms = (page: Page) => page.getByRole('navigation', { name: 'Rooms' });

async function sitHereAs(page: Page, name: string): Promise<void> {
  await rooms(page).getByRole('link', { name: 'People' }).click();
  await page.getByRole('row').getByRole('link', { name }).click();
  await page.getByRole('complementary', { name }).getByRole('button', { name: 'This is me' }).click();
  await expect(page.getByRole('main')).toContainText(`You are ${name}.`);
}

async function openReadiness(page: Page): Promise<void> {
  await rooms(page).getByRole('link', { name: 'Maintenances', exact: true }).click();
  await page.getByRole('main').getByRole('link', { name: 'Upgrade the wiki' }).click();
  await page.getByRole('tab', { name: 'Readiness' }).click();
}

test('an EM approves here, the rule is satisfied, and another plan makes the word stale', async ({ page }) => {
  await sitHereAs(page, 'Ada Quist');
  await openReadiness(page);
  const words = page.getByRole('region', { name: 'Approvals and agreements' });
  await words.getByRole('button', { name: 'Ask…' }).click();
  const asking = page.getByRole('dialog', { name: 'Ask for approval or agreement' });
  await asking.getByRole('combobox', { name: 'Whom' }).click();
  await page.getByRole('option', { name: /Cleo Marsh/ }).click();
  await page.keyboard.press('Tab');
  await asking.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(asking.getByRole('button', { name: /request.*\.json/ })).toBeVisible();
  await asking.getByRole('button', { name: 'Done' }).click();
  await expect(words.getByRole('row').filter({ hasText: 'Cleo Marsh' }).first()).toContainText('Asked');

  await sitHereAs(page, 'Cleo Marsh');
  await openReadiness(page);
  await words.getByRole('button', { name: 'Answer here…' }).click();
  const answering = page.getByRole('dialog', { name: 'Your word' });
  await answering.getByRole('radiogroup', { name: 'The maintenance' }).getByText('I approve').click();
  await expectAccessibleInBoth(page, 'Giving one’s word');
  await answering.getByRole('button', { name: 'Give my word as Cleo Marsh' }).click();
  const satisfied = page.getByRole('region', { name: 'Satisfied' });
  await expect(satisfied.getByRole('listitem', { name: /^POL-1:/ })).toContainText('Cleo Marsh approved it');
  await expect(words.getByRole('row').filter({ hasText: 'Counts' })).toHaveCount(1);

  await page.getByRole('tab', { name: 'Work plan' }).click();
  await page.getByLabel('Title of step').first().fill('Say it in the channel, twice');
  await page.getByRole('tab', { name: 'Readiness' }).click();
  await expect(words.getByText('the work plan has changed since')).toBeVisible();
  await expectAccessibleInBoth(page, 'A stale approval');
  await words.scrollIntoViewIfNeeded();
  await picture(page, 'approvals');
  await words.getByRole('button', { name: 'What changed…' }).click();
  await expect(page.getByRole('dialog')).toContainText('twice');
});

test('a request file that was tampered with is not opened', async ({ page }) => {
  await sitHereAs(page, 'Ada Quist');
  await openReadiness(page);
  const words = page.getByRole('region', { name: 'Approvals and agreements' });
  await words.getByRole('button', { name: 'Ask…' }).click();
  const asking = page.getByRole('dialog', { name: 'Ask for approval or agreement' });
  await asking.getByRole('combobox', { name: 'Whom' }).click();
  await page.getByRole('option', { name: /Cleo Marsh/ }).click();
  await page.keyboard.press('Tab');
  await asking.getByRole('button', { name: 'Ask', exact: true }).click();
  const downloading = page.waitForEvent('download');
  await asking.getByRole('button', { name: /request.*\.json/ }).click();
  const text = readFileSync(await (await downloading).path(), 'utf8');
  await asking.getByRole('button', { name: 'Done' }).click();
  const forged = join(planned.folder, 'forged.json');
  writeFileSync(forged, text.replace('Upgrade the wiki', 'Delete the wiki'));
  await rooms(page).getByRole('link', { name: 'People' }).click();
  await page.locator('input[type=file][accept*=json]').setInputFiles(forged);
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const whole = join(planned.folder, 'whole.json');
  writeFileSync(whole, text);
  await page.locator('input[type=file][accept*=json]').setInputFiles(whole);
  await expect(page.getByRole('dialog', { name: /^Asked of you/ })).toContainText('Ada Quist');
  await expectAccessibleInBoth(page, 'A request file');
  await picture(page, 'request-file');
});
