/** Drafting: a plan is typed as a list, saved by itself, undone, compared, and kept through a lost console and a second window. */
import { expect, type Page, test } from '@playwright/test';
import { expectAccessibleInBoth } from './accessibility.ts';
import { ServedConsole } from './served-console.ts';

let served: ServedConsole;

test.beforeEach(async () => {
  served = await ServedConsole.start();
});
test.afterEach(() => served.dispose());

async function beginRunbook(page: Page, name: string): Promise<void> {
  await page.goto(served.url);
  await page.getByRole('link', { name: 'Runbooks', exact: true }).click();
  await page.getByRole('button', { name: 'New runbook' }).click();
  await page.getByLabel('Name').fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

const titles = (page: Page) =>
  page.getByRole('textbox', { name: /^Title of step/ }).evaluateAll((inputs) => {
    return inputs.map((input) => (input as HTMLInputElement).value);
  });

const saved = (page: Page) => expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();

/** Types a list of three steps into `carry out`, without leaving the keyboard. */
async function typeThree(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add a step to carry out' }).click();
  await page.keyboard.type('One');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Two');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Three');
  await expect.poll(() => titles(page)).toEqual(['One', 'Two', 'Three']);
}

test('steps are typed, moved and removed by the keyboard, and stand there after a reload', async ({ page }) => {
  await beginRunbook(page, 'by-keyboard');
  await typeThree(page);
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => titles(page)).toEqual(['One', 'Three', 'Two']);
  await expect(page.getByLabel('Title of step 2')).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.getByRole('region', { name: 'Prepare' }).getByLabel('Title of step 1')).toHaveValue('Three');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByLabel('Title of step 2')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Backspace');
  await expect.poll(() => titles(page)).toEqual(['Three', 'One', 'Two']);
  await saved(page);
  await page.reload();
  await expect.poll(() => titles(page)).toEqual(['Three', 'One', 'Two']);
});

test('steps are put together with Tab and taken out with Shift-Tab, and whoever only passes through changes nothing', async ({
  page,
}) => {
  await beginRunbook(page, 'together');
  await typeThree(page);
  const together = page.getByText('together with the step before', { exact: true });
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Title of step 3')).toBeFocused();
  await expect(page.getByLabel('Title of step 3')).toHaveAccessibleDescription('together with the step before');
  await expect(page.getByRole('status').filter({ hasText: '“Three” runs together with “Two”.' })).toBeAttached();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByLabel('Title of step 2')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(together).toHaveCount(2);
  await expectAccessibleInBoth(page, 'Steps that run together');
  await page.keyboard.press('Shift+Tab');
  await expect(together).toHaveCount(1);
  await page.keyboard.press('Tab');
  await expect(together).toHaveCount(2);
  // Nothing is left to do for Tab here: it goes on, and through the next line without a change.
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Title of step 3')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByLabel('Title of step 1')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByLabel('Title of step 2')).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByLabel('Title of step 1')).toBeFocused();
  await expect(together).toHaveCount(2);
  await page.getByLabel('Title of step 3').click();
  await page.getByLabel('Together with the step before').uncheck();
  await expect(together).toHaveCount(1);
  await saved(page);
  await page.reload();
  await expect(together).toHaveCount(1);
});

test('a step dragged to another phase is there', async ({ page }) => {
  await beginRunbook(page, 'by-drag');
  await typeThree(page);
  const row = page.getByRole('listitem').filter({ has: page.getByLabel('Title of step 1') });
  await row.hover();
  await row.locator('[draggable=true]').dragTo(page.getByRole('region', { name: 'Verify' }));
  await expect(page.getByRole('region', { name: 'Verify' }).getByLabel('Title of step 3')).toHaveValue('One');
});

test('a step’s fields are written at the side, and all of them are kept', async ({ page }) => {
  await beginRunbook(page, 'fields');
  await typeThree(page);
  const side = page.getByRole('complementary', { name: 'The step that is open' });
  await side.getByText('Check', { exact: true }).click();
  await side.getByRole('textbox', { name: 'Script', exact: true }).click();
  await page.keyboard.type('uptime # how long');
  await expect(side.locator('.cm-content')).toContainText('uptime # how long');
  await side.getByLabel('Hosts', { exact: true }).fill('db_1;rm');
  await page.keyboard.press('Enter');
  await expect(side.getByText('“db_1;rm” was left out')).toBeVisible();
  await side.getByLabel('Hosts', { exact: true }).fill('db-1');
  await page.keyboard.press('Enter');
  await side.getByLabel('Output matches').fill('load average');
  await side.getByLabel('Timeout').fill('1h 30m');
  await side.getByLabel('Estimate').fill('2');
  await side.getByLabel('Owner').fill('Ada');
  await side.getByLabel('Ask before it runs').check();
  await side.getByText('Not undone, because').click();
  await side.getByLabel('Why it is not undone').fill('It only looks');
  await expectAccessibleInBoth(page, 'A check with all its fields');
  await saved(page);
  await page.reload();
  await expect(side.locator('.cm-content')).toContainText('uptime # how long');
  await expect(side.getByLabel('Timeout')).toHaveValue('1h30m');
  await expect(side.getByLabel('Estimate')).toHaveValue('2m');
  await expect(side.getByLabel('Output matches')).toHaveValue('load average');
  await expect(side.getByLabel('Why it is not undone')).toHaveValue('It only looks');
  await expect(side.getByLabel('Ask before it runs')).toBeChecked();
  await expect(side.getByText('db-1', { exact: true })).toBeVisible();
});

