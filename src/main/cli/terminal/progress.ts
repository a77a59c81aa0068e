/** The line at the bottom of a terminal while a run goes on: which steps, how long, and the last line that was written. */
import type { MaintenanceState, Task } from '../../../core/maintenance/state.ts';
import { isSettled, lastAttempt, openTasks, stepOf, toTaskTitle } from '../../../core/maintenance/tasks.ts';
import { toDurationText } from '../../../core/text/duration.ts';
import type { Printer } from './printer.ts';

const repaintEveryMs = 250;

export interface Progress {
  show(state: MaintenanceState): void;
  lastLine(text: string): void;
  /** Takes the line away, as for a question; `show` brings it back. */
  pause(): void;
  close(): void;
}

export function createProgress(print: Printer): Progress {
  let state: MaintenanceState | undefined;
  let line = '';
  const paint = () => {
    if (state !== undefined) print.status(toProgressText(state, line, Date.now()));
  };
  const timer = print.isTerminal ? setInterval(paint, repaintEveryMs) : undefined;
  const pause = () => {
    state = undefined;
    print.status(undefined);
  };
  return {
    show(now) {
      state = now;
    },
    lastLine(text) {
      line = text;
    },
    pause,
    close() {
      clearInterval(timer);
      pause();
    },
  };
}

/** Of steps that run together so many are named. */
const namedTasks = 2;

/** `12/14  “Migrate the orders” on practice  8s of 10s  batch 12 …` */
export function toProgressText(state: MaintenanceState, lastLine: string, nowMs: number): string {
  const settled = state.tasks.filter((task) => isSettled(state, task)).length;
  const count = `${settled}/${state.tasks.length}`;
  const open = openTasks(state);
  const tasks = open.length > 0 ? open : state.tasks.filter(({ state: is }) => is === 'waiting');
  if (tasks.length === 0) return count;
  const named = tasks.slice(0, namedTasks).map((task) => toTaskText(state, task, nowMs));
  const more = tasks.length > namedTasks ? `  and ${tasks.length - namedTasks} more` : '';
  return `${count}  ${named.join('  +  ')}${more}  ${lastLine}`;
}

function toTaskText(state: MaintenanceState, task: Task, nowMs: number): string {
  const elapsedMs = Math.max(0, nowMs - sinceMs(task, nowMs));
  const elapsed = toDurationText(Math.floor(elapsedMs / 1_000) * 1_000);
  const { estimateMs } = stepOf(state, task);
  const estimate = estimateMs === undefined ? '' : ` of ${toDurationText(estimateMs)}`;
  const doing = task.state === 'running' ? '' : ` ${task.state}`;
  return `${toTaskTitle(state, task)}${doing}  ${elapsed}${estimate}`;
}

function sinceMs(task: Task, nowMs: number): number {
  const attempt = lastAttempt(task);
  return task.awaits?.sinceMs ?? attempt?.startedAtMs ?? attempt?.intendedAtMs ?? nowMs;
}
