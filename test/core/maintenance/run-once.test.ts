/** No sequence of commands and faults reaches a state in which a step could run twice without a person's word. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TaskId } from '../../../src/core/ids.ts';
import type { Command } from '../../../src/core/maintenance/commands.ts';
import { decide } from '../../../src/core/maintenance/decide.ts';
import type { JournalEvent } from '../../../src/core/maintenance/events.ts';
import { evolve } from '../../../src/core/maintenance/evolve.ts';
import { type Next, toNext } from '../../../src/core/maintenance/next.ts';
import { toOffers } from '../../../src/core/maintenance/offers.ts';
import { toCommandHash } from '../../../src/core/maintenance/second-person.ts';
import type { MaintenanceState, Task } from '../../../src/core/maintenance/state.ts';
import { isSettled, openTasks, toRollBackTasks } from '../../../src/core/maintenance/tasks.ts';
import { toGroups } from '../../../src/core/plan/groups.ts';
import { noRules } from '../../fixtures/no-rules.ts';
import { engine, groupedPlans, leader, oneAtATime, plans, Run } from './fixtures.ts';

/** One throw of the dice: which kind of move, and which of its choices. */
interface Move {
  readonly kind: 'engine' | 'fault' | 'person' | 'anything';
  readonly choice: number;
}
/** @param engineMoves for so many of a working engine one is a fault, one a person's, and one anything at all */
const movesWith = (engineMoves: number): fc.Arbitrary<Move[]> =>
  fc.array(
    fc.record({
      kind: fc.constantFrom<Move['kind']>(
        ...Array.from({ length: engineMoves }, () => 'engine' as const),
        'fault',
        'person',
        'anything',
      ),
      choice: fc.nat(10_000),
    }),
    { minLength: 5, maxLength: 60 },
  );
const moves = movesWith(3);

