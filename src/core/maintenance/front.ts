/** Where a run stands: the tasks it has come to, one, or one of each step that runs together with others (`POL-6`). */
import { isErrandId } from '../errand/errand.ts';
import { stepsTogetherWith } from '../plan/groups.ts';
import type { MaintenanceState, Task } from './state.ts';
import { activeTasks, currentTask, isSettled } from './tasks.ts';

/** Of each step of the group the run has come to, the first task it has not passed: its hosts come one after another. */
export function currentTasks(state: MaintenanceState): readonly Task[] {
  const first = currentTask(state);
  if (first === undefined) return [];
  const steps = new Set(stepsBeside(state, first));
  return activeTasks(state).filter(
    (task) => task.direction === first.direction && !isSettled(state, task) && steps.delete(task.step),
  );
}

/**
 * Whether two tasks may be under way at the same time: of the run those of different steps of one group, where that was approved;
 * an errand beside any step, and beside an errand on another host.
 */
export function areTogether(state: MaintenanceState, one: Task, other: Task): boolean {
  const errands = [one, other].filter(({ id }) => isErrandId(id)).length;
  if (errands > 0) return errands === 1 || one.host !== other.host;
  if (one.step === other.step || one.direction !== other.direction) return false;
  return stepsBeside(state, one).includes(other.step);
}

/** The steps that may be under way at the same time as this one, itself among them. What is undone is undone one after another. */
export function stepsBeside(state: MaintenanceState, { step, direction }: Task): readonly Task['step'][] {
  return state.isSimultaneous && direction === 'forward' ? stepsTogetherWith(state.plan, step) : [step];
}
