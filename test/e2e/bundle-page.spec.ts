/** The page in a bundle, opened from the disk in a real browser: what it shows, what it finds, and that hostile text stays text. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { toBundlePages } from '../../src/core/bundle/pages.ts';
import type { MaintenanceId, TaskId } from '../../src/core/ids.ts';
import type { JournalEvent } from '../../src/core/maintenance/events.ts';
import { toViewer } from '../../src/main/bundle/viewer.ts';
import type { StoredEvent, StoredRow } from '../../src/main/store/stored.ts';
import { commandStep, leader, Run, toPlan } from '../core/maintenance/fixtures.ts';
import { expectAccessible } from './accessibility.ts';
import { picture } from './picture.ts';

const hostile = [
  '</script><script>document.title = "owned"</script>',
  '<img src=x onerror="document.title = \'owned\'">',
  '\u001b]0;owned\u0007\u001b[2J\u001b[31mred\u001b[0m \u202Egnp.exe',
  '<!--BUNDLE--> %POLICY% /*SCRIPT*/ $& $1',
];
const folder = mkdtempSync(join(tmpdir(), 'drydock-page-'));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

function toRow(row: number, text: string): StoredRow {
  const place = { row, task: 'upgrade@db-1' as TaskId, attempt: 1, line: row, atMs: 1_764_000_000_000 + row };
  return { ...place, stream: row % 10 === 9 ? 'stderr' : 'stdout', bytes: Buffer.from(`${text}\n`) };
}

/** Nobody looks at the hashes here; an event of no hash is none. */
function toHashed(event: JournalEvent): StoredEvent {
  return { ...event, hash: '0'.repeat(64), previousHash: '0'.repeat(64) };
}

/** A maintenance whose people and host wrote all of that, and many lines. */
function writePage(lines: number): string {
  const run = new Run(toPlan([commandStep('upgrade', { title: `${hostile[0]} \u202Egnp` })]), {
    title: hostile[1] as string,
  });
  run.start();
  for (const text of hostile) run.must({ type: 'add-note', text }, leader);
  const rows = [...hostile, ...Array.from({ length: lines }, (_, index) => `line ${index} of many`)].map((text, row) =>
    toRow(row, text),
  );
  const { state, events } = run;
  const source = {
    ...{ maintenance: state.id as MaintenanceId, state, toSeq: events.length, toRow: rows.length, documents: [] },
    ...{ madeAtMs: 1_764_000_000_000, madeBy: { name: hostile[0] as string }, program: '0.1.0' },
    pages: toBundlePages(state, []),
    copying: { events: () => [events.map(toHashed)], rows: () => [rows], attempts: () => [] },
  };
  const file = join(folder, `page-${lines}.html`);
  writeFileSync(file, [...toViewer(source)].join(''));
  return pathToFileURL(file).href;
}

async function open(page: Page, url: string): Promise<readonly string[]> {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(url);
  await expect(page.locator('.row').first()).toBeVisible();
  return asked;
}

test('what hosts and people wrote stays text, and the page asks for nothing', async ({ page }) => {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => dialogs.push(dialog.message()));
  const url = writePage(30);
  const asked = await open(page, url);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(hostile[1] as string);
  await expect(page.locator('.row .text').filter({ hasText: '</script><script>' }).first()).toBeVisible();
  await expect(page.locator('.row .text').filter({ hasText: 'red' }).last()).toHaveText('red ␡gnp.exe');
  await expect(page.locator('[data-sort="note"]')).toHaveCount(4);
  await page.getByRole('tab', { name: 'Steps' }).click();
  await expect(page.getByRole('cell', { name: '␡gnp' })).toBeVisible();
  for (const tab of await page.getByRole('tab').all()) await tab.click();
  await expect(page).toHaveTitle(/Drydock bundle$/);
  expect(await page.title()).not.toBe('owned');
  expect(dialogs).toEqual([]);
  expect(asked).toEqual([url]);
});

test('a search of a long log finds what is in it, and a link opens at its line', async ({ page }) => {
  const url = writePage(50_000);
  await open(page, url);
  await page.getByLabel('Search the log').fill('LINE 49999 of');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.locator('#found')).toHaveText('1 of 1');
  await expect(page.locator('[data-target]')).toContainText('line 49999 of many');
  await page.getByLabel('Search the log').fill('not there');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.locator('#found')).toHaveText('nothing found');
  await page.goto(`${url}#row-25004`);
  await expect(page.locator('[data-target]')).toContainText('line 25000 of many');
  await page.getByLabel('Go to line').fill('5');
  await page.getByLabel('Go to line').press('Enter');
  await expect(page.locator('[data-target]')).toContainText('line 0 of many');
});

test('the log is filtered by kind, stream and step, with the keyboard', async ({ page }) => {
  await open(page, writePage(30));
  await page.locator('#filters summary').focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Errors (stderr)').focus();
  await page.keyboard.press('Space');
  await expect(page.locator('#found')).toHaveText('3 lines');
  await expect(page.locator('.row')).toHaveCount(3);
  await expect(page.locator('.row[data-stream="stderr"]')).toHaveCount(3);
  await expectAccessible(page, 'the filter of a bundle');
  await picture(page, 'bundle-page-filter');
  await page.getByLabel('Errors (stderr)').uncheck();
  await page.getByLabel('Notes').check();
  await expect(page.locator('.row')).toHaveCount(4);
  await expect(page.locator('.row[data-sort="note"]')).toHaveCount(4);
  await page.getByLabel('Notes').uncheck();
  await page.getByRole('group', { name: 'Step' }).getByRole('checkbox').first().check();
  await page.getByLabel('Output', { exact: true }).check();
  await expect(page.locator('#filters summary')).toHaveText('Filter · 2');
  await page.getByLabel('Search the log').fill('line 7 of');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.locator('[data-target]')).toContainText('line 7 of many');
  await page.keyboard.press('Escape');
});

test('it can be used by everybody', async ({ page }) => {
  await open(page, writePage(30));
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const tab of ['Log', 'Steps', 'Plan']) {
      await page.getByRole('tab', { name: tab }).click();
      await expectAccessible(page, `${tab}, ${colorScheme}`);
      await picture(page, `bundle-page-${tab.toLowerCase()}`);
    }
  }
  await page.getByRole('tab', { name: 'Log' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Steps' })).toHaveAttribute('aria-selected', 'true');
});