describe('a run under any commands and faults', () => {
  it('never has two attempts open, and never makes a second attempt without a person’s word or the plan’s', () => {
    fc.assert(
      fc.property(plans, moves, (plan, dice) => {
        const run = new Run(plan).withBuddy().start();
        for (const move of dice) {
          const command = pick(run.state, move);
          if (command === undefined) continue;
          run.nowMs += 700 * (move.choice % 97);
          run.give(command, move.kind === 'engine' || move.kind === 'fault' ? engine : leader);
          expect(openTasks(run.state).length).toBeLessThanOrEqual(1);
        }
        expectOnlyWantedAttempts(run.events, plan.steps.length);
        expectHonestEnd(run.state);
      }),
      { numRuns: Number(process.env['DRYDOCK_PROPERTY_RUNS'] ?? 600) },
    );
  });

  it('runs steps together only where that was allowed at the start, only those of one group, and never one of them twice', () => {
    fc.assert(
      fc.property(groupedPlans, movesWith(9), fc.boolean(), (plan, dice, isAllowed) => {
        const run = new Run(plan).withBuddy().start(isAllowed ? noRules : oneAtATime);
        for (const move of dice) {
          const command = pick(run.state, move);
          // An end that comes early shows little of what runs together.
          if (command === undefined || (command.type === 'abort' && move.choice % 7 > 0)) continue;
          run.nowMs += 700 * (move.choice % 97);
          run.give(command, move.kind === 'engine' || move.kind === 'fault' ? engine : leader);
          expectTogether(run.state, isAllowed);
        }
        expectCalmBeginnings(run.events);
        expectOnlyWantedAttempts(run.events, plan.steps.length);
        expectHonestEnd(run.state);
      }),
      { numRuns: Number(process.env['DRYDOCK_PROPERTY_RUNS'] ?? 600) },
    );
  });

  it('is the same state whenever its journal is folded again', () => {
    fc.assert(
      fc.property(groupedPlans, moves, (plan, dice) => {
        const run = new Run(plan).withBuddy().start();
        for (const move of dice) {
          const command = pick(run.state, move);
          if (command !== undefined) run.give(command);
        }
        const replayed = run.events.reduce<MaintenanceState | undefined>(evolve, undefined);
        expect(replayed).toEqual(run.state);
      }),
      { numRuns: 300 },
    );
  });

  it('takes every command that it offers', () => {
    fc.assert(
      fc.property(groupedPlans, moves, (plan, dice) => {
        const run = new Run(plan).withBuddy().start();
        for (const move of dice) {
          for (const command of toOffered(run.state)) {
            const decided = decide(run.state, command, leader, run.nowMs);
            expect([command.type, decided.ok ? undefined : decided.failure.message]).toEqual([command.type, undefined]);
          }
          const command = pick(run.state, move);
          if (command !== undefined) run.give(command);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('undoes only what may have run, the last first', () => {
    fc.assert(
      fc.property(groupedPlans, moves, (plan, dice) => {
        const run = new Run(plan).withBuddy().start();
        for (const move of dice) {
          const command = pick(run.state, move);
          if (command !== undefined) run.give(command);
        }
        const undone = toRollBackTasks(run.state).filter((task) => task.direction === 'back');
        const order = run.state.tasks.map(({ id }) => id);
        const positions = undone.map((task) => order.indexOf(task.id.replace('~back', '') as TaskId));
        expect(positions).toEqual([...positions].sort((a, b) => b - a));
        for (const position of positions) {
          const task = run.state.tasks[position];
          const wasTouched =
            task?.attempts.some((attempt) => attempt.isDispatched) ||
            task?.state === 'succeeded' ||
            task?.state === 'failed';
          expect(wasTouched).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function pick(state: MaintenanceState, { kind, choice }: Move): Command | undefined {
  const candidates =
    kind === 'engine'
      ? toEngineMoves(state)
      : kind === 'fault'
        ? toFaults(state)
        : kind === 'person'
          ? toOffered(state)
          : toAnything(state);
  return candidates[choice % Math.max(1, candidates.length)];
}

/** What a working engine would report now: of what is open, and of what it would begin. */
function toEngineMoves(state: MaintenanceState): readonly Command[] {
  return [...openTasks(state).flatMap(toReports), ...toNext(state).flatMap(toBeginnings)];
}

function toReports(open: Task): readonly Command[] {
  const attempt = open.attempts.at(-1)?.number ?? 0;
  const key = { task: open.id, attempt };
  const ended = { ...key, rows: 1, bytes: { stdout: 1, stderr: 0 } };
  return [
    { type: 'dispatch', ...key },
    { type: 'report-started', ...key },
    { type: 'report-ended', ...ended, verdict: { kind: 'exited', status: 0, unmet: [] } },
    { type: 'report-ended', ...ended, verdict: { kind: 'exited', status: 3, unmet: ['status 3'] } },
    { type: 'report-found', ...key },
  ];
}

function toBeginnings(next: Next): readonly Command[] {
  switch (next.do) {
    case 'await':
      return [
        next.for === 'time'
          ? { type: 'await', task: next.task, for: next.for, untilMs: 1_000_000 + next.waitMs }
          : { type: 'await', task: next.task, for: next.for },
      ];
    case 'elapse':
      return [{ type: 'elapse', task: next.task }];
    case 'attempt':
      return [
        { type: 'intend', task: next.task },
        { type: 'intend', task: next.task, bootId: 'boot-1' },
      ];
    case 'nothing':
      return [];
  }
}

/** What can go wrong at any moment, and reports that come late or twice. */
function toFaults(state: MaintenanceState): readonly Command[] {
  return state.tasks.flatMap((task) =>
    [...task.attempts, { number: task.attempts.length + 1 }].flatMap(({ number: attempt }): readonly Command[] => {
      const key = { task: task.id, attempt };
      const ended = { ...key, rows: 0, bytes: { stdout: 0, stderr: 0 } };
      return [
        { type: 'report-unknown', ...key, why: { kind: 'contact-lost', message: 'no answer' } },
        { type: 'report-unknown', ...key, why: { kind: 'rebooted', message: 'it has booted' } },
        { type: 'time-out', ...key },
        {
          type: 'report-ended',
          ...ended,
          verdict: { kind: 'not-started', failure: 'host-unreachable', message: 'nobody' },
        },
        { type: 'report-ended', ...ended, verdict: { kind: 'signalled', signal: 'KILL' } },
        { type: 'intend', task: task.id },
        { type: 'hold-recovered', reason: 'started anew' },
      ];
    }),
  );
}

function toOffered(state: MaintenanceState): readonly Command[] {
  const offers = toOffers(state);
  const reason = 'because';
  const of = (type: keyof typeof offers.steps, make: (task: TaskId) => readonly Command[]) =>
    offers.steps[type].flatMap(make);
  return [
    ...(offers.hold ? [{ type: 'hold', reason } as const] : []),
    ...(offers.resume ? [{ type: 'resume' } as const] : []),
    ...(offers.rollBack ? [{ type: 'roll-back', reason } as const] : []),
    ...(offers.abort ? [{ type: 'abort', reason } as const] : []),
    ...(offers.complete ? [{ type: 'complete' } as const] : []),
    ...of('confirm', (task) => [
      { type: 'confirm', task, typed: state.tasks.find(({ id }) => id === task)?.host ?? '' },
    ]),
    ...of('countersign', (task) => toCountersigns(state, task)),
    ...of('go-on', (task) => [{ type: 'go-on', task, typed: state.tasks.find(({ id }) => id === task)?.host ?? '' }]),
    ...of('done', (task) => [{ type: 'done', task }]),
    ...of('not-done', (task) => [{ type: 'not-done', task, reason }]),
    ...of('skip', (task) => [{ type: 'skip', task, reason }]),
    ...of('retry', (task) => [{ type: 'retry', task }]),
    ...of('mark', (task) => [
      { type: 'mark', task, word: 'ran', reason },
      { type: 'mark', task, word: 'did-not-run', reason },
    ]),
    ...of('cancel', (task) => [{ type: 'cancel', task }]),
  ];
}

/** By somebody of the roster, at the leader's console. */
function toCountersigns(state: MaintenanceState, id: TaskId): readonly Command[] {
  const task = state.tasks.find((each) => each.id === id);
  const [bo] = state.roster.members;
  if (task === undefined || bo === undefined) return [];
  return [{ type: 'countersign', task: id, command: toCommandHash(state, task), person: bo.id, typed: bo.name }];
}

/** Any command for any task, sensible or not. */
function toAnything(state: MaintenanceState): readonly Command[] {
  const reason = 'because';
  return state.tasks.flatMap(({ id: task }): readonly Command[] => [
    { type: 'confirm', task, typed: 'db-1' },
    { type: 'go-on', task, typed: 'db-1' },
    ...toCountersigns(state, task),
    { type: 'done', task },
    { type: 'skip', task, reason },
    { type: 'retry', task },
    { type: 'mark', task, word: 'new-attempt', reason },
    { type: 'mark', task, word: 'ran', reason },
    { type: 'cancel', task },
    { type: 'resume' },
  ]);
}

/**
 * Read from the journal alone: between two attempts of a task stands a known failure and a retry by the plan (never more
 * than it allows) or by a person, or a person's mark. Nothing follows a success.
 */
function expectOnlyWantedAttempts(events: readonly JournalEvent[], steps: number): void {
  expect(steps).toBeGreaterThan(0);
  const tasks = new Set(events.flatMap((event) => (event.type === 'attempt-intended' ? [event.data.task] : [])));
  for (const task of tasks) {
    let permit: 'first' | 'used' | 'given' = 'first';
    let isKnownFailure = false;
    for (const event of events) {
      if (!('task' in event.data) || event.data.task !== task) continue;
      if (event.type === 'attempt-intended') {
        expect(permit).not.toBe('used');
        permit = 'used';
        isKnownFailure = false;
      } else if (event.type === 'attempt-ended') {
        isKnownFailure = !event.data.isSuccess;
      } else if (event.type === 'attempt-marked') {
        expect(event.actor.kind).toBe('person');
        if (event.data.word === 'new-attempt') permit = 'given';
        isKnownFailure = event.data.word === 'did-not-run';
      } else if (event.type === 'step-retried') {
        expect(event.data.byPlan || event.actor.kind === 'person').toBe(true);
        if (permit === 'used') {
          expect(isKnownFailure).toBe(true);
          permit = 'given';
        }
      }
    }
  }
}

/** Of one step at most one attempt is open, of two steps only where they are of one group; what is undone is undone alone. */
function expectTogether(state: MaintenanceState, isAllowed: boolean): void {
  const open = openTasks(state);
  if (!isAllowed) expect(open.length).toBeLessThanOrEqual(1);
  expect(new Set(open.map(({ step }) => step)).size).toBe(open.length);
  if (open.length < 2) return;
  expect(open.every(({ direction }) => direction === 'forward')).toBe(true);
  const group = toGroups(state.plan).find((steps) => steps.some(({ id }) => id === open[0]?.step)) ?? [];
  for (const { step } of open) expect(group.map(({ id }) => id)).toContain(step);
}

/** Read from the journal alone: nothing begins while the run is held or nobody knows of a step, and no rollback while one is open. */
function expectCalmBeginnings(events: readonly JournalEvent[]): void {
  const unknown = new Set<string>();
  const open = new Set<string>();
  let isHeld = false;
  for (const event of events) {
    if (event.type === 'attempt-intended') {
      expect([isHeld, unknown.size]).toEqual([false, 0]);
      open.add(event.data.task);
    }
    if (event.type === 'attempt-became-unknown') unknown.add(event.data.task);
    if (event.type === 'attempt-found') unknown.delete(event.data.task);
    if (event.type === 'attempt-ended' || event.type === 'attempt-marked') {
      unknown.delete(event.data.task);
      open.delete(event.data.task);
    }
    if (event.type === 'run-held') isHeld = true;
    if (event.type === 'roll-back-begun') expect([...open]).toEqual([]);
    if (event.type === 'run-resumed' || event.type === 'roll-back-begun') isHeld = false;
  }
}

function expectHonestEnd(state: MaintenanceState): void {
  if (state.status === 'completed') {
    const forward = state.tasks.filter((task) => task.phase !== 'roll-back' && task.direction === 'forward');
    expect(forward.every((task) => task.state === 'succeeded' || task.state === 'skipped')).toBe(true);
  }
  if (state.status === 'completed-with-failures')
    expect(state.tasks.every((task) => isSettled(state, task))).toBe(true);
}
