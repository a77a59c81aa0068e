/** Pictures of the stations of a journey, in both colour schemes and both sizes, for whoever wants to look: only where `DRYDOCK_PICTURES` names a folder. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';

const folder = process.env['DRYDOCK_PICTURES'];
const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

export async function picture(page: Page, name: string): Promise<void> {
  if (folder === undefined) return;
  const before = page.viewportSize();
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      const path = join(folder, `${name}-${colorScheme}-${size.width}.png`);
      await page.screenshot({ path, animations: 'disabled' });
    }
  }
  if (before !== null) await page.setViewportSize(before);
}
