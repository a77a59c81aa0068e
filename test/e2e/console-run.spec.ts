/** Leading a run from the console over the stand-in: every control says what it is about to do, and none acts by one key. */
import { expect, type Page, test } from '@playwright/test';
import { type Stage, serveStage } from '../renderer/stage/serve-stage.ts';
import { expectAccessibleInBoth } from './accessibility.ts';

let stage: Stage;
test.beforeAll(async () => {
  stage = await serveStage();
});
test.afterAll(() => stage.close());

async function open(page: Page, scene: string): Promise<void> {
  await page.goto(`${stage.url}?scene=${scene}&lines=2000`);
  await expect(page.locator('[role=log] [data-kind]').first()).toBeVisible();
}

const log = (page: Page) => page.locator('[role=log]');
const dialog = (page: Page) => page.getByRole('dialog');

test('starts a run only with its variables given and its title typed', async ({ page }) => {
  await open(page, 'draft');
  await page.getByRole('button', { name: 'Start…' }).click();
  const start = dialog(page).getByRole('button', { name: 'Start the run' });
  await expect(dialog(page)).toContainText('db-1, app-1, app-2');
  await expect(start).toBeDisabled();
  await dialog(page).getByLabel('Type “Split orders by region” to start').fill('Split orders by region');
  await expect(start).toBeDisabled();
  await dialog(page).getByLabel('Password of the role “migrator”').fill('s3cret');
  await start.click();
  await expect(dialog(page)).toBeHidden();
  await expect(log(page)).toContainText('started the run');
});

test('runs a step to be confirmed only when its host’s name is typed', async ({ page }) => {
  await open(page, 'confirming');
  await page.getByRole('button', { name: 'Confirm…' }).click();
  const run = dialog(page).getByRole('button', { name: 'Run it on app-2' });
  await expect(dialog(page)).toContainText('systemctl stop orders-writer');
  const typed = dialog(page).getByLabel('Type “app-2” to confirm');
  await typed.fill('app-1');
  await typed.press('Enter');
  await expect(run).toBeDisabled();
  await typed.fill('app-2');
  await run.click();
  await expect(log(page)).toContainText('by typing “app-2”');
});

test('says what is known of an unknown step, and takes a word on it only with a reason', async ({ page }) => {
  await open(page, 'unknown');
  const card = page.getByRole('region', { name: 'Outcome unknown' });
  await expect(card).toContainText('Nobody knows what became of');
  await expect(card).toContainText('process 4711');
  await expect(card).toContainText('keeps asking db-1 by itself');
  await expect(card).toContainText('it runs twice');
  await card.getByRole('button', { name: 'It ran…' }).click();
  const say = dialog(page).getByRole('button', { name: 'Say that it ran' });
  await expect(say).toBeDisabled();
  await dialog(page).getByLabel('How do you know?').fill('all rows have a region; looked on db-1 itself');
  await say.click();
  await expect(card).toBeHidden();
  await expect(log(page)).toContainText('it ran: all rows have a region');
});

test('shows what a rollback will undo, in order, and which steps have none, before it begins', async ({ page }) => {
  await open(page, 'failed');
  await page.getByRole('button', { name: 'Roll back…' }).first().click();
  const steps = dialog(page).getByRole('listitem');
  await expect(steps.first()).toContainText('Undo: Backfill the region');
  await expect(steps.first()).toContainText('The column goes with “Add the column”');
  await expect(steps.nth(1)).toContainText('Undo: Add the column');
  await expect(steps.last()).toContainText('Tell the owners of the readers');
  await dialog(page).getByLabel('Reason').fill('out of time');
  await dialog(page).getByRole('button', { name: 'Roll back on db-1, app-2, app-1' }).click();
  await expect(log(page)).toContainText('began the rollback');
  await expect(page.getByRole('navigation', { name: 'Steps' }).getByRole('heading').first()).toContainText('Roll back');
});

test('holds with a word about what goes on, and resumes with a word about what comes', async ({ page }) => {
  await open(page, 'running');
  await page.getByRole('button', { name: 'Hold…' }).click();
  await expect(dialog(page)).toContainText('goes on to its end');
  await dialog(page).getByLabel('Reason').fill('storage team is asked');
  await dialog(page).getByRole('button', { name: 'Hold', exact: true }).click();
  await expect(page.getByText('On hold').first()).toBeVisible();
  await page.getByRole('button', { name: 'Resume…' }).first().click();
  await dialog(page).getByRole('button', { name: 'Resume', exact: true }).click();
  await expect(log(page)).toContainText('resumed the run');
});

test('lets no single key do anything to a run', async ({ page }) => {
  await open(page, 'failed');
  const events = () => page.evaluate(() => window.standIn.eventCount());
  const before = await events();
  await log(page).focus();
  for (const key of 'abcdefghijkmopqrstuvwxyz0123456789 '.split('')) await page.keyboard.press(key);
  for (const key of ['Enter', 'Delete', 'Backspace']) await page.keyboard.press(key);
  expect(await events()).toBe(before);
});

test('has no fault that axe can find, in light or in dark', async ({ page }) => {
  for (const scene of ['running', 'failed', 'unknown', 'completed']) {
    await open(page, scene);
    await page.getByRole('navigation', { name: 'Steps' }).getByRole('button').nth(6).click();
    await expectAccessibleInBoth(page, scene);
  }
});
