/** Plans and runs for the tests of the state machine: generated plans, and a journal in memory that folds as it grows. */
import fc from 'fast-check';
import type { HostName, MaintenanceId, StepId } from '../../../src/core/ids.ts';
import type { Actor } from '../../../src/core/maintenance/actor.ts';
import type { Command } from '../../../src/core/maintenance/commands.ts';
import { decide } from '../../../src/core/maintenance/decide.ts';
import type { EventData, JournalEvent, NewEvent } from '../../../src/core/maintenance/events.ts';
import { dataSchemas } from '../../../src/core/maintenance/events.ts';
import { evolve } from '../../../src/core/maintenance/evolve.ts';
import type { Refusal } from '../../../src/core/maintenance/refusal.ts';
import type { MaintenanceState } from '../../../src/core/maintenance/state.ts';
import { type Plan, planSchema, type Step } from '../../../src/core/plan/plan.ts';
import { toPlanHash } from '../../../src/core/plan/plan-hash.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { memberSchema } from '../../../src/core/roster/person.ts';
import { noRules, onlyRules } from '../../fixtures/no-rules.ts';

export const leader: Actor = { kind: 'person', name: 'Ada' };
export const engine: Actor = { kind: 'console', name: 'Drydock' };
/** Simultaneous operations would need an approval, and a start without one is let through. */
export const oneAtATime: Policy = {
  ...onlyRules('POL-6'),
  rules: { ...noRules.rules, 'POL-6': { severity: 'should', waivedBy: [] } },
};
export const hostNames = ['db-1', 'db-2', 'web-1'] as HostName[];

const scripted = {
  hosts: fc.uniqueArray(fc.constantFrom(...hostNames), { minLength: 1, maxLength: 2 }),
  script: fc.constantFrom('true', 'make change', 'exit 3'),
  timeoutMs: fc.option(fc.constantFrom(1_000, 60_000), { nil: undefined }),
  retries: fc.constantFrom(0, 0, 0, 1, 2),
  onFailure: fc.constantFrom('stop' as const, 'ask' as const, 'continue' as const, 'roll-back' as const),
  rollback: fc.option(
    fc.constantFrom({ kind: 'script' as const, script: 'undo' }, { kind: 'none' as const, why: 'it only reads' }),
    { nil: undefined },
  ),
  confirmBefore: fc.boolean(),
  isTwoPerson: fc.constantFrom(undefined, undefined, undefined, undefined, true as const),
};
const phase = fc.constantFrom('prepare' as const, 'carry-out' as const, 'verify' as const, 'roll-back' as const);

const steps = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('command' as const),
        phase,
        title: fc.constant('Command'),
        ...scripted,
      }),
    },
    fc.record({
      kind: fc.constant('check' as const),
      phase,
      title: fc.constant('Check'),
      expectation: fc.constant({ exitStatus: [0] }),
      ...scripted,
    }),
    fc.record({
      kind: fc.constant('manual' as const),
      phase,
      title: fc.constant('By hand'),
      owner: fc.constant('Bo Lind'),
    }),
    fc.record({
      kind: fc.constant('wait' as const),
      phase,
      title: fc.constant('Wait'),
      waitMs: fc.constantFrom(1_000, 60_000),
    }),
  ),
  { minLength: 1, maxLength: 7 },
);

/** Plans with every kind of step, in every phase, on one or two hosts. At least one step is not of the rollback. */
export const plans: fc.Arbitrary<Plan> = steps.map((drafts) => toWhole(drafts));

/** The same with most steps in one phase, most of them together with the one before, and few that are to be confirmed by anybody. */
export const groupedPlans: fc.Arbitrary<Plan> = fc
  .tuple(steps, fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9)), { minLength: 7, maxLength: 7 }))
  .map(([drafts, dice]) =>
    toWhole(
      drafts
        .map((draft, index) => {
          const [place = 0, join = 0, calm = 0] = dice[index] ?? [];
          return {
            ...draft,
            phase: place < 7 ? ('carry-out' as const) : draft.phase,
            joins: join < 7,
            ...('confirmBefore' in draft && calm < 8 && { confirmBefore: false, isTwoPerson: undefined }),
          };
        })
        .map(({ joins, ...draft }, index, all) => {
          const isFirst = all.findIndex(({ phase: its }) => its === draft.phase) === index;
          return joins && !isFirst ? { ...draft, withPrevious: true } : draft;
        }),
    ),
  );

function toWhole(drafts: readonly object[]): Plan {
  const all = [...drafts, { kind: 'manual', phase: 'verify', title: 'Look' }];
  return toPlan(all.map((draft, index) => ({ id: `s${index}`, ...draft })));
}

