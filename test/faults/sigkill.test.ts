/**
 * SIGKILL at random moments of a run against a real OpenSSH server. After every round: no line that was said to be committed is
 * lost, no step ran twice, and the run ends in a state that is known. `npm run soak` runs 200 rounds of it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MaintenanceId } from '../../src/core/ids.ts';
import { planSchema } from '../../src/core/plan/plan.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { type Sshd, startSshd } from '../fixtures/sshd/sshd.ts';
import { LeaderProcess } from './leader-process.ts';

const rounds = Number(process.env['DRYDOCK_SOAK_ROUNDS'] ?? 4);
const killsARound = 2;
const steps = 4;
const lines = 40;
/** Roughly how long a run takes from its process's start: kills fall anywhere in it, and some before and after. */
const spreadMs = 2_500;

let sshd: Sshd;
let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
beforeAll(async () => {
  sshd = await startSshd();
  workspace = await makeWorkspace();
});
afterAll(async () => {
  await sshd.close();
  await workspace.remove();
});

/** Each step says in a file that it ran, and writes numbered lines to both streams. In every other round they run two by two (`POL-6`). */
function planFor(round: number) {
  return planSchema.parse({
    title: `Round ${round}`,
    steps: Array.from({ length: steps }, (_, index) => ({
      id: `step-${index}`,
      kind: 'command',
      phase: 'carry-out',
      title: `Step ${index}`,
      ...(round % 2 === 1 && index % 2 === 1 && { withPrevious: true }),
      hosts: ['db-1'],
      script: [
        `echo ran >> "$HOME/ran-${round}-${index}"`,
        `i=0; while [ $i -lt ${lines} ]; do i=$((i+1)); echo "out $i of ${index}"; echo "err $i" >&2; [ $((i % 8)) -ne 0 ] || sleep 0.03; done`,
      ].join('\n'),
    })),
  });
}

async function prepare(round: number): Promise<MaintenanceId> {
  const console = await TestConsole.open(workspace.folder);
  try {
    await console.connectTo(sshd);
    await console.reach('db-1');
    await console.ask('runbook.save', { name: `Round ${round}`, expectedVersion: 0, plan: planFor(round) });
    return (await console.ask('maintenance.create', { title: `Round ${round}`, runbook: `Round ${round}` })).id;
  } finally {
    await console.close();
  }
}

async function inspect(
  round: number,
  id: MaintenanceId,
  heard: { readonly seq: number; readonly rows: number },
): Promise<void> {
  const console = await TestConsole.open(workspace.folder, { as: 'reader' });
  try {
    const state = await console.state(id);
    expect(state.status).toBe('completed');
    expect(state.seq).toBeGreaterThanOrEqual(heard.seq);
    expect((await console.ask('maintenance.summary', { maintenance: id })).rows).toBeGreaterThanOrEqual(heard.rows);
    for (const [index, task] of state.tasks.entries()) {
      const ran = join(sshd.home, `ran-${round}-${index}`);
      expect(readFileSync(ran, 'utf8'), `step ${index} of round ${round}`).toBe('ran\n');
      expect(task.attempts.filter((attempt) => attempt.verdict?.kind === 'exited')).toHaveLength(1);
      const spool = join(sshd.home, '.drydock', 'runs', id, task.id);
      expect(task.attempts.filter(({ number }) => existsSync(join(spool, String(number), 'out')))).toEqual([]);
      for (const stream of ['stdout', 'stderr'] as const) {
        const text = await console.output(id, task.id, stream);
        const expected = (i: number) => (stream === 'stdout' ? `out ${i + 1} of ${index}` : `err ${i + 1}`);
        expect(text).toBe(Array.from({ length: lines }, (_, i) => expected(i)).join('\n'));
      }
    }
  } finally {
    await console.close();
  }
}

describe('a console that is killed at any moment', () => {
  it(
    `loses no committed line and runs no step twice, in ${rounds} rounds of ${killsARound} kills`,
    async () => {
      const open = await TestConsole.open(workspace.folder);
      await open.close();
      for (let round = 0; round < rounds; round++) {
        const id = await prepare(round);
        let heard = { seq: 0, rows: 0 };
        for (let kill = 0; kill < killsARound; kill++) {
          const leader = new LeaderProcess([workspace.folder, id]);
          const wantedRows = Math.floor(Math.random() * steps * lines * 2);
          const timer = new Promise<void>((resolve) => setTimeout(resolve, 300 + Math.random() * spreadMs));
          await Promise.race([leader.until(({ rows }) => rows > wantedRows), timer]);
          await leader.kill();
          heard = { seq: Math.max(heard.seq, leader.heard.seq), rows: Math.max(heard.rows, leader.heard.rows) };
        }
        const last = new LeaderProcess([workspace.folder, id]);
        expect(await last.end()).toBe(0);
        await inspect(round, id, heard);
      }
    },
    60_000 + rounds * 60_000,
  );
});
