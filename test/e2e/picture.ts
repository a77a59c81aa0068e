/** Pictures of the stations of a journey, in both colour schemes, for whoever wants to look: only where `DRYDOCK_PICTURES` names a folder. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';

const folder = process.env['DRYDOCK_PICTURES'];

export async function picture(page: Page, name: string): Promise<void> {
  if (folder === undefined) return;
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
  }
}
