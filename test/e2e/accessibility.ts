/** What axe finds on a page, told so that the failing element is read off the test's message. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 at level AA and what it builds on. Runs in the page's own world, past its content policy. */
export async function expectAccessible(page: Page, place: string, rules: 'all' | 'of colours' = 'all'): Promise<void> {
  // A dialog that is still fading in has the contrast of its fading; what turns for ever is not waited for.
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.all(ending.map(({ finished }) => finished.catch(() => undefined)));
  });
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  const found = await page.evaluate(async (rules) => {
    const { axe } = globalThis as unknown as {
      axe: { run(root: Document | Element, options: object): Promise<AxeResults> };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    // What a modal dialog stands over is looked at without it, where it is reached by somebody.
    const context = document.querySelector('[role="dialog"][aria-modal="true"]') ?? document;
    const { violations } = await axe.run(context, {
      runOnly:
        rules === 'all'
          ? { type: 'tag', values: tags }
          : { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
      // What passes is not read, so axe need not say where it is.
      resultTypes: ['violations'],
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  }, rules);
  expect(found, place).toEqual([]);
}

/** Both colour schemes of one place, the light one left on. What is no matter of colour is the same in both. */
export async function expectAccessibleInBoth(page: Page, place: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // The page hears of it, draws itself anew, and only then do its colours begin to change.
    await page.waitForFunction(
      (scheme) => document.documentElement.dataset['mantineColorScheme'] === scheme,
      colorScheme,
    );
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await expectAccessible(page, `${place}, ${colorScheme}`, colorScheme === 'dark' ? 'of colours' : 'all');
  }
}
