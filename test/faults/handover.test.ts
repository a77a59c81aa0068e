/**
 * SIGKILL at both sides of a hand-over of the lead, between its phases and in the middle of them, while a step runs on a real OpenSSH
 * server: never two lead, no committed event is lost, no step runs twice, and the run always comes to its end. `npm run soak` does more of it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { MaintenanceId } from '../../src/core/ids.ts';
import type { MaintenanceState } from '../../src/core/maintenance/state.ts';
import { planSchema } from '../../src/core/plan/plan.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { freePort } from '../fixtures/free-port.ts';
import { type Sshd, startSshd } from '../fixtures/sshd/sshd.ts';
import type { HandoverFacts } from './handover-facts.ts';
import { LeaderProcess } from './leader-process.ts';

type Side = 'a' | 'b';
/** A round takes as long as ten of others. */
const rounds = Math.ceil(Number(process.env['DRYDOCK_SOAK_ROUNDS'] ?? 10) / 10);
/** Events that `a` has just committed, and events or stages that `b` has just come to. */
const points: Readonly<Record<Side, readonly string[]>> = {
  a: ['lead-offered', 'lead-accepted', 'lead-passed'],
  b: ['knocking', 'following', 'offered', 'accepted', 'passed', 'fetching', 'receiving', 'leading', 'lead-taken'],
};
/** The first rounds go over the points that matter most; those after them take any. */
const firstKills: readonly (readonly (readonly [Side, string])[])[] = [
  [
    ['a', 'lead-accepted'],
    ['b', 'fetching'],
  ],
  [
    ['a', 'lead-passed'],
    ['b', 'receiving'],
  ],
  [
    ['b', 'accepted'],
    ['b', 'leading'],
  ],
];

let sshd: Sshd;
beforeAll(async () => {
  sshd = await startSshd();
});
afterAll(() => sshd.close());

function killsOf(round: number): readonly (readonly [Side, string])[] {
  const any = (): readonly [Side, string] => {
    const side = Math.random() < 0.4 ? 'a' : 'b';
    return [side, points[side][Math.floor(Math.random() * points[side].length)] ?? ''];
  };
  return firstKills[round] ?? [any(), any(), any()];
}

/** A run whose first step goes on until a file says so; its second writes once. */
function planOf(gate: string, ran: string) {
  const step = { kind: 'command', phase: 'carry-out', hosts: ['db-1'] };
  return planSchema.parse({
    title: 'Plan',
    steps: [
      {
        ...{ ...step, id: 'long', title: 'Long' },
        script: `i=0; while [ $i -lt 200 ]; do i=$((i+1)); echo "line $i"; done; while [ ! -e ${gate} ]; do sleep 0.1; done; echo ran >> ${ran}`,
      },
      { ...step, id: 'second', title: 'Second', script: `echo ran >> ${ran}` },
    ],
  });
}

/** As it stands on the disk; `undefined` where it is not there. */
async function look(folder: string, id: MaintenanceId) {
  const console = await TestConsole.open(folder, { as: 'reader' });
  try {
    if (!(await console.ask('maintenance.list', {})).some((one) => one.id === id)) return undefined;
    const { rows } = await console.ask('maintenance.summary', { maintenance: id });
    return { state: await console.state(id), events: await console.events(id), rows };
  } finally {
    await console.close();
  }
}

const isLedThere = (seen: { readonly state: MaintenanceState } | undefined) =>
  seen !== undefined && seen.state.relay?.passedAtMs === undefined;

async function handOver(round: number): Promise<void> {
  const [a, b] = [await makeWorkspace(), await makeWorkspace()];
  const folders = { a: a.folder, b: b.folder };
  onTestFinished(async () => {
    await a.remove();
    await b.remove();
  });
  const [gate, ran] = [join(sshd.home, `gate-${round}`), join(sshd.home, `ran-${round}`)];
  const [theirs, ours] = [await TestConsole.open(a.folder), await TestConsole.open(b.folder)];
  for (const console of [theirs, ours]) {
    await console.connectTo(sshd);
    await console.reach('db-1');
  }
  await theirs.ask('runbook.save', { name: 'Plan' as never, expectedVersion: 0, plan: planOf(gate, ran) });
  const { id } = await theirs.ask('maintenance.create', { title: 'Tonight', runbook: 'Plan' as never });
  const { planHash } = await theirs.state(id);
  await theirs.ask('run.start', { maintenance: id, planHash, confirm: 'Tonight' });
  await theirs.untilRows(id, 200);
  await theirs.ask('share.open', { port: await freePort() });
  const { link } = await theirs.ask('invite.make', { maintenance: id, role: 'assist', people: 20 });
  const fingerprintOf = async (console: TestConsole) => (await console.ask('identity.show', {})).fingerprint;
  const facts: HandoverFacts = {
    maintenance: id,
    invite: link,
    fingerprints: { a: await fingerprintOf(theirs), b: await fingerprintOf(ours) },
    bundle: join(a.folder, 'passed.drydock.zip'),
  };
  await theirs.close();
  await ours.close();

  const heard = { a: { seq: 0, rows: 0 }, b: { seq: 0, rows: 0 } };
  const begin = (side: Side, point?: string) =>
    new LeaderProcess(
      [side, folders[side], JSON.stringify(facts), ...(point === undefined ? [] : [point])],
      'handover.ts',
    );
  const running = { a: begin('a'), b: begin('b') };
  const note = (side: Side) => {
    const { seq, rows } = running[side].heard;
    heard[side] = { seq: Math.max(heard[side].seq, seq), rows: Math.max(heard[side].rows, rows) };
  };
  onTestFinished(async () => {
    await Promise.all([running.a.kill(), running.b.kill()]);
  });
  for (const [side, point] of killsOf(round)) {
    // Whatever it had in hand is cut off too, at any moment.
    await running[side].kill();
    note(side);
    running[side] = begin(side, point);
    await Promise.race([running[side].over(), running.b.over()]);
    const [there, here] = [await look(b.folder, id), await look(a.folder, id)];
    // In this order: what is passed stays so.
    expect([isLedThere(there), isLedThere(here)], `${side} at ${point}`).not.toEqual([true, true]);
    note(side);
    running[side] = begin(side);
  }
  writeFileSync(gate, '');
  expect(await running.b.end()).toBe(0);
  note('a');
  note('b');
  await running.a.kill();

  const [old, now] = [await look(a.folder, id), await look(b.folder, id)];
  if (old === undefined || now === undefined) throw new Error('both know it');
  expect([isLedThere(old), isLedThere(now), now.state.status]).toEqual([false, true, 'completed']);
  expect(now.events.slice(0, old.events.length)).toEqual(old.events);
  expect(now.events.filter(({ type }) => type === 'lead-taken')).toHaveLength(1);
  expect([old.state.seq >= heard.a.seq, old.rows >= heard.a.rows]).toEqual([true, true]);
  expect([now.state.seq >= heard.b.seq, now.rows >= heard.b.rows]).toEqual([true, true]);
  expect(readFileSync(ran, 'utf8')).toBe('ran\nran\n');
}

describe('a lead that is handed over', () => {
  it(
    `is led by one console, and comes to its end, through kills on both sides, ${rounds} times`,
    async () => {
      for (let round = 0; round < rounds; round++) await handOver(round);
    },
    60_000 + rounds * 120_000,
  );
});
