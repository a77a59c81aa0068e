/** Which Chromium the browser tests and the screen benchmarks drive. */
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { pathOf } from './stage.ts';

/** The one without windows first: it draws the same, and needs a fifth less for it. */
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const places = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** `CHROMIUM_PATH`, an installed one, Playwright's own; `undefined` where there is none. */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named) return named;
  const installed = names.map(pathOf).find((path) => path !== undefined);
  return installed ?? [...places, chromium.executablePath()].find((path) => existsSync(path));
}

/** Chromium asks nobody and fetches nothing while it is measured; root has no sandbox to run it in. */
export const chromiumOptions: readonly string[] = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];
