/** Decisions about errands: one is asked for, cancelled, or marked by a person's word. None of them touches the run. */
import { errandLimits } from '../../errand/errand.ts';
import { parsePattern } from '../../plan/expectation.ts';
import { assertNever, type Result, succeed } from '../../result.ts';
import type { Actor } from '../actor.ts';
import type { CommandOf } from '../commands.ts';
import type { NewEvent } from '../events.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { MaintenanceState, Task } from '../state.ts';
import { findTask, isOver, lastAttempt, toTaskTitle } from '../tasks.ts';
import type { StepCommand } from './decide-step.ts';

type Decision = Result<readonly NewEvent[], Refusal>;

export function decideOnErrand(state: MaintenanceState, { errand }: CommandOf<'ask-errand'>, actor: Actor): Decision {
  if (isOver(state)) return refuse('not-now', 'The maintenance is over: nothing more is asked of a host.');
  if (state.errands.some(({ id }) => id === errand.id))
    return refuse('not-ready', `There is an errand “${errand.id}” already.`);
  if (state.errands.length >= errandLimits.errands)
    return refuse('not-now', `This maintenance has had ${errandLimits.errands.toLocaleString('en')} errands already.`);
  const { matches = [], lacks = [] } = errand.expectation ?? {};
  const broken = [...matches, ...lacks].find((pattern) => parsePattern(pattern) === undefined);
  if (broken !== undefined) return refuse('not-ready', `/${broken}/ is no regular expression.`);
  return succeed([{ type: 'errand-asked', data: { errand }, actor }]);
}

/** What a person says of an errand, by the commands of a step. */
export function decideOnErrandTask(state: MaintenanceState, command: StepCommand, actor: Actor): Decision {
  const task = findTask(state, command.task);
  if (task === undefined) return refuse('no-such-task', `This maintenance has no errand “${command.task}”.`);
  const refusal = refuseOnErrand(state, task, command.type);
  if (refusal !== undefined) return refusal;
  const attempt = lastAttempt(task)?.number;
  switch (command.type) {
    case 'cancel':
      if (attempt === undefined) {
        const reason = 'It was cancelled before its turn came.';
        return succeed([{ type: 'step-skipped', data: { task: task.id, reason }, actor }]);
      }
      return succeed([{ type: 'cancel-requested', data: { task: task.id, attempt, cause: 'person' }, actor }]);
    case 'mark': {
      const { word, reason } = command;
      if (word === 'new-attempt')
        return refuse('not-now', 'An errand is tried once.', 'Say whether it ran or not, then ask for it anew.');
      if (attempt === undefined) throw new Error(`errand “${task.id}” is ${task.state} without an attempt`);
      return succeed([{ type: 'attempt-marked', data: { task: task.id, attempt, word, reason }, actor }]);
    }
    default:
      throw new Error(`${command.type} of an errand is refused before it is decided`);
  }
}

/** Why a person cannot do this to this errand now; `undefined` where they can. */
export function refuseOnErrand(
  state: MaintenanceState,
  task: Task,
  type: StepCommand['type'],
): Extract<Decision, { ok: false }> | undefined {
  const what = toTaskTitle(state, task);
  switch (type) {
    case 'mark':
      return task.state === 'unknown' ? undefined : refuse('not-now', `${what} is not unknown: it is ${task.state}.`);
    case 'cancel':
      if (task.state === 'ready') return undefined;
      if (task.state !== 'running') return refuse('not-now', `${what} is not running: it is ${task.state}.`);
      return lastAttempt(task)?.cancel === undefined ? undefined : refuse('not-now', `${what} is being ended already.`);
    case 'retry':
      return refuse('not-now', `${what} is an errand, which is tried once.`, 'Ask for it anew.');
    case 'confirm':
    case 'countersign':
    case 'go-on':
    case 'done':
    case 'not-done':
    case 'skip':
      return refuse('not-now', `${what} is an errand beside the plan; the run does not wait for it.`);
    default:
      return assertNever(type);
  }
}
