/** The frame and its rooms, in a real browser over a real console: from an empty workspace to a practice maintenance. */
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { expectAccessibleInBoth } from './accessibility.ts';
import { ServedConsole } from './served-console.ts';

let served: ServedConsole;

test.beforeEach(async () => {
  served = await ServedConsole.start();
});
test.afterEach(() => served.dispose());

const rooms = ['Maintenances', 'Runbooks', 'Environments', 'People', 'Reports', 'Settings'] as const;

function goTo(page: Page, room: (typeof rooms)[number]) {
  return page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: room, exact: true }).click();
}

test('every room of an empty workspace says what it is for, and is accessible in light and dark', async ({ page }) => {
  await page.goto(served.url);
  await expect(page.getByRole('navigation', { name: 'Rooms' }).getByRole('link')).toHaveText(['Drydock', ...rooms]);
  for (const room of rooms) {
    await goTo(page, room);
    await expect(page.getByRole('heading', { level: 1, name: room })).toBeVisible();
    await expectAccessibleInBoth(page, room);
  }
});

test('one click makes the practice maintenance, and each of its tabs is accessible', async ({ page }) => {
  await page.goto(served.url);
  await page.getByRole('button', { name: 'Practice maintenance' }).click();
  await expect(page.getByRole('tab', { name: 'Work plan', selected: true })).toBeVisible();
  await expect(page.getByText('Practice: nothing real is touched')).toBeVisible();
  await expect(page.getByTestId('primary-action')).toHaveText('Start…');
  await expectAccessibleInBoth(page, 'Work plan of the practice maintenance');
  await page.getByLabel('Title of step 3').click();
  await expect(page.getByRole('complementary', { name: 'The step that is open' })).toBeVisible();
  await expectAccessibleInBoth(page, 'A step of the practice maintenance');
  await page.getByRole('tab', { name: 'Console' }).click();
  await expectAccessibleInBoth(page, 'Console of the practice maintenance');
  // A class of our own wins over Mantine's, in whatever order the page's pieces bring their styles: else nothing fills the room.
  const room = await page.getByRole('main').boundingBox();
  const side = await page.getByRole('complementary', { name: 'Run and step' }).boundingBox();
  const bottom = (box: typeof room) => Math.round((box?.y ?? 0) + (box?.height ?? 0));
  expect(bottom(side)).toBe(bottom(room));
  await goTo(page, 'Maintenances');
  await expect(page.getByRole('row').filter({ hasText: 'practice' })).toContainText('Draft');
  await expectAccessibleInBoth(page, 'The list with one maintenance');
  await goTo(page, 'Settings');
  await expect(page.getByRole('button', { name: 'Drop the connection' })).toBeVisible();
  await expectAccessibleInBoth(page, 'Settings beside a practice maintenance');
});

test('the palette finds a step of the maintenance and a room, by the keyboard alone', async ({ page }) => {
  await page.goto(served.url);
  await page.getByRole('button', { name: 'Practice maintenance' }).click();
  const third = await page.getByLabel('Title of step 3').inputValue();
  await page.keyboard.press('Control+k');
  const search = page.getByRole('textbox', { name: 'Find anything' });
  await search.fill(third);
  await expectAccessibleInBoth(page, 'The palette');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Title', exact: true })).toHaveValue(third);
  await page.keyboard.press('Control+k');
  await search.fill('readiness');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Readiness', selected: true })).toBeVisible();
  await page.keyboard.press('Control+k');
  await search.fill('settings');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/settings$/);
});

/** Drops a Markdown file, as a file manager does. @returns whether the browser was kept from showing the file itself */
function dropFile(page: Page, selector: string): Promise<boolean> {
  return page.locator(selector).evaluate((target) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['# Dropped\n\n1. Look at it\n'], 'dropped.md', { type: 'text/markdown' }));
    return !target.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
}

