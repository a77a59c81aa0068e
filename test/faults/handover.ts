/**
 * One side of a hand-over of the lead, as a process of its own that a test can kill: `a` gives it away, `b` takes it and leads the run to
 * its end. Each takes up wherever it stands. Says on standard output what has been committed.
 * `handover.ts a|b WORKSPACE FACTS [POINT]`: it kills itself at the point, an event’s type or a stage of the taking.
 */
import { existsSync, renameSync, writeSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import type { RequestInput, RequestName, RequestOutput } from '../../src/contract/requests.ts';
import { evolve } from '../../src/core/maintenance/evolve.ts';
import type { MaintenanceState } from '../../src/core/maintenance/state.ts';
import type { Caller } from '../../src/main/desk/desk.ts';
import { openHost } from '../../src/main/host.ts';
import type { HandoverFacts } from './handover-facts.ts';

const [side, workspace, factsText, point] = process.argv.slice(2);
if (workspace === undefined || factsText === undefined)
  throw new Error('usage: handover.ts a|b WORKSPACE FACTS [POINT]');
const { maintenance, invite, fingerprints, bundle } = JSON.parse(factsText) as HandoverFacts;

const say = (word: object) => writeSync(1, `${JSON.stringify(word)}\n`);
const opened = await openHost({ workspace, user: side === 'a' ? 'Ada' : 'Bo', as: 'console', program: 'test' });
if (!opened.ok) throw new Error(opened.failure.message);
const { desk } = opened.value;
const caller: Caller = {
  id: 'test',
  actor: { kind: 'person', name: side === 'a' ? 'Ada' : 'Bo' },
  rights: new Set(['read', 'draft', 'lead']),
};

async function ask<N extends RequestName>(request: N, input: RequestInput<N>): Promise<RequestOutput<N>> {
  const answer = await desk.answer(caller, request, input);
  if (!answer.ok) throw new Error(`${request}: ${answer.failure.message}`);
  return answer.output as RequestOutput<N>;
}

/** Refused where the other side has come first, was killed, or is not there yet: it is looked again. */
async function attempt<N extends RequestName>(request: N, input: RequestInput<N>): Promise<boolean> {
  return (await desk.answer(caller, request, input)).ok;
}

function reach(here: string | undefined): void {
  if (here !== undefined && here === point) process.kill(process.pid, 'SIGKILL');
}

let state: MaintenanceState | undefined;
async function read(): Promise<MaintenanceState> {
  for (;;) {
    const { events } = await ask('maintenance.events', { maintenance, afterSeq: state?.seq ?? 0, limit: 1_000 });
    for (const event of events) {
      state = evolve(state, event);
      reach(event.type);
    }
    if (events.length === 0 && state !== undefined) return state;
  }
}

let wake: () => void = () => undefined;
desk.listen(caller, ({ notice, data }) => {
  if (notice === 'head') say({ seq: data.seq, rows: data.rows });
  wake();
});
/** Followers come and go without a word to this screen. */
const news = () => Promise.race([new Promise<void>((resolve) => (wake = resolve)), after(200)]);

/** Offers it to whoever is here, passes it as soon as they have accepted, and then keeps the way open. */
async function give(): Promise<never> {
  for (;;) {
    const told = news();
    const { relay } = await read();
    if (relay?.passedAtMs !== undefined) {
      if (!existsSync(bundle)) {
        await ask('bundle.write', { maintenance, file: `${bundle}.part` });
        renameSync(`${bundle}.part`, bundle);
      }
    } else {
      const { followers } = await ask('share.show', { maintenance });
      const waiting = followers.find(({ standing }) => standing === 'waiting');
      const here = followers.find(({ standing, isHere }) => standing === 'admitted' && isHere);
      if (waiting !== undefined) await attempt('follower.admit', { maintenance, follower: waiting.id });
      else if (relay?.accepted !== undefined && relay.follower === here?.id)
        await attempt('lead.pass', { maintenance, relay: relay.id, fingerprint: fingerprints.b });
      else if (relay !== undefined && here !== undefined && relay.follower !== here.id)
        await attempt('lead.withdraw', { maintenance, relay: relay.id, reason: 'They came anew.' });
      else if (relay === undefined && here !== undefined)
        await attempt('lead.offer', { maintenance, follower: here.id });
    }
    await told;
  }
}

/** By the invite while that leads anywhere, else from the file. */
async function take(): Promise<void> {
  const known = await ask('maintenance.list', {});
  if (known.some(({ id }) => id === maintenance) && (await read()).relay === undefined) return;
  for (;;) {
    const told = news();
    const { taking } = await ask('taking.show', {});
    const at = taking?.stage.at;
    reach(at);
    if (at === 'leading') return;
    if (at === 'offered') await attempt('taking.accept', {});
    else if (at === 'passed') await attempt('taking.confirm', { from: fingerprints.a });
    // Whoever was killed after the pass comes anew, and is nobody the lead was passed to: it is in the file.
    else if (existsSync(bundle) && at !== 'fetching' && at !== 'receiving' && at !== 'accepted') {
      await ask('lead.receive', { file: bundle, from: fingerprints.a });
      return;
    } else if (at === undefined || at === 'over') {
      await attempt('taking.leave', {});
      await attempt('taking.begin', { invite, name: 'Bo' });
    }
    await told;
  }
}

async function lead(): Promise<void> {
  for (;;) {
    const told = news();
    const { tasks, hold } = await read();
    if (tasks.every((task) => task.state === 'succeeded')) break;
    if (hold !== undefined && tasks.every((task) => task.state !== 'running'))
      await attempt('run.resume', { maintenance });
    await told;
  }
  await ask('run.complete', { maintenance });
  await read();
}

if (side === 'a') await give();
await take();
// The stage it was to die at was over before it was seen.
reach(point);
await lead();
await opened.value.close();
say({ over: true });
