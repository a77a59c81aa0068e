/** A line on its whole way, through a real console: from its arrival in the main process over SSH to its pixels in a real Chromium. */
import { type Browser, chromium, type Page } from '@playwright/test';
import { chromiumOptions, findChromium } from '../../scripts/chromium.ts';
import { planSchema } from '../../src/core/plan/plan.ts';
import { ServedConsole } from '../e2e/served-console.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { startSshd } from '../fixtures/sshd/sshd.ts';
import type { Figure, Measured } from './figure.ts';

const title = 'Five thousand lines a second';
const watchedMs = 8_000;
/** A hundred lines every twenty milliseconds; the host's own work makes it a little less. */
const script = 'i=0; while [ $i -lt 700 ]; do i=$((i+1)); seq $((i*100)) $((i*100+99)); sleep 0.018; done';

/** Runs in the page: for each frame with a newer line at the end of the log, how long ago that line arrived. */
const watchSource = `(forMs) => new Promise((resolve) => {
  const log = document.querySelector('[role=log]');
  const seenMs = [];
  const framesMs = [];
  let shown = -1;
  let arrivedAtMs;
  let last = performance.now();
  const end = last + forMs;
  const arrivalOf = (row) => {
    const [, h, m, s, ms] = /(\\d\\d):(\\d\\d):(\\d\\d)\\.(\\d{3})/.exec(row.textContent).map(Number);
    return new Date().setHours(h, m, s, ms);
  };
  const frame = (nowMs) => {
    framesMs.push(nowMs - last);
    last = nowMs;
    // What stood in the log when the frame before was drawn has now been seen.
    if (arrivedAtMs !== undefined) seenMs.push(Date.now() - arrivedAtMs);
    arrivedAtMs = undefined;
    let newest;
    for (const row of log.querySelectorAll('[data-kind=output]')) {
      if (newest === undefined || Number(row.dataset.at) > Number(newest.dataset.at)) newest = row;
    }
    if (newest !== undefined && Number(newest.dataset.at) > shown) {
      shown = Number(newest.dataset.at);
      arrivedAtMs = arrivalOf(newest);
    }
    if (nowMs < end) requestAnimationFrame(frame);
    else resolve({ seenMs, framesMs, shown });
  };
  requestAnimationFrame(frame);
})`;

interface Watched {
  readonly seenMs: readonly number[];
  readonly framesMs: readonly number[];
  readonly shown: number;
}

async function measureWholeWay(): Promise<Measured> {
  const sshd = await startSshd();
  const workspace = await makeWorkspace();
  const prepared = await TestConsole.open(workspace.folder);
  await prepared.connectTo(sshd);
  await prepared.reach('db-1');
  const steps = [{ id: 'pour', kind: 'command', phase: 'carry-out', title: 'Pour', hosts: ['db-1'], script }];
  await prepared.ask('runbook.save', { name: title, expectedVersion: 0, plan: planSchema.parse({ title, steps }) });
  const { id } = await prepared.ask('maintenance.create', { title, runbook: title });
  await prepared.close();

  const served = await ServedConsole.start({ workspace: workspace.folder });
  const executablePath = findChromium();
  const browser = await chromium.launch({
    args: [...chromiumOptions],
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  try {
    const { seenMs, framesMs, shown } = await watch(browser, served.url, id);
    const sorted = seenMs.toSorted((a, b) => a - b);
    const at = (part: number) => sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN;
    const late = framesMs.filter((ms) => ms > 50).length;
    return {
      ratio: at(0.5) / 50,
      spread: (at(0.75) - at(0.25)) / 2 / 50,
      note: `median ${at(0.5)} ms, p99 ${at(0.99)} ms; ${shown} lines; frames over 50 ms: ${late} of ${framesMs.length}`,
    };
  } finally {
    await browser.close();
    await served.leave();
    await sshd.close();
    await workspace.remove();
  }
}

async function watch(browser: Browser, url: string, id: string): Promise<Watched> {
  const page: Page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(url);
  await page.goto(`${new URL(url).origin}/#/m/${id}/console`);
  await page
    .getByRole('button', { name: /^Start/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').last().fill(title);
  await dialog.getByRole('button', { name: /^Start/ }).click();
  await page.waitForSelector('[role=log] [data-kind=output]');
  return (await page.evaluate(`(${watchSource})(${watchedMs})`)) as Watched;
}

export const figures: readonly Figure[] = [
  { name: 'screen: a line from its arrival to its pixels', target: 1, baseline: '50 ms', run: measureWholeWay },
];
