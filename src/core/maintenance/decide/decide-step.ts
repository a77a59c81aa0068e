/** Decisions a person makes about one step: confirm, done, skip, retry, mark the outcome of an unknown one, cancel. */
import { assertNever, type Result, succeed } from '../../result.ts';
import type { Actor } from '../actor.ts';
import type { stepCommandSchemas } from '../commands/step-commands.ts';
import type { CommandOf } from '../commands.ts';
import type { NewEvent } from '../events.ts';
import { currentTasks } from '../front.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Attempt, MaintenanceState, Task } from '../state.ts';
import { activeTasks, findTask, hasFailed, isOver, lastAttempt, onFailureOf, toTaskTitle } from '../tasks.ts';
import { countersign, goOn, refuseCountersign, refuseGoOn } from './two-person.ts';

export type StepCommand = CommandOf<keyof typeof stepCommandSchemas>;
type Decision = Result<readonly NewEvent[], Refusal>;

export function decideOnStep(state: MaintenanceState, command: StepCommand, actor: Actor): Decision {
  const task = findTask(state, command.task);
  if (task === undefined) return refuse('no-such-task', `This run has no step “${command.task}”.`);
  const refusal = refuseOnStep(state, command.type, task);
  if (refusal !== undefined) return refusal;
  switch (command.type) {
    case 'confirm':
      return confirm(state, task, command.typed, actor);
    case 'countersign':
      return countersign(state, task, command, actor);
    case 'go-on':
      return goOn(state, task, command.typed, actor);
    case 'done': {
      const { note } = command;
      return succeed([{ type: 'step-done', data: { task: task.id, ...(note === undefined ? {} : { note }) }, actor }]);
    }
    case 'not-done':
      return succeed([
        { type: 'step-not-done', data: { task: task.id, reason: command.reason }, actor },
        ...holdFor(state, task, `${toTaskTitle(state, task)} could not be done: ${command.reason}`, actor),
      ]);
    case 'skip':
      return succeed([
        { type: 'step-skipped', data: { task: task.id, reason: command.reason }, actor },
        ...(onFailureOf(state, task) === 'ask' ? liftHoldOf(state, task, actor) : []),
      ]);
    case 'retry': {
      const { reason } = command;
      const data = { task: task.id, byPlan: false, ...(reason === undefined ? {} : { reason }) };
      return succeed([{ type: 'step-retried', data, actor }, ...liftHoldOf(state, task, actor)]);
    }
    case 'mark':
      return mark(state, task, command.word, command.reason, actor);
    case 'cancel': {
      const { number } = attemptOf(task);
      return succeed([{ type: 'cancel-requested', data: { task: task.id, attempt: number, cause: 'person' }, actor }]);
    }
    default:
      return assertNever(command);
  }
}

/** Why a person cannot do this to this step now; `undefined` where they can. Screens ask the same rule (see `offers.ts`). */
export function refuseOnStep(state: MaintenanceState, type: StepCommand['type'], task: Task): Decision | undefined {
  const what = toTaskTitle(state, task);
  if (type === 'mark') {
    return task.state === 'unknown' ? undefined : refuse('not-now', `${what} is not unknown: it is ${task.state}.`);
  }
  if (type === 'cancel') {
    if (task.state !== 'running') return refuse('not-now', `${what} is not running: it is ${task.state}.`);
    return attemptOf(task).cancel === undefined ? undefined : refuse('not-now', `${what} is being ended already.`);
  }
  if (isOver(state)) return refuse('not-now', 'The run is over.');
  if (!activeTasks(state).includes(task)) return refuse('not-now', `${what} is not part of what the run does now.`);
  switch (type) {
    case 'confirm':
      return task.awaits?.for === 'confirmation'
        ? undefined
        : refuse('not-now', `${what} does not wait for a confirmation.`);
    case 'countersign':
      return refuseCountersign(state, task);
    case 'go-on':
      return refuseGoOn(state, task);
    case 'done':
    case 'not-done':
      return task.awaits?.for === 'person' ? undefined : refuse('not-now', `${what} does not wait for a person.`);
    case 'skip': {
      if (task.state === 'unknown')
        return refuse('not-now', `Nobody knows what became of ${what}.`, 'Say first whether it ran.');
      if (task.state === 'running') return refuse('not-now', `${what} is running.`, 'Cancel it, then skip it.');
      const isOpen = task.state !== 'succeeded' && task.state !== 'skipped';
      return isOpen ? undefined : refuse('not-now', `${what} is settled: it has ${task.state}.`);
    }
    case 'retry': {
      if (task.state === 'unknown') {
        return refuse(
          'not-now',
          `Nobody knows what became of ${what}.`,
          'Mark it “a new attempt” if it must run again.',
        );
      }
      return hasFailed(task) ? undefined : refuse('not-now', `${what} has not failed: it is ${task.state}.`);
    }
    default:
      return assertNever(type);
  }
}

function confirm(state: MaintenanceState, task: Task, typed: string, actor: Actor): Decision {
  if (typed !== task.host) {
    return refuse(
      'not-confirmed',
      `“${typed}” is not the host’s name.`,
      `Type “${task.host}” to confirm ${toTaskTitle(state, task)}.`,
    );
  }
  return succeed([{ type: 'step-confirmed', data: { task: task.id, typed }, actor }]);
}

/** A person's word on an attempt whose host does not answer. `did-not-run` is a failure to decide about, like any other. */
function mark(
  state: MaintenanceState,
  task: Task,
  word: 'ran' | 'did-not-run' | 'new-attempt',
  reason: string,
  actor: Actor,
): Decision {
  if (word === 'new-attempt' && isOver(state)) {
    return refuse('not-now', 'The run is over: no new attempt can be made.', 'Say whether it ran or not.');
  }
  const marked: NewEvent = {
    type: 'attempt-marked',
    data: { task: task.id, attempt: attemptOf(task).number, word, reason },
    actor,
  };
  if (word !== 'did-not-run') return succeed([marked]);
  return succeed([marked, ...holdFor(state, task, `${toTaskTitle(state, task)} did not run.`, actor)]);
}

/** Holds the run for a step that has not succeeded, unless it is held or over. */
export function holdFor(state: MaintenanceState, task: Task, reason: string, actor: Actor): readonly NewEvent[] {
  if (isOver(state) || state.hold !== undefined) return [];
  return [{ type: 'run-held', data: { cause: 'step-failed', reason, task: task.id }, actor }];
}

/** The run goes on with the answer to a failure, unless another step it stands at has failed as well. */
function liftHoldOf(state: MaintenanceState, task: Task, actor: Actor): readonly NewEvent[] {
  const failed = currentTasks(state).filter(hasFailed);
  const isAnswer = state.hold?.task === task.id || failed.includes(task);
  if (state.hold?.cause !== 'step-failed' || !isAnswer || failed.some((other) => other !== task)) return [];
  return [{ type: 'run-resumed', data: {}, actor }];
}

function attemptOf(task: Task): Attempt {
  const attempt = lastAttempt(task);
  if (attempt === undefined) throw new Error(`task “${task.id}” is ${task.state} without an attempt`);
  return attempt;
}
