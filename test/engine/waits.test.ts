/** Steps that wait for time, by a clock that is turned by hand. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { MaintenanceId } from '../../src/core/ids.ts';
import type { Actor } from '../../src/core/maintenance/actor.ts';
import type { Command } from '../../src/core/maintenance/commands.ts';
import type { MaintenanceState } from '../../src/core/maintenance/state.ts';
import { planSchema } from '../../src/core/plan/plan.ts';
import { toPlanHash } from '../../src/core/plan/plan-hash.ts';
import { Engine } from '../../src/main/engine/engine.ts';
import { Ledger } from '../../src/main/engine/ledger.ts';
import type { Clock } from '../../src/main/engine/ports.ts';
import { Vault } from '../../src/main/engine/vault.ts';
import { createHosts } from '../../src/main/ssh/hosts.ts';
import { openStore } from '../../src/main/store/open.ts';
import type { Store } from '../../src/main/store/store.ts';
import { makeWorkspace } from '../fixtures/console.ts';
import { noRules } from '../fixtures/no-rules.ts';

const id = 'waits' as MaintenanceId;
const ada: Actor = { kind: 'person', name: 'Ada' };
const minute = 60_000;

/** Timers run by how long the machine was awake; `now` is the time of day, which goes on while it sleeps. */
class HandClock implements Clock {
  #nowMs = 1_000_000;
  #awakeMs = 0;
  readonly #timers = new Set<{ readonly dueMs: number; readonly call: () => void }>();

  now(): number {
    return this.#nowMs;
  }

  after(ms: number, call: () => void): () => void {
    const timer = { dueMs: this.#awakeMs + ms, call };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  sleep(ms: number): void {
    this.#nowMs += ms;
  }

  pass(ms: number): void {
    const untilMs = this.#awakeMs + ms;
    for (;;) {
      const next = [...this.#timers].toSorted((a, b) => a.dueMs - b.dueMs)[0];
      const dueMs = Math.min(next?.dueMs ?? untilMs, untilMs);
      this.#nowMs += dueMs - this.#awakeMs;
      this.#awakeMs = dueMs;
      if (next === undefined || next.dueMs > untilMs) return;
      this.#timers.delete(next);
      next.call();
    }
  }
}

let clock: HandClock;
let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let store: Store;
let ledger: Ledger;
let engine: Engine;
const problems: unknown[] = [];

beforeEach(async () => {
  clock = new HandClock();
  workspace = await makeWorkspace();
  const opened = await openStore({ folder: workspace.folder, program: 'test', user: 'ada', as: 'console', clock });
  if (!opened.ok) throw new Error(opened.failure.message);
  store = opened.value;
  ledger = new Ledger(store.journal, clock);
  engine = new Engine({
    ledger,
    output: store.output,
    hosts: createHosts({
      prompter: { ask: async () => undefined },
      onTrusted: () => {},
      clock,
      home: workspace.folder,
    }),
    vault: new Vault(),
    clock,
    random: () => 0.5,
    targetOf: () => undefined,
    report: (problem) => problems.push(problem),
  });
});
afterEach(async () => {
  await engine.close();
  await store.close();
  await workspace.remove();
  expect(problems).toEqual([]);
});

function give(command: Command): MaintenanceState {
  const given = ledger.submit(id, command, ada);
  if (!given.ok) throw new Error(given.failure.message);
  return given.value;
}

/** A run of steps that wait as long as this, one after another. */
function start(...waitsMs: readonly number[]): void {
  const steps = waitsMs.map((waitMs, index) => ({
    id: `wait-${index}`,
    kind: 'wait',
    phase: 'carry-out',
    title: `Wait ${index}`,
    waitMs,
  }));
  const plan = planSchema.parse({ title: 'Waits', variables: [], steps });
  const planHash = toPlanHash(plan);
  ledger.create(id, {
    type: 'maintenance-created',
    data: { title: 'Waits', plan, planHash, isPractice: false },
    actor: ada,
  });
  give({ type: 'start', planHash, hosts: [], variables: {}, secrets: [], policy: noRules });
}

const states = () => ledger.state(id)?.tasks.map((task) => task.state);

it('lasts as long as its plan says', () => {
  start(10 * minute);
  clock.pass(10 * minute - 1);
  expect(states()).toEqual(['waiting']);
  clock.pass(1);
  expect(states()).toEqual(['succeeded']);
});

it('of a step that was skipped does not delay the next one', () => {
  start(60 * minute, minute);
  const first = ledger.state(id)?.tasks[0]?.id;
  if (first === undefined) throw new Error('no task');
  give({ type: 'skip', task: first, reason: 'the mirror is warm already' });
  clock.pass(minute);
  expect(states()).toEqual(['skipped', 'succeeded']);
});

it('goes on while the machine sleeps', () => {
  start(10 * minute);
  clock.pass(minute);
  clock.sleep(30 * minute);
  clock.pass(15_000);
  expect(states()).toEqual(['succeeded']);
});
