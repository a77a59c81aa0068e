/** Readiness in a real browser: what stands in the way, who may change that, and a start that is offered only where it may be. */
import { expect, test } from '@playwright/test';
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
  await page.getByRole('link', { name: 'Upgrade the wiki' }).click();
  await page.getByRole('tab', { name: 'Readiness' }).click();
});
test.afterEach(async () => {
  await served.leave();
  await planned.remove();
});

test('every rule stands there with its evidence, violated musts first, and Start cannot be pressed', async ({
  page,
}) => {
  await expect(page.getByRole('status').filter({ hasText: 'It may not start' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Verdict' }).getByRole('button', { name: 'Start' })).toBeDisabled();
  const inTheWay = page.getByRole('region', { name: 'In the way of the start' });
  const coverage = inTheWay.getByRole('listitem', { name: /^POL-2:/ });
  await expect(coverage).toContainText('1 of 2 from');
  await expect(coverage).toContainText('Violated');
  await expectAccessibleInBoth(page, 'Readiness');
  await picture(page, 'readiness');
});

test('that no backup is needed is said with a reason, and the rules of backups let go', async ({ page }) => {
  await page.getByRole('button', { name: 'More about POL-11' }).click();
  await page.getByRole('menuitem', { name: 'No backup is needed…' }).click();
  const dialog = page.getByRole('dialog', { name: 'No backup is needed?' });
  await expect(dialog.getByRole('button', { name: 'None is needed' })).toBeDisabled();
  await dialog.getByLabel('Why this maintenance depends on none').fill('Nothing is written to.');
  await dialog.getByRole('button', { name: 'None is needed' }).click();
  await expect(dialog).toBeHidden();
  const inTheWay = page.getByRole('region', { name: 'In the way of the start' });
  await expect(inTheWay.getByRole('listitem', { name: /^POL-12:/ })).toHaveCount(0);
});

test('an emergency is declared with its justification, apart from the ordinary way, and then it may start', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Declare an emergency…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Declare an emergency?' });
  await dialog.getByLabel('Why it cannot wait').fill('The database corrupts what is written.');
  await dialog.getByLabel('The service’s stability needs intervention at once').check();
  await expectAccessibleInBoth(page, 'Declaring an emergency');
  await dialog.getByRole('button', { name: 'Declare the emergency' }).click();
  await expect(page.getByRole('region', { name: 'Emergency' })).toContainText('it may start at once');
  await expect(page.getByRole('button', { name: 'Start as an emergency…' })).toBeEnabled();
  await picture(page, 'readiness-emergency');
});
