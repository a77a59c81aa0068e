/** People in a real browser: added, found, changed, and who of them sits here. */
import { test } from '@playwright/test';
import { expectAccessibleInBoth } from './accessibility.ts';
import { expect } from './leader.ts';
import { picture } from './picture.ts';
import { ServedConsole } from './served-console.ts';

let served: ServedConsole;

test.beforeEach(async ({ page }) => {
  served = await ServedConsole.start();
  await page.goto(served.url);
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'People' }).click();
});
test.afterEach(() => served.dispose());

test('somebody is added with roles, found again, and says that it is them who sit here', async ({ page }) => {
  await expect(page.getByRole('heading', { name: 'Nobody here yet' })).toBeVisible();
  await page.getByRole('button', { name: 'Add somebody' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add somebody' });
  await dialog.getByLabel('Name').fill('Ada Quist');
  await dialog.getByLabel('Roles').fill('SRE');
  await page.keyboard.press('Enter');
  await dialog.getByLabel('Qualifications').fill('root');
  await page.keyboard.press('Enter');
  await dialog.getByLabel('Time zone').fill('Nowhere/Land');
  await dialog.getByRole('button', { name: 'Add them' }).click();
  await expect(dialog.getByText('there is no time zone “Nowhere/Land”')).toBeVisible();
  await dialog.getByLabel('Time zone').fill('Europe/Berlin');
  await dialog.getByLabel('E-mail').fill('ada@example.org');
  await dialog.getByRole('button', { name: 'Add them' }).click();
  await expect(dialog).toBeHidden();
  const panel = page.getByRole('complementary', { name: 'Ada Quist' });
  await expect(panel).toContainText('ada@example.org');
  await panel.getByRole('button', { name: 'This is me' }).click();
  await expect(page.getByRole('main')).toContainText('You are Ada Quist.');
  await expect(panel.getByRole('heading', { name: 'The key of this console' })).toBeVisible();
  await expectAccessibleInBoth(page, 'People');
  await picture(page, 'people');
  await page.getByLabel('Find people').fill('nobody at all');
  await expect(page.getByText('Nobody is found by these words.')).toBeVisible();
  await page.getByLabel('Find people').fill('sre');
  await expect(page.getByRole('row').filter({ hasText: 'Ada Quist' })).toBeVisible();
});
