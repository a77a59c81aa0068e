/** The browser tests: the built console, served as `npm start` serves it, in a real Chromium. */
import './scripts/compile-cache.ts';
import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { chromiumOptions, findChromium } from './scripts/chromium.ts';

// The command is tested as it was built, like the console.
process.env['DRYDOCK_TEST_BUILD'] ??= '1';
const executablePath = findChromium();

/** A page lives for seconds: what is compiled to be fast later costs a tenth of the whole, and brings nothing. */
const shortLived = '--js-flags=--no-opt --no-maglev';

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  forbidOnly: true,
  fullyParallel: false,
  retries: 0,
  // Each file opens consoles and browsers of its own. Half of a test's time it waits for its console, and for what that leads.
  workers: availableParallelism() + 1,
  // A busy machine is slow, not wrong.
  timeout: 600_000,
  expect: { timeout: 60_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    // Nothing turns or fades: on a machine without a graphics card every frame of it is painted by the processor.
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 60_000,
    // What a page was like at every action is kept by `--trace on`: to keep it of all costs a seventh of the whole.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      args: [...chromiumOptions, shortLived],
      ...(executablePath === undefined ? {} : { executablePath }),
    },
  },
});
