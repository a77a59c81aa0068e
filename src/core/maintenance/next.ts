/** What a run does next, as a pure reading of its state. The engine performs it; the screens show it. */
import type { TaskId } from '../ids.ts';
import { isPassed } from '../lead/relay.ts';
import { currentTasks } from './front.ts';
import { isUnderTwoPersonRule } from './second-person.ts';
import type { MaintenanceState, Task } from './state.ts';
import { hasFailed, isBeforeStart, isOver, natureOf, openTasks, stepOf } from './tasks.ts';

export type Next =
  /** The run has come to a step that waits, and the journal does not say so yet. */
  | { readonly do: 'await'; readonly task: TaskId; readonly for: 'confirmation' | 'countersign' | 'person' }
  | { readonly do: 'await'; readonly task: TaskId; readonly for: 'time'; readonly waitMs: number }
  | { readonly do: 'elapse'; readonly task: TaskId; readonly untilMs: number }
  | { readonly do: 'attempt'; readonly task: TaskId }
  | {
      readonly do: 'nothing';
      readonly because: 'draft' | 'over' | 'passed' | 'held' | 'running' | 'unknown' | 'person' | 'failed' | 'settled';
      readonly task?: TaskId;
    };

/**
 * All that may be done now, and why the rest may not; never empty, and of one entry for a run that does one thing at a time
 * (`POL-6`). Nothing new begins beside an attempt that is none of the group's, nor beside a step that has failed or that nobody
 * knows the outcome of.
 */
export function toNext(state: MaintenanceState): readonly Next[] {
  if (isBeforeStart(state)) return [{ do: 'nothing', because: 'draft' }];
  if (isOver(state)) return [{ do: 'nothing', because: 'over' }];
  if (isPassed(state)) return [{ do: 'nothing', because: 'passed' }];
  const open = openTasks(state);
  const current = currentTasks(state);
  const isBlocked =
    open.some((task) => !current.includes(task)) || current.some((task) => task.state === 'unknown' || hasFailed(task));
  const others = current.filter((task) => !open.includes(task) && !(isBlocked && task.state === 'ready'));
  const nexts = [...open.map(toNextOfOpen), ...others.map((task) => toNextOf(state, task))];
  return nexts.length > 0 ? nexts : [{ do: 'nothing', because: 'settled' }];
}

function toNextOfOpen({ id, state }: Task): Next {
  return { do: 'nothing', because: state === 'unknown' ? 'unknown' : 'running', task: id };
}

/** Of a task the run stands at, that has no attempt open. */
function toNextOf(state: MaintenanceState, task: Task): Next {
  // Time that has begun to run goes on under a hold; what comes after it does not.
  if (task.awaits?.for === 'time' && task.awaits.untilMs !== undefined) {
    return { do: 'elapse', task: task.id, untilMs: task.awaits.untilMs };
  }
  if (state.hold !== undefined) return { do: 'nothing', because: 'held', task: task.id };
  if (task.state === 'waiting') return { do: 'nothing', because: 'person', task: task.id };
  if (task.state !== 'ready') return { do: 'nothing', because: 'failed', task: task.id };

  if (task.isCleared !== true && isUnderTwoPersonRule(state, task)) {
    return { do: 'await', task: task.id, for: 'countersign' };
  }
  const step = stepOf(state, task);
  switch (natureOf(state, task)) {
    case 'person':
      return { do: 'await', task: task.id, for: 'person' };
    case 'time':
      if (step.kind !== 'wait') throw new Error('only a wait step waits for time');
      return { do: 'await', task: task.id, for: 'time', waitMs: step.waitMs };
    case 'script':
      return 'confirmBefore' in step && step.confirmBefore && !task.isConfirmed
        ? { do: 'await', task: task.id, for: 'confirmation' }
        : { do: 'attempt', task: task.id };
  }
}
