/** The live log over the stand-in, in a real Chromium: a million lines, and every one of them where it belongs. */
import { expect, type Page, test } from '@playwright/test';
import { toRowText } from '../renderer/fixtures/generated-log.ts';
import { type Stage, serveStage } from '../renderer/stage/serve-stage.ts';

let stage: Stage;
test.beforeAll(async () => {
  stage = await serveStage();
});
test.afterAll(() => stage.close());
test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const million = 1_000_000;

async function open(page: Page, query: string, hash = ''): Promise<void> {
  await page.goto(`${stage.url}?${query}${hash}`);
  await expect(page.locator('[role=log] [data-kind=output]').first()).toBeVisible();
}

const plain = (row: number) => toRowText(row).replace(/\u001b\[[0-9;]*m/g, '');

/** Rows in sight: their permanent numbers and their text. */
function inSight(page: Page): Promise<readonly { readonly at: number; readonly text: string }[]> {
  return page.locator('[role=log]').evaluate((log) => {
    const box = log.getBoundingClientRect();
    return [...log.querySelectorAll<HTMLElement>('[data-kind=output]')]
      .filter((row) => row.getBoundingClientRect().top < box.bottom && row.getBoundingClientRect().bottom > box.top)
      .map((row) => ({ at: Number(row.dataset['at']), text: row.lastElementChild?.textContent ?? '' }));
  });
}

/** What is in sight is what stands there: consecutive rows, each with its own text. */
async function expectTruth(page: Page): Promise<readonly number[]> {
  await expect(page.locator('[role=log] [data-kind=absent]')).toHaveCount(0);
  const rows = await inSight(page);
  expect(rows.length).toBeGreaterThan(5);
  for (const { at, text } of rows) expect(text).toBe(plain(at));
  for (const [index, { at }] of rows.entries()) expect(at).toBe((rows[0]?.at ?? 0) + index);
  return rows.map(({ at }) => at);
}

test('shows the right rows wherever a million lines are scrolled to', async ({ page }) => {
  await open(page, `lines=${million}`);
  await page.getByRole('button', { name: 'Pause' }).click();
  const log = page.locator('[role=log]');
  const seen: number[] = [];
  for (const part of [0.5, 0.013, 0.987, 0.25]) {
    await log.evaluate((element, to) => {
      element.scrollTop = element.scrollHeight * to;
    }, part);
    await expect
      .poll(async () => Math.abs(((await inSight(page))[0]?.at ?? -million) - part * million))
      .toBeLessThan(million * 0.005);
    const [first = -1] = await expectTruth(page);
    seen.push(first);
  }
  expect(new Set(seen).size).toBe(4);
});

test('moves by what the wheel says, not by what the scaled scrollbar would make of it', async ({ page }) => {
  await open(page, `lines=${10 * million}`, '#/m/m-standin/console?row=5000000');
  await expect(page.locator('[role=log] [data-target]')).toHaveAttribute('data-at', '5000000');
  const before = await expectTruth(page);
  await page.locator('[role=log]').hover();
  await page.mouse.wheel(0, 400);
  await expect.poll(async () => (await inSight(page))[0]?.at).toBe((before[0] ?? 0) + 20);
  await expectTruth(page);
});

test('follows what arrives, stops when somebody looks back, counts what is new and goes on when told', async ({
  page,
}) => {
  await open(page, 'lines=5000');
  const atEnd = async () => (await inSight(page)).at(-1)?.at ?? Number.NaN;
  const end = (await atEnd()) + 300;
  await page.evaluate(() => window.standIn.pour(300));
  await expect.poll(atEnd).toBe(end);

  await page.locator('[role=log]').hover();
  await page.mouse.wheel(0, -300);
  await expect(page.getByRole('button', { name: 'Follow' })).toBeVisible();
  const held = await expectTruth(page);
  await page.evaluate(() => window.standIn.pour(1_234));
  await expect(page.getByRole('button', { name: '1,234 new lines' })).toBeVisible();
  expect(await expectTruth(page)).toEqual(held);

  await page.getByRole('button', { name: '1,234 new lines' }).click();
  await expect.poll(atEnd).toBe(end + 1_234);
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
});

test('can be pulled away from the end by the wheel while five thousand lines a second arrive', async ({ page }) => {
  await open(page, 'lines=20000&rate=5000');
  await page.locator('[role=log]').hover();
  await page.mouse.wheel(0, -600);
  await expect(page.getByRole('button', { name: 'Follow' })).toBeVisible();
  const [first = 0] = await expectTruth(page);
  await expect(page.getByRole('button', { name: /new lines/ })).toBeVisible();
  // Settled: the wheel's motion is over, and what arrives moves nothing.
  await expect.poll(async () => (await expectTruth(page))[0] ?? 0).toBeLessThanOrEqual(first);
  const still = await expectTruth(page);
  await page.evaluate(() => window.standIn.pour(5_000));
  expect(await expectTruth(page)).toEqual(still);
});

test('searches as one types, marks what is found, and goes from hit to hit by Enter', async ({ page }) => {
  await open(page, 'lines=60000');
  await page.keyboard.press('/');
  await page.keyboard.type('row-12325 ');
  const log = page.locator('[role=log]');
  await expect(page.getByText('1', { exact: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(log.locator('[data-target]')).toHaveAttribute('data-at', '12325');
  await expect(log.locator('[data-target] mark')).toHaveText('row-12325 ');
  await expectTruth(page);

  await page.getByLabel('Search the log').fill('longer than usual');
  await expect(page.getByText('1,000+')).toBeVisible();
  await page.keyboard.press('Enter');
  const newest = Number(await log.locator('[data-target]').getAttribute('data-at'));
  await page.keyboard.press('Enter');
  await expect(log.locator('[data-target]')).toHaveAttribute('data-at', String(newest - 40));
  await page.keyboard.press('Shift+Enter');
  await expect(log.locator('[data-target]')).toHaveAttribute('data-at', String(newest));
});

test('says what is wrong with an expression instead of searching for it', async ({ page }) => {
  await open(page, 'lines=3000');
  await page.getByLabel('Regular expression').click();
  await page.getByLabel('Search the log').fill('batch (');
  await expect(page.getByText('cannot search')).toBeVisible();
  await page.getByLabel('Search the log').fill('batch 000\\d+2 ');
  await page.getByLabel('Search the log').press('Enter');
  await expect(page.locator('[role=log] [data-target] mark')).toHaveText(/^batch 000\d+2 $/);
});

test('filters by stream and by step, and says so', async ({ page }) => {
  await open(page, 'lines=200000');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('checkbox', { name: 'Errors (stderr)' }).click();
  await expect(page.getByRole('button', { name: 'Filter · 1' })).toBeVisible();
  await expect(page.locator('[role=log] [data-stream=stdout]')).toHaveCount(0);
  const rows = await inSight(page);
  for (const { at, text } of rows) expect(text).toBe(plain(at));
  expect(rows.every(({ at }) => at % 40 === 7)).toBe(true);
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(page.locator('[role=log] [data-stream=stdout]').first()).toBeVisible();
});

test('copies a range of lines in full, rows that are long gone from sight included', async ({ page }) => {
  await open(page, `lines=${million}`, '#/m/m-standin/console?row=400000');
  const log = page.locator('[role=log]');
  await expect(log.locator('[data-target]')).toBeVisible();
  await log.locator('[data-at="400000"]').click();
  await log.hover();
  // No row that is picked stays: each turn is less than what counts as a drag of the thumb.
  for (const past of [400_050, 400_120]) {
    await page.mouse.wheel(0, 1_500);
    await expect.poll(async () => (await inSight(page))[0]?.at ?? 0).toBeGreaterThan(past);
  }
  await expectTruth(page);
  await log.locator('[data-at="400145"]').click({ modifiers: ['Shift'] });
  await expect(page.getByText('146 lines')).toBeVisible();
  await page.keyboard.press('Control+c');
  await expect(page.getByText('Copied 146 lines')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n')).toEqual(Array.from({ length: 146 }, (_, index) => plain(400_000 + index)));
});

test('gives out a link to a line, and a link leads to its line and marks it', async ({ page }) => {
  await open(page, `lines=${million}`, '#/m/m-standin/console?row=654321');
  const target = page.locator('[role=log] [data-target]');
  await expect(target).toHaveAttribute('data-at', '654321');
  await expect(target).toContainText(plain(654_321).trim());
  await target.click();
  await page.keyboard.press('l');
  await expect(page.getByText('Link copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('#/m/m-standin/console?row=654321');
  await page.goto(`${stage.url}?lines=${million}#/m/m-standin/console?event=1`);
  await expect(page.locator('[role=log] [data-target]')).toContainText('made the maintenance');
});

test('is gone through by keyboard alone: lines, ranges, the end, a note about a line', async ({ page }) => {
  await open(page, 'lines=3000');
  const log = page.locator('[role=log]');
  await log.focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+ArrowUp');
  await expect(page.getByText('2 lines', { exact: true })).toBeVisible();
  await page.keyboard.press('Home');
  await expect(log.locator('[data-position="0"]')).toBeVisible();
  await page.keyboard.press('End');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.keyboard.type('queue is drained');
  await page.keyboard.press('Enter');
  await expect(log.getByText('Ada Lovelace: queue is drained')).toBeVisible();
});

test('shows every character of a long line when lines are wrapped', async ({ page }) => {
  await page.setViewportSize({ width: 1_000, height: 700 });
  await open(page, 'lines=3000');
  const tallest = () =>
    page
      .locator('[role=log] [data-kind=output]')
      .evaluateAll((rows) => Math.max(...rows.map((row) => row.getBoundingClientRect().height)));
  expect(await tallest()).toBe(20);
  await page.getByRole('button', { name: 'Wrap long lines' }).click();
  await expect.poll(tallest).toBeGreaterThan(20);
  await expect(page.locator('[role=log] [data-kind=event]').last()).toBeInViewport();
  await page.locator('[role=log]').hover();
  await page.mouse.wheel(0, -2_000);
  await expect(page.getByRole('button', { name: 'Follow' })).toBeVisible();
  await expectTruth(page);
});