test('a file dropped among the runbooks becomes one; dropped anywhere else it does not replace the console', async ({
  page,
}) => {
  await page.goto(served.url);
  expect(await dropFile(page, 'main')).toBe(true);
  await goTo(page, 'Runbooks');
  await expect(page.getByRole('heading', { name: 'Bring the runbook you have' })).toBeVisible();
  expect(await dropFile(page, 'section[aria-label=Runbooks]')).toBe(true);
  await expect(page.getByLabel('What was imported')).toContainText('dropped.md became Dropped, version 1: 1 step');
});

test('a Markdown file becomes a runbook with its guesses listed, and leaves again as Markdown', async ({ page }) => {
  await page.goto(served.url);
  await goTo(page, 'Runbooks');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import Markdown' }).click();
  const text =
    '# Rotate the keys\n\n## Before\n\n1. Tell the owners\n\n```sh\nuptime\n```\n\n## Rollback\n\n- [ ] Put the old keys back\n';
  await (await chooser).setFiles([
    { name: 'rotate.md', mimeType: 'text/markdown', buffer: Buffer.from(text) },
    { name: 'broken.md', mimeType: 'text/markdown', buffer: Buffer.from('# A\n\n```sh\nuptime\n') },
  ]);
  const report = page.getByRole('region', { name: 'What was imported' });
  await expect(report).toContainText('rotate.md became');
  await expect(report.getByRole('alert')).toContainText('broken.md');
  await expectAccessibleInBoth(page, 'The report of an import');
  const row = page.getByRole('row').filter({ hasText: 'Rotate the keys' });
  await row.getByRole('button', { name: /^More about/ }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Export as Markdown' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.md$/);
  const exported = readFileSync(await file.path(), 'utf8');
  expect(exported).toContain('uptime');
  expect(exported).toContain('Put the old keys back');
});

test('a maintenance is made from a runbook, and its draft stands in the list', async ({ page }) => {
  await page.goto(served.url);
  await goTo(page, 'Runbooks');
  await page.getByRole('button', { name: 'New runbook' }).click();
  await page.getByLabel('Name').fill('key-rotation');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Add a step to prepare' }).click();
  await page.keyboard.type('Tell the owners');
  await page.getByRole('button', { name: 'New maintenance' }).click();
  const dialog = page.getByRole('dialog', { name: 'New maintenance' });
  await expectAccessibleInBoth(page, 'The dialog for a new maintenance');
  await dialog.getByLabel('Title').fill('Keys of November');
  await dialog.getByRole('button', { name: 'Make it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Keys of November' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Brief', selected: true })).toBeVisible();
  await page.getByRole('tab', { name: 'Work plan' }).click();
  await expect(page.getByLabel('Title of step 1')).toHaveValue('Tell the owners');
  await goTo(page, 'Maintenances');
  await expect(page.getByRole('row').filter({ hasText: 'Keys of November' })).toContainText('Draft');
});

test('a second console on the same workspace only reads, and says who holds it', async ({ page }) => {
  const second = await ServedConsole.start({ workspace: served.workspace });
  try {
    await page.goto(second.url);
    await expect(page.getByRole('contentinfo')).toContainText('Read-only: held by Drydock');
    await expect(page.getByRole('button', { name: 'New maintenance' })).toBeDisabled();
    await expectAccessibleInBoth(page, 'A workspace that is only read');
  } finally {
    await second.leave();
  }
});

test('the backup in the settings writes a copy, and refuses to overwrite it', async ({ page }) => {
  await page.goto(served.url);
  await goTo(page, 'Settings');
  const file = `${served.workspace}/copy.sqlite`;
  await page.getByLabel('File to write the backup to').fill(file);
  await page.getByRole('button', { name: 'Back up' }).click();
  await expect(page.getByText(/written to/)).toContainText('copy.sqlite');
  expect(readFileSync(file).subarray(0, 15).toString()).toBe('SQLite format 3');
  await page.getByRole('button', { name: 'Back up' }).click();
  await expect(page.getByRole('alert')).toContainText('copy.sqlite');
});
