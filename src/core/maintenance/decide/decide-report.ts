/** Decisions that follow what the engine reports: an attempt begins, ends, is lost sight of; time has passed. */

import { isErrandId } from '../../errand/errand.ts';
import { toNextErrands } from '../../errand/standing.ts';
import type { TaskId } from '../../ids.ts';
import { toReleaseHash } from '../../migration/release-plan.ts';
import { isScripted } from '../../plan/plan.ts';
import { toScriptHash } from '../../plan/plan-hash.ts';
import { assertNever, type Result, succeed } from '../../result.ts';
import type { Actor } from '../actor.ts';
import type { EngineCommand } from '../commands.ts';
import type { Verdict } from '../events/verdict.ts';
import type { EventData, NewEvent } from '../events.ts';
import { toNext } from '../next.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Attempt, MaintenanceState, Task } from '../state.ts';
import {
  findTask,
  isBeforeStart,
  isOver,
  lastAttempt,
  onFailureOf,
  openTasks,
  scriptOf,
  stepOf,
  toTaskTitle,
} from '../tasks.ts';
import { holdFor } from './decide-step.ts';
import { toVerdictWords } from './verdict-words.ts';

export type ReportCommand = EngineCommand;
type Decision = Result<readonly NewEvent[], Refusal>;

export function decideOnReport(state: MaintenanceState, command: ReportCommand, actor: Actor, atMs: number): Decision {
  switch (command.type) {
    case 'await': {
      const { type: _, ...data } = command;
      return isNext(state, 'await', command.task) ? one('step-awaited', data, actor) : late(command.task);
    }
    case 'elapse': {
      const next = toNext(state).find((each) => each.do === 'elapse' && each.task === command.task);
      if (next?.do !== 'elapse' || atMs < next.untilMs) return late(command.task);
      return one('wait-elapsed', { task: command.task }, actor);
    }
    case 'intend':
      return intend(state, command.task, command.bootId, actor);
    case 'report-contact': {
      const { host, isLost, message, afterMs } = command;
      return isLost ? one('contact-lost', { host, message }, actor) : one('contact-regained', { host, afterMs }, actor);
    }
    case 'report-trusted': {
      const { type: _, ...data } = command;
      return one('host-key-trusted', data, actor);
    }
    case 'report-rehearsal': {
      const { type: _, ...data } = command;
      const { release, rehearsal } = state;
      if (!isBeforeStart(state) || release === undefined || toReleaseHash(release.migrations) !== data.hash)
        return refuse('too-late', 'It is no rehearsal of what this release is going to run.');
      if (rehearsal !== undefined && rehearsal.hash === data.hash && rehearsal.endedAtMs >= data.endedAtMs)
        return refuse('too-late', 'A later rehearsal is linked already.');
      return one('rehearsal-linked', data, actor);
    }
    case 'hold-recovered':
      if (isOver(state) || isBeforeStart(state) || state.hold !== undefined)
        return refuse('not-now', 'There is nothing to hold.');
      return one('run-held', { cause: 'recovered', reason: command.reason }, actor);
    default:
      return decideOnAttempt(state, command, actor);
  }
}

/**
 * The only place from which an attempt begins. That the run has come to this task, that nothing is open that it must not run
 * beside, and that no attempt of it may still run, is all in `toNext`; for an errand, in `toNextErrands`.
 */
function intend(state: MaintenanceState, id: TaskId, bootId: string | undefined, actor: Actor): Decision {
  const task = findTask(state, id);
  if (task === undefined || !(isNext(state, 'attempt', id) || toNextErrands(state).includes(id))) return late(id);
  const step = stepOf(state, task);
  const script = scriptOf(state, task);
  if (!isScripted(step) || script === undefined || task.host === undefined)
    throw new Error(`task “${id}” has no script to run`);
  const data = {
    task: id,
    attempt: task.attempts.length + 1,
    host: task.host,
    scriptHash: toScriptHash(script),
    mode: step.mode,
    ...(bootId === undefined ? {} : { bootId }),
  };
  return one('attempt-intended', data, actor);
}

type AttemptCommand = Extract<
  ReportCommand,
  { type: 'dispatch' | 'report-started' | 'report-ended' | 'report-unknown' | 'report-found' | 'time-out' }
>;

