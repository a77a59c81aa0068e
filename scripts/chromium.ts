/** Which Chromium the browser tests and the screen benchmarks drive. */
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { findChromium as findInstalled } from '../src/main/print/find-chromium.ts';

/** `CHROMIUM_PATH`, an installed one, Playwright's own; `undefined` where there is none. */
export function findChromium(): string | undefined {
  const installed = findInstalled(process.env);
  if (installed !== undefined) return installed;
  const own = chromium.executablePath();
  return existsSync(own) ? own : undefined;
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
