/** People in a real browser: added, found, changed, and who of them sits here. */
import { expect, test } from '@playwright/test';
import { expectAccessibleInBoth } from './accessibility.ts';
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

test('ten thousand come from a file, what is refused stands first, and one is found by any word wherever one looks', async ({
  page,
}) => {
  const rows = Array.from({ length: 10_000 }, (_, index) => {
    const zone = index === 9_999 ? 'Mars/Base' : 'Europe/Berlin';
    return `Person ${index},${index === 7_777 ? 'harbour pilot' : 'SRE'},${zone}`;
  });
  await expect(page.getByRole('heading', { name: 'Nobody here yet' })).toBeVisible();
  const buffer = Buffer.from(['name,roles,zone', ...rows].join('\n'));
  await page.locator('input[type=file][accept*=csv]').setInputFiles({ name: 'team.csv', mimeType: 'text/csv', buffer });
  const dialog = page.getByRole('dialog', { name: 'People from team.csv' });
  const first = dialog.getByRole('list', { name: 'Row by row' }).getByRole('listitem').first();
  await expect(first).toContainText('there is no time zone “Mars/Base”');
  await dialog.getByRole('button', { name: 'Take 9,999 over' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('9,999 people')).toBeVisible();
  // A screen's worth is drawn, whoever there is.
  await expect(page.getByRole('row')).toHaveCount(101);

  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'Find anything' }).fill('harbour pilot');
  await page.getByRole('button', { name: /Person 7777/ }).click();
  await expect(page.getByRole('complementary', { name: 'Person 7777' })).toBeVisible();

  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Runbooks', exact: true }).click();
  await page.getByRole('button', { name: 'New runbook' }).click();
  await page.getByLabel('Name').fill('harbour');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'New maintenance' }).click();
  const people = page.getByRole('combobox', { name: 'People' });
  await people.click();
  await expect(page.getByRole('option')).toHaveCount(50);
  await people.fill('pilot');
  await page.getByRole('option', { name: /Person 7777/ }).click();
  await expect(page.getByRole('dialog')).toContainText('Person 7777');
});
