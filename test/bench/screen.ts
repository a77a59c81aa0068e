/** The console's screen in a real Chromium: how soon a line is seen, how smooth five thousand a second are, and what a million cost. */
import { type Browser, chromium, type Page } from '@playwright/test';
import { chromiumOptions, findChromium } from '../../scripts/chromium.ts';
import { serveStage } from '../renderer/stage/serve-stage.ts';
import type { Figure, Measured } from './figure.ts';

const linesASecond = 5_000;
const watchedMs = 6_000;

/** The built stage in a Chromium that lets its heap be read and swept. */
async function onStage<T>(work: (browser: Browser, url: string) => Promise<T>): Promise<T> {
  const stage = await serveStage();
  const executablePath = findChromium();
  const browser = await chromium.launch({
    args: [...chromiumOptions, '--js-flags=--expose-gc', '--enable-precise-memory-info'],
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  try {
    return await work(browser, stage.url);
  } finally {
    await browser.close();
    await stage.close();
  }
}

async function open(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(url);
  await page.waitForSelector('[role=log] [data-kind=output]');
  return page;
}

const median = (figures: readonly number[]): number => figures.toSorted((a, b) => a - b)[figures.length >> 1] ?? 0;

function spreadOf(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor((sorted.length - 1) * part)] ?? 0;
  return (at(0.75) - at(0.25)) / 2;
}

interface Watched {
  /** From a head's notice to the frame after the one its line was painted in. */
  readonly seenMs: readonly number[];
  readonly framesMs: readonly number[];
}

/** Runs in the page. A line is seen once its row stands in the log and the next frame has begun. */
const watchSource = `(forMs) => new Promise((resolve) => {
  const log = document.querySelector('[role=log]');
  const seenMs = [];
  const framesMs = [];
  const due = [];
  let last = performance.now();
  const end = last + forMs;
  const stop = window.standIn.onNotice((notice) => {
    if (notice.notice === 'head') due.push({ row: notice.data.rows - 1, atMs: performance.now() });
  });
  const frame = (nowMs) => {
    framesMs.push(nowMs - last);
    last = nowMs;
    let newest = -1;
    for (const row of log.querySelectorAll('[data-kind=output]')) newest = Math.max(newest, Number(row.dataset.at));
    while (due.length > 0 && due[0].row <= newest) seenMs.push(performance.now() - due.shift().atMs);
    if (nowMs < end) requestAnimationFrame(frame);
    else { stop(); resolve({ seenMs, framesMs: framesMs.slice(2) }); }
  };
  requestAnimationFrame(frame);
})`;

const watch = (page: Page) => page.evaluate(`(${watchSource})(${watchedMs})`) as Promise<Watched>;

async function sweptHeapBytes(page: Page): Promise<number> {
  return (await page.evaluate('gc(), gc(), performance.memory.usedJSHeapSize')) as number;
}

async function measureSeen(): Promise<Measured> {
  return onStage(async (browser, url) => {
    const page = await open(browser, `${url}?lines=100000&rate=${linesASecond}`);
    const { seenMs } = await watch(page);
    const ratio = median(seenMs) / 50;
    const p99 = seenMs.toSorted((a, b) => a - b)[Math.floor(seenMs.length * 0.99)] ?? 0;
    return {
      ratio,
      spread: spreadOf(seenMs) / 50,
      note: `median ${median(seenMs).toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
    };
  });
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of wall time, and of the thread's own time. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** The main thread's tasks of the page, by the time the thread itself worked: a busy machine takes its own time beside. */
function taskWorkMs(trace: Buffer): readonly number[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { readonly traceEvents: readonly TraceEvent[] };
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}/${tid}`),
  );
  return traceEvents
    .filter(({ name, tdur, pid, tid }) => name === 'RunTask' && tdur !== undefined && mains.has(`${pid}/${tid}`))
    .map(({ tdur = 0 }) => tdur / 1_000);
}

/** A frame is late when its thread works too long on it. The frames as they came are in the note, with those of a page at rest. */
async function measureFrames(): Promise<Measured> {
  return onStage(async (browser, url) => {
    const still = await open(browser, `${url}?lines=1000000`);
    const calm = await watch(still);
    await still.close();
    const page = await open(browser, `${url}?lines=1000000&rate=${linesASecond}`);
    await browser.startTracing(page, { categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] });
    const { framesMs } = await watch(page);
    const workMs = taskWorkMs(await browser.stopTracing());
    const longest = Math.max(...workMs);
    const over = (frames: readonly number[]) => `${frames.filter((ms) => ms > 50).length} of ${frames.length}`;
    return {
      ratio: longest / 50,
      note: `longest task ${longest.toFixed(1)} ms of ${workMs.length}; frames that came over 50 ms: ${over(framesMs)}, at rest ${over(calm.framesMs)}`,
    };
  });
}

async function measureHeap(): Promise<Measured> {
  return onStage(async (browser, url) => {
    const page = await open(browser, `${url}?lines=10000`);
    await page.evaluate('window.standIn.pour(5000)');
    await page.waitForTimeout(500);
    const before = await sweptHeapBytes(page);
    // Looked at from end to end on the way: what was seen must not stay.
    for (let portion = 1; portion <= 20; portion += 1) {
      await page.evaluate('window.standIn.pour(50000)');
      await page.evaluate(`{
        const log = document.querySelector('[role=log]');
        log.dispatchEvent(new WheelEvent('wheel', { deltaY: -1 }));
        log.scrollTop = log.scrollHeight * ${portion / 21};
      }`);
      await page.waitForTimeout(60);
    }
    const after = await sweptHeapBytes(page);
    const mb = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
    return { ratio: after / before, note: `${mb(before)} at 15,000 lines, ${mb(after)} at a million more` };
  });
}

/** From the address to the newest line in sight; a page each, one kind after the other. */
async function measureOpening(): Promise<Measured> {
  return onStage(async (browser, url) => {
    const openingMs = async (lines: number) => {
      const fromMs = performance.now();
      const page = await open(browser, `${url}?lines=${lines}`);
      const tookMs = performance.now() - fromMs;
      await page.close();
      return tookMs;
    };
    await openingMs(0);
    const pairs: { readonly emptyMs: number; readonly fullMs: number }[] = [];
    for (let round = 0; round < 9; round += 1)
      pairs.push({ emptyMs: await openingMs(0), fullMs: await openingMs(1_000_000) });
    const emptyMs = median(pairs.map((pair) => pair.emptyMs));
    const fullMs = median(pairs.map((pair) => pair.fullMs));
    return {
      ratio: fullMs / emptyMs,
      spread: spreadOf(pairs.map((pair) => pair.fullMs / pair.emptyMs)),
      note: `${fullMs.toFixed(0)} ms against ${emptyMs.toFixed(0)} ms`,
    };
  });
}

export const figures: readonly Figure[] = [
  { name: 'screen: a line from its head to its pixels', target: 1, baseline: '50 ms', run: measureSeen },
  { name: 'screen: longest frame’s work at 5,000 lines/s', target: 1, baseline: '50 ms', run: measureFrames },
  { name: 'screen: heap after a million lines', target: 1.25, baseline: 'the heap before them', run: measureHeap },
  { name: 'screen: opening a million lines', target: 1.2, baseline: 'opening an empty one', run: measureOpening },
];
