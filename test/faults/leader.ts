/**
 * A leader without a screen, as a process of its own that a test can kill: opens the workspace, takes the run up wherever it
 * stands, and leads it to its end. Says on standard output what has been committed, line by line, the moment it is.
 * Exit status: 0 the run is over; 3 a person is needed. A third argument is the type of an event after which it kills itself.
 */
import { writeSync } from 'node:fs';
import type { RequestName } from '../../src/contract/requests.ts';
import type { JournalEvent } from '../../src/core/maintenance/events.ts';
import { evolve } from '../../src/core/maintenance/evolve.ts';
import { toNext } from '../../src/core/maintenance/next.ts';
import type { MaintenanceState } from '../../src/core/maintenance/state.ts';
import { isOver, openTasks } from '../../src/core/maintenance/tasks.ts';
import type { Caller } from '../../src/main/desk/desk.ts';
import { openHost } from '../../src/main/host.ts';

const [workspace, maintenance, lastEvent] = process.argv.slice(2);
if (workspace === undefined || maintenance === undefined)
  throw new Error('usage: leader.ts WORKSPACE MAINTENANCE [EVENT]');

const say = (word: object) => writeSync(1, `${JSON.stringify(word)}\n`);
const opened = await openHost({ workspace, user: 'Ada', as: 'console', program: 'test leader' });
if (!opened.ok) throw new Error(opened.failure.message);
if (opened.value.access.kind !== 'writer') throw new Error('the workspace is held');
const { desk } = opened.value;
const caller: Caller = {
  id: 'leader',
  actor: { kind: 'person', name: 'Ada' },
  rights: new Set(['read', 'draft', 'lead']),
};

async function ask(request: RequestName, input: object): Promise<unknown> {
  const answer = await desk.answer(caller, request, { maintenance, ...input });
  if (!answer.ok) throw new Error(`${request}: ${answer.failure.message}`);
  return answer.output;
}

let state: MaintenanceState | undefined;
async function read(): Promise<MaintenanceState> {
  for (;;) {
    const { events } = (await ask('maintenance.events', { afterSeq: state?.seq ?? 0 })) as { events: JournalEvent[] };
    if (events.length === 0 && state !== undefined) return state;
    for (const event of events) state = evolve(state, event);
    if (events.some(({ type }) => type === lastEvent)) process.kill(process.pid, 'SIGKILL');
  }
}

let wake: () => void = () => undefined;
desk.listen(caller, ({ notice, data }) => {
  if (notice !== 'head') return;
  say({ seq: data.seq, rows: data.rows });
  wake();
});

/** What a calm leader would do now; `false` where only time or the host can help. */
async function lead(now: MaintenanceState): Promise<boolean> {
  if (now.status === 'draft') {
    await ask('run.start', { planHash: now.planHash, confirm: now.title });
    return true;
  }
  const failed = now.tasks.find((task) => task.state === 'failed');
  if (failed !== undefined) {
    const verdict = failed.attempts.at(-1)?.verdict;
    if (verdict?.kind !== 'not-started') process.exit(3);
    await ask('step.retry', { task: failed.id });
    return true;
  }
  if (now.hold !== undefined && openTasks(now).length === 0) {
    await ask('run.resume', {});
    return true;
  }
  if (toNext(now).every((next) => next.do === 'nothing') && openTasks(now).length === 0 && now.hold === undefined) {
    await ask('run.complete', {});
    return true;
  }
  return false;
}

const { seq, rows } = (await ask('maintenance.summary', {})) as { seq: number; rows: number };
say({ seq, rows });
for (;;) {
  const woken = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const now = await read();
  if (isOver(now)) break;
  if (!(await lead(now))) await woken;
}
await opened.value.close();
say({ over: true });
