/** What a task is called in a row of the log: short, as the number of its step and its host, and long. */
import type { TaskId } from '../ids.ts';
import type { MaintenanceState, Task } from './state.ts';
import { findTask, toTaskTitle } from './tasks.ts';

export interface TaskName {
  /** `6 db-1`: the step's number in its plan, and the host; `E2 db-1` for an errand. */
  readonly short: string;
  readonly long: string;
}

export interface TaskNames {
  get(task: TaskId): TaskName | undefined;
}

/** Only the names of what is in sight are made. */
export function toTaskNames(state: MaintenanceState): TaskNames {
  const made = new Map<TaskId, TaskName>();
  function make(id: TaskId): TaskName | undefined {
    const task = findTask(state, id);
    if (task === undefined) return undefined;
    const where = toPlace(state, task);
    const name = {
      short: task.host === undefined ? where : `${where} ${task.host}`,
      long: toTaskTitle(state, task),
    };
    made.set(id, name);
    return name;
  }
  return { get: (id) => made.get(id) ?? make(id) };
}

/** `6`, `↩6` for the undoing of it, `E2` for the second errand. */
function toPlace(state: MaintenanceState, task: Task): string {
  const errand = state.errands.findIndex((each) => each.task.id === task.id);
  if (errand !== -1) return `E${errand + 1}`;
  const number = state.plan.steps.findIndex((step) => step.id === task.step) + 1;
  return `${task.direction === 'back' ? '↩' : ''}${number}`;
}
