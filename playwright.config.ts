/** The browser tests: the built console, served as `npm start` serves it, in a real Chromium. */
import { defineConfig } from '@playwright/test';
import { chromiumOptions, findChromium } from './scripts/chromium.ts';

const executablePath = findChromium();

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  forbidOnly: true,
  fullyParallel: false,
  retries: 0,
  workers: 1,
  timeout: 120_000,
  use: {
    viewport: { width: 1440, height: 900 },
    actionTimeout: 30_000,
    trace: 'retain-on-failure',
    launchOptions: { args: [...chromiumOptions], ...(executablePath === undefined ? {} : { executablePath }) },
  },
});