test('undo takes back one thing at a time, and redo brings it again', async ({ page }) => {
  await beginRunbook(page, 'undone');
  await typeThree(page);
  await page.keyboard.press('Control+z');
  await expect.poll(() => titles(page)).toEqual(['One', 'Two', '']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => titles(page)).toEqual(['One', 'Two']);
  await page.getByRole('button', { name: 'Redo' }).click();
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect.poll(() => titles(page)).toEqual(['One', 'Two', 'Three']);
  await saved(page);
});

test('what keeps a plan from being run leads to its step', async ({ page }) => {
  await beginRunbook(page, 'problems');
  await typeThree(page);
  const side = page.getByRole('complementary');
  await side.getByText('Command', { exact: true }).click();
  await side.getByRole('button', { name: 'The plan as a whole' }).click();
  await page.getByRole('button', { name: /“Three” has no script yet/ }).click();
  await expect(side.getByRole('textbox', { name: 'Title', exact: true })).toHaveValue('Three');
});

test('an earlier version is compared with what stands now', async ({ page }) => {
  await beginRunbook(page, 'compared');
  await typeThree(page);
  await saved(page);
  await page.getByRole('button', { name: 'Runbook', exact: true }).click();
  await page.getByRole('menuitem', { name: /^Compare/ }).click();
  const dialog = page.getByRole('dialog', { name: 'What changed in compared' });
  await dialog.getByLabel('From').selectOption('1');
  await expect(dialog.getByRole('heading', { name: 'Added Two' })).toBeVisible();
  await expectAccessibleInBoth(page, 'The comparison');
});

test('a save that another window has overtaken is refused in words, and nothing typed is lost', async ({
  page,
  context,
}) => {
  await beginRunbook(page, 'overtaken');
  const other = await context.newPage();
  await other.goto(`http://127.0.0.1:${served.port}/#/runbooks/overtaken`);
  await other.getByRole('button', { name: 'Add a step to prepare' }).click();
  await other.keyboard.type('From the other window');
  await saved(other);
  await typeThree(page);
  await expect(page.getByRole('alert')).toContainText('saved by somebody else');
  await expect(page.getByRole('status').filter({ hasText: 'Not saved' })).toBeVisible();
  expect(await titles(page)).toEqual(['One', 'Two', 'Three']);
  await page.getByRole('button', { name: 'Keep mine as the newest version' }).click();
  await saved(page);
  await expect(page.getByText('overtaken, version 3')).toBeVisible();
});

test('a plan written while the console is gone is saved once it is back', async ({ page, context }) => {
  await beginRunbook(page, 'through-a-loss');
  await served.kill();
  await expect(page.getByRole('contentinfo')).toContainText('Console lost');
  await typeThree(page);
  await expect(page.getByRole('status').filter({ hasText: 'Not saved' })).toBeVisible();
  await expectAccessibleInBoth(page, 'An editor that has lost its console');
  const again = await ServedConsole.start({ workspace: served.workspace, port: served.port });
  try {
    // A browser is let in anew by a console that was started anew; the window with the draft needs no reload.
    await (await context.newPage()).goto(again.url);
    await saved(page);
    await page.reload();
    await expect.poll(() => titles(page)).toEqual(['One', 'Two', 'Three']);
  } finally {
    await again.leave();
  }
});

test('the work plan of a draft maintenance is written the same way, and its journal keeps it', async ({ page }) => {
  await page.goto(served.url);
  await page.getByRole('button', { name: 'Practice maintenance' }).click();
  await page.getByLabel('Title of step 1', { exact: true }).fill('Say hello first');
  await saved(page);
  await page.reload();
  await expect(page.getByLabel('Title of step 1', { exact: true })).toHaveValue('Say hello first');
});