/** Parses drafts of steps into a plan; `undefined` fields are left out. */
export function toPlan(drafts: readonly Record<string, unknown>[]): Plan {
  return planSchema.parse({ title: 'Move the shop', steps: JSON.parse(JSON.stringify(drafts)) as unknown[] });
}

export function commandStep(
  id: string,
  more: Partial<Extract<Step, { kind: 'command' }>> = {},
): Record<string, unknown> {
  return { id: id as StepId, kind: 'command', phase: 'carry-out', title: id, hosts: ['db-1'], script: 'true', ...more };
}

/** A journal in memory: decides, checks every event against its schema, folds. */
export class Run {
  readonly events: JournalEvent[] = [];
  state: MaintenanceState;
  nowMs = 1_000_000;
  /** How many rows of output there are; what an attempt writes is added by whoever ends it. */
  row = 0;
  readonly #id: MaintenanceId;

  constructor(plan: Plan, more: Partial<EventData<'maintenance-created'>> = {}, id = 'm-test0001') {
    this.#id = id as MaintenanceId;
    this.state = this.#fold([
      {
        type: 'maintenance-created',
        data: { title: 'Move the shop', plan, planHash: toPlanHash(plan), isPractice: false, ...more },
        actor: leader,
      },
    ]);
  }

  /** Somebody else than the leader on the roster. */
  withBuddy(): this {
    const bo = { id: 'bo', name: 'Bo Lind', roles: ['buddy'], qualifications: [], services: [], zone: 'UTC' };
    this.must({ type: 'involve', members: [memberSchema.parse(bo)] });
    return this;
  }

  start(policy: Policy = noRules): this {
    const hosts = hostNames.map((name) => ({ name, address: '127.0.0.1', port: 22, user: 'ops' }));
    this.must({ type: 'start', planHash: this.state.planHash, hosts, variables: {}, secrets: [], policy });
    return this;
  }

  /** Gives a command; answers with the refusal, or `undefined` where it was taken. */
  give(command: Command, actor: Actor = leader): Refusal | undefined {
    const decided = decide(this.state, command, actor, this.nowMs);
    if (!decided.ok) return decided.failure;
    this.state = this.#fold(decided.value);
    return undefined;
  }

  must(command: Command, actor: Actor = leader): void {
    const refusal = this.give(command, actor);
    if (refusal !== undefined) throw new Error(`${command.type} was refused: ${refusal.message}`);
  }

  /** Runs the attempt of `task` to an exit status, as the engine would report it. */
  attempt(task: string, status: number | 'unknown' | 'not-started', rows = 0): void {
    const id = task as never;
    this.must({ type: 'intend', task: id }, engine);
    const attempt = this.state.tasks.find((each) => each.id === task)?.attempts.length ?? 0;
    const key = { task: id, attempt };
    if (status === 'not-started') {
      this.end(task, { kind: 'not-started', failure: 'host-unreachable', message: 'nobody answers' });
      return;
    }
    this.must({ type: 'dispatch', ...key }, engine);
    this.must({ type: 'report-started', ...key }, engine);
    if (status === 'unknown') {
      this.must({ type: 'report-unknown', ...key, why: { kind: 'contact-lost', message: 'no answer' } }, engine);
      return;
    }
    this.end(task, { kind: 'exited', status, unmet: status === 0 ? [] : [`status ${status}`] }, rows);
  }

  end(task: string, verdict: Extract<Command, { type: 'report-ended' }>['verdict'], rows = 0): void {
    this.row += rows;
    const attempt = this.state.tasks.find((each) => each.id === task)?.attempts.length ?? 0;
    this.must(
      { type: 'report-ended', task: task as never, attempt, verdict, rows, bytes: { stdout: 0, stderr: 0 } },
      engine,
    );
  }

  taskState(id: string): string | undefined {
    return this.state.tasks.find((task) => task.id === id)?.state;
  }

  #fold(events: readonly NewEvent[]): MaintenanceState {
    let state = this.events.length === 0 ? undefined : this.state;
    for (const event of events) {
      dataSchemas[event.type].parse(event.data);
      const written = {
        ...event,
        maintenance: this.#id,
        seq: this.events.length + 1,
        atMs: this.nowMs,
        row: this.row,
        hash: '',
        previousHash: '',
      } as JournalEvent;
      this.events.push(written);
      state = evolve(state, written);
    }
    if (state === undefined) throw new Error('a decision without events');
    return state;
  }
}