function decideOnAttempt(state: MaintenanceState, command: AttemptCommand, actor: Actor): Decision {
  const task = findTask(state, command.task);
  const attempt = task === undefined ? undefined : lastAttempt(task);
  // A person may have settled the matter meanwhile: then what the host says of it is not acted upon.
  if (task === undefined || attempt?.number !== command.attempt) return late(command.task);
  if (task.state !== 'running' && task.state !== 'unknown') return late(command.task);
  switch (command.type) {
    case 'dispatch': {
      if (task.state !== 'running' || attempt.isDispatched) return late(command.task);
      const { type: _, ...data } = command;
      return one('attempt-dispatched', data, actor);
    }
    case 'report-started': {
      const { type: _, ...data } = command;
      const found = task.state === 'unknown' ? [foundEvent(task, attempt, actor)] : [];
      if (attempt.startedAtMs !== undefined) return found.length > 0 ? succeed(found) : late(command.task);
      return succeed([...found, { type: 'attempt-started', data, actor }]);
    }
    case 'report-found':
      return task.state === 'unknown' ? succeed([foundEvent(task, attempt, actor)]) : late(command.task);
    case 'report-unknown':
      if (task.state === 'unknown' && attempt.uncertainty?.kind === command.why.kind) return late(command.task);
      return one('attempt-became-unknown', { task: task.id, attempt: attempt.number, why: command.why }, actor);
    case 'time-out':
      if (task.state !== 'running' || attempt.cancel !== undefined) return late(command.task);
      return one('cancel-requested', { task: task.id, attempt: attempt.number, cause: 'timeout' }, actor);
    case 'report-ended':
      return end(state, task, attempt, command, actor);
    default:
      return assertNever(command);
  }
}

/** The host's verdict stands; that it was asked to end only names a failure, never turns a success into one. */
function end(
  state: MaintenanceState,
  task: Task,
  attempt: Attempt,
  report: Extract<ReportCommand, { type: 'report-ended' }>,
  actor: Actor,
): Decision {
  const isSuccess = report.verdict.kind === 'exited' && report.verdict.unmet.length === 0;
  const verdict = isSuccess ? report.verdict : nameFailure(state, task, attempt, report.verdict);
  const { rows, bytes } = report;
  const ended: NewEvent = {
    type: 'attempt-ended',
    data: { task: task.id, attempt: attempt.number, verdict, isSuccess, rows, bytes },
    actor,
  };
  // Whatever becomes of an errand, the run neither stops nor goes back for it.
  if (isSuccess || isOver(state) || isErrandId(task.id)) return succeed([ended]);
  return succeed([ended, ...decideOnFailure(state, task, verdict, actor)]);
}

function nameFailure(state: MaintenanceState, task: Task, attempt: Attempt, verdict: Verdict): Verdict {
  if (attempt.cancel === undefined || verdict.kind === 'not-started') return verdict;
  const step = stepOf(state, task);
  if (attempt.cancel.cause === 'timeout' && isScripted(step))
    return { kind: 'timed-out', afterMs: step.timeoutMs ?? 1 };
  return { kind: 'cancelled' };
}

/** What the plan says of a known failure. What a person cancelled is never retried or passed over by itself. */
function decideOnFailure(state: MaintenanceState, task: Task, verdict: Verdict, actor: Actor): readonly NewEvent[] {
  const console: Actor = { kind: 'console', name: actor.name };
  const reason = `${toTaskTitle(state, task)} ${toVerdictWords(verdict)}.`;
  if (verdict.kind === 'cancelled') return holdFor(state, task, reason, console);
  const step = stepOf(state, task);
  if (isScripted(step) && task.retriesUsed < step.retries) {
    return [{ type: 'step-retried', data: { task: task.id, byPlan: true, reason }, actor: console }];
  }
  const onFailure = onFailureOf(state, task);
  if (onFailure === 'continue') return [];
  if (onFailure === 'roll-back' && state.status === 'running') {
    // With nothing else open it begins at once (due-roll-back.ts), and there is nothing to hold.
    const isAlone = openTasks(state).every((other) => other.id === task.id);
    return isAlone ? [] : holdFor(state, task, `${reason} The rollback begins when nothing runs any more.`, console);
  }
  return holdFor(state, task, reason, console);
}

function isNext(state: MaintenanceState, what: 'await' | 'attempt', task: TaskId): boolean {
  return toNext(state).some((next) => next.do === what && next.task === task);
}

function foundEvent(task: Task, attempt: Attempt, actor: Actor): NewEvent {
  return { type: 'attempt-found', data: { task: task.id, attempt: attempt.number }, actor };
}

function one<T extends NewEvent['type']>(type: T, data: EventData<T>, actor: Actor): Decision {
  return succeed([{ type, data, actor } as NewEvent]);
}

function late(task: TaskId): Decision {
  return refuse('too-late', `The run has gone past what was reported of “${task}”.`);
}
