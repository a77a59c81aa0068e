/** Every screen of the frame passes axe's checks for WCAG 2.2 AA, in light and in dark. */
import { expect, test } from '@playwright/test';
import axe from 'axe-core';
import { ServedConsole } from './served-console.ts';

let served: ServedConsole;

test.beforeEach(async () => {
  served = await ServedConsole.start();
});

test.afterEach(() => served.dispose());

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the screens of an empty workspace, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(served.url);
    const links = page.getByRole('navigation').first().getByRole('link');
    await expect(links.first()).toBeVisible();
    for (let n = 0; n < (await links.count()); n += 1) {
      await links.nth(n).click();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() =>
        (window as unknown as { readonly axe: typeof axe }).axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
        }),
      );
      const found = violations.map(
        ({ id, nodes }) => `${page.url()} ${id}: ${nodes.map(({ html }) => html).join(' ')}`,
      );
      expect(found).toEqual([]);
    }
  });
}
