/** Two hundred followers on one running maintenance: what they cost its run and its leader’s screen, and how late they see a line. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from '@playwright/test';
import { chromiumOptions, findChromium } from '../../scripts/chromium.ts';
import type { MaintenanceId } from '../../src/core/ids.ts';
import { planSchema } from '../../src/core/plan/plan.ts';
import { parseInviteLink } from '../../src/core/sharing/invite-link.ts';
import { serve } from '../../src/main/serve.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { freePort } from '../fixtures/free-port.ts';
import { startSshd } from '../fixtures/sshd/sshd.ts';
import type { Figure, Measured } from './figure.ts';
import type { FollowersNews, FollowersOrder } from './follow/followers.ts';

const followers = 200;
const rounds = 3;
/** A hundred lines every twenty milliseconds, for some eight seconds. */
const script = 'i=0; while [ $i -lt 400 ]; do i=$((i+1)); seq $((i*100)) $((i*100+99)); sleep 0.018; done';
const watchedMs = 6_000;
const watchSource = `(forMs) => new Promise((resolve) => {
  const framesMs = [];
  let last = performance.now();
  const end = last + forMs;
  const frame = (nowMs) => {
    framesMs.push(nowMs - last);
    last = nowMs;
    if (nowMs < end) requestAnimationFrame(frame);
    else resolve(framesMs);
  };
  requestAnimationFrame(frame);
})`;

interface Run {
  /** From its start to its end, as the journal has it. */
  readonly ms: number;
  /** Of the leader’s screen, on average: its frame rate turned round. */
  readonly frameMs: number;
  readonly delaysMs: readonly number[];
  readonly windows: number;
}

interface Both {
  readonly alone: readonly Run[];
  readonly followed: readonly Run[];
}

let measured: Promise<Both> | undefined;
/** Both figures are of the same runs. */
function measureOnce(): Promise<Both> {
  measured ??= measure();
  return measured;
}

async function measure(): Promise<Both> {
  const sshd = await startSshd();
  const workspace = await makeWorkspace();
  const console = await TestConsole.open(workspace.folder);
  await console.connectTo(sshd);
  await console.reach('db-1');
  const port = await freePort();
  await console.ask('share.open', { port });
  const executablePath = findChromium();
  const browser = await chromium.launch({
    args: [...chromiumOptions],
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  try {
    const alone: Run[] = [];
    const followed: Run[] = [];
    // The first is to warm up; then one after the other, so that whatever else the machine does befalls both.
    await runOnce(console, browser, 0, port);
    for (let round = 0; round < rounds; round += 1) {
      alone.push(await runOnce(console, browser, 0, port));
      followed.push(await runOnce(console, browser, followers, port));
    }
    return { alone, followed };
  } finally {
    await browser.close();
    await console.close();
    await sshd.close();
    await workspace.remove();
  }
}

async function runOnce(console: TestConsole, browser: Browser, count: number, port: number): Promise<Run> {
  const title = `Followed by ${count}`;
  const steps = [{ id: 'pour', kind: 'command', phase: 'carry-out', title: 'Pour', hosts: ['db-1'], script }];
  const { versions } = { versions: await console.answer('runbook.versions', { name: title }) };
  const expectedVersion = versions.ok ? (versions.output as readonly unknown[]).length : 0;
  await console.ask('runbook.save', { name: title, expectedVersion, plan: planSchema.parse({ title, steps }) });
  const { id } = await console.ask('maintenance.create', { title, runbook: title });
  const served = await serve({ host: console.host, user: 'Ada', port: 0, opensBrowser: false });
  if (!served.ok) throw new Error(served.failure.message);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const crowd = count === 0 ? undefined : await gather(console, id, count, port);
  try {
    await page.goto(served.value.url);
    await page.goto(`${new URL(served.value.url).origin}/#/m/${id}/console`);
    const { planHash } = await console.state(id);
    await console.ask('run.start', { maintenance: id, planHash, confirm: title });
    await page.waitForSelector('[role=log] [data-kind=output]');
    const framesMs = (await page.evaluate(`(${watchSource})(${watchedMs})`)) as number[];
    const ended = await console.untilEvent(id, ({ type }) => type === 'attempt-ended');
    const began = await console.untilEvent(id, ({ type }) => type === 'attempt-started');
    const news = await crowd?.leave();
    return {
      ms: ended.atMs - began.atMs,
      frameMs: framesMs.reduce((sum, ms) => sum + ms, 0) / framesMs.length,
      delaysMs: news?.delaysMs ?? [],
      windows: news?.windows ?? 0,
    };
  } finally {
    await page.close();
    await served.value.close();
  }
}

async function gather(console: TestConsole, maintenance: MaintenanceId, count: number, port: number) {
  const { link } = await console.ask('invite.make', { maintenance, role: 'follow', people: count });
  const child = fork(fileURLToPath(new URL('./follow/followers.ts', import.meta.url)));
  const heard = async (kind: FollowersNews['kind']) => {
    for (;;) {
      const [news] = (await once(child, 'message')) as [FollowersNews];
      if (news.kind === kind) return news;
    }
  };
  const order: FollowersOrder = { port, token: parseInviteLink(link)?.token ?? '', maintenance, count };
  const joined = heard('joined');
  child.send(order);
  await joined;
  for (;;) {
    const { followers: all } = await console.ask('share.show', { maintenance });
    for (const { id, standing } of all)
      if (standing === 'waiting') await console.ask('follower.admit', { maintenance, follower: id });
    if (all.filter(({ standing }) => standing === 'admitted').length === count) break;
  }
  return {
    async leave() {
      const told = heard('measured');
      child.send('stop');
      const news = await told;
      return news.kind === 'measured' ? news : undefined;
    },
  };
}

function at(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN;
}

const median = (values: readonly number[]) => at(values, 0.5);

async function compare(of: (run: Run) => number, words: string): Promise<Measured> {
  const { alone, followed } = await measureOnce();
  const [without, withThem] = [median(alone.map(of)), median(followed.map(of))];
  const ratios = followed.map((run, index) => of(run) / of(alone[index] ?? run));
  return {
    ratio: withThem / without,
    spread: (at(ratios, 0.75) - at(ratios, 0.25)) / 2,
    note: `${words}: ${without.toFixed(1)} ms alone, ${withThem.toFixed(1)} ms with ${followers} followers`,
  };
}

export const figures: readonly Figure[] = [
  {
    name: 'followers: a run at 5,000 lines a second',
    target: 1.05,
    baseline: 'the run without followers',
    run: () => compare(({ ms }) => ms, 'the run'),
  },
  {
    name: 'followers: the leader’s frames',
    target: 1.1,
    baseline: 'the frames without followers',
    run: () => compare(({ frameMs }) => frameMs, 'a frame'),
  },
  {
    name: 'followers: a line from its arrival to 200 followers',
    target: 1,
    baseline: '200 ms',
    async run() {
      const { followed } = await measureOnce();
      const delaysMs = followed.flatMap((run) => [...run.delaysMs]);
      const windows = followed.reduce((sum, run) => sum + run.windows, 0) / followed.length;
      const note = `median ${median(delaysMs)} ms, p99 ${at(delaysMs, 0.99)} ms; ${Math.round(windows)} windows a run`;
      return { ratio: median(delaysMs) / 200, note };
    },
  },
];
