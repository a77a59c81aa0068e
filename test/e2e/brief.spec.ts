/** A maintenance is planned in its brief: made in under a minute, its record written, its window set, scheduled and moved. */
import { expect, type Page, test } from '@playwright/test';
import { expectAccessibleInBoth } from './accessibility.ts';
import { picture } from './picture.ts';
import { ServedConsole } from './served-console.ts';

let served: ServedConsole;

test.beforeEach(async () => {
  served = await ServedConsole.start();
});
test.afterEach(() => served.dispose());

function goTo(page: Page, room: string) {
  return page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: room, exact: true }).click();
}

async function writeRunbook(page: Page): Promise<void> {
  await page.goto(served.url);
  await goTo(page, 'Runbooks');
  await page.getByRole('button', { name: 'New runbook' }).click();
  await page.getByLabel('Name').fill('key-rotation');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Add a step to prepare' }).click();
  await page.keyboard.type('Tell the owners');
}

/** A day far enough ahead that a test is never run in it. */
const day = '2031-03-12';

async function makeMaintenance(page: Page): Promise<void> {
  await writeRunbook(page);
  await page.getByRole('button', { name: 'New maintenance' }).click();
  const dialog = page.getByRole('dialog', { name: 'New maintenance' });
  await dialog.getByLabel('Title').fill('Keys of March');
  await dialog.getByLabel('Environment').fill('shop-eu');
  await dialog.getByLabel('Start').fill(`${day}T22:00`);
  await dialog.getByLabel('End').fill(`${day}T23:30`);
  await dialog.getByLabel('Time zone').fill('Europe/Berlin');
  await page.getByRole('option', { name: 'Europe/Berlin' }).click();
  await expect(dialog.getByRole('status')).toContainText('1 h 30 m long, from 2031-03-12 21:00 UTC');
  await expectAccessibleInBoth(page, 'The dialog for a new maintenance');
  await picture(page, 'new-maintenance');
  await dialog.getByRole('button', { name: 'Make it' }).click();
  await expect(page.getByRole('tab', { name: 'Brief', selected: true })).toBeVisible();
}

test('a new maintenance has its environment and window from the start, in its header and in the list', async ({
  page,
}) => {
  await makeMaintenance(page);
  const header = page.locator('header').filter({ has: page.getByRole('heading', { level: 1, name: 'Keys of March' }) });
  await expect(header.getByText('PRODUCTION')).toBeVisible();
  await expect(header.getByRole('timer', { name: 'Window' })).toContainText(/^T−\d+ d/);
  await expect(header).toContainText('12 Mar 2031, 22:00–23:30 Europe/Berlin');
  await expect(page.getByRole('region', { name: 'Schedule' })).toContainText('1 h 30 m');
  await expectAccessibleInBoth(page, 'The brief');
  await goTo(page, 'Maintenances');
  const row = page.getByRole('row').filter({ hasText: 'Keys of March' });
  await expect(row).toContainText('PRODUCTION');
  await expect(row).toContainText('12 Mar 2031, 22:00–23:30 Europe/Berlin');
  await picture(page, 'list-with-windows');
});

test('the record saves itself, keeps its criteria, and is there after a reload', async ({ page }) => {
  await makeMaintenance(page);
  await page.getByLabel('Deployment model').fill('blue and green ');
  await page.getByLabel('Is access interrupted?').selectOption('No');
  await page.getByRole('button', { name: 'Add a criterion' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rollback criterion' });
  await dialog.getByLabel('When').fill('more than 1 % of logins fail');
  await dialog.getByLabel('Who decides').fill('the leader');
  await expectAccessibleInBoth(page, 'The dialog of a criterion');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByRole('list', { name: 'Rollback criteria' })).toContainText('Revert the change');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  // What comes back from the journal without its last blank leaves the field alone while one types.
  await expect(page.getByLabel('Deployment model')).toHaveValue('blue and green ');
  await page.reload();
  await expect(page.getByLabel('Deployment model')).toHaveValue('blue and green');
  await expect(page.getByRole('list', { name: 'Rollback criteria' })).toContainText('more than 1 % of logins fail');
  await picture(page, 'brief');
});

test('a time the clocks show twice is asked about', async ({ page }) => {
  await makeMaintenance(page);
  await page.getByRole('button', { name: 'Change the window…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Window' });
  // Half a date is no mistake before the field is left; and a day can be picked by the keys.
  await dialog.getByLabel('Start').fill('2031-10');
  await expect(dialog).not.toContainText('is not a date and a time');
  await dialog.getByLabel('End').fill('2031-10-25 05:00');
  await expect(dialog).toContainText('“2031-10” is not a date and a time');
  // The browser’s own picker stands outside the page: whether it is open already only shows in what the keys do.
  await expect(async () => {
    await dialog.getByLabel('End').fill('2031-10-25 05:00');
    await dialog.getByRole('button', { name: 'Pick a date and time' }).last().click();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(dialog.getByLabel('End')).toHaveValue('2031-10-26 05:00', { timeout: 2_000 });
  }).toPass();
  await dialog.getByLabel('Start').fill('2031-10-26T02:30');
  await expect(dialog).toContainText('comes twice in Europe/Berlin');
  await expect(dialog.getByRole('button', { name: 'Set the window' })).toBeDisabled();
  await expectAccessibleInBoth(page, 'The question which of two times is meant');
  await picture(page, 'ambiguous-time');
  // Once it is answered the question is gone.
  await dialog.getByRole('button', { name: '2031-10-26 02:30+02:00' }).click();
  await expect(dialog.getByRole('status')).toContainText('3 h 30 m long, from 2031-10-26 00:30 UTC');
  await dialog.getByRole('button', { name: 'Set the window' }).click();
  await expect(page.getByRole('region', { name: 'Schedule' })).toContainText('26 Oct 2031, 02:30–05:00 Europe/Berlin');
});
