/** How a maintenance release stands, as its environment's gate sees it: not begun, at work, failed, or cleanly done (`REL-7`). */
import type { MaintenanceState, Task } from '../maintenance/state.ts';
import { activeTasks, isBeforeStart, isOver, isSettled, mayHaveRun, openTasks, stepOf } from '../maintenance/tasks.ts';

export type Standing =
  /** Nothing of it has happened to the environment. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'at-work'; readonly what: Work }
  /** `migrations`: those that may have begun and were not carried out, or not undone. */
  | { readonly kind: 'failed'; readonly how: Failing; readonly migrations: readonly string[] }
  /** `migrations`: those that were carried out. */
  | { readonly kind: 'clean'; readonly migrations: readonly string[] };

/** `ending`: the run is over, and a step of it still runs on its host. */
export type Work = 'running' | 'paused' | 'rolling-back' | 'unknown' | 'ending';
/** `passed-over`: completed, and a step that had failed was skipped. */
export type Failing = 'held' | 'aborted' | 'failures' | 'passed-over' | 'rolled-back' | 'rolled-back-in-part';

const idle: Standing = { kind: 'idle' };

/** `undefined` for what is no maintenance release, or only practice. */
export function toStanding(state: MaintenanceState): Standing | undefined {
  if (state.release === undefined || state.isPractice) return undefined;
  if (isBeforeStart(state) || state.startedAtMs === undefined) return idle;
  const open = openTasks(state);
  if (open.length > 0) return { kind: 'at-work', what: toOpenWork(state, open) };
  if (!isOver(state)) return isStuck(state) ? failed(state, 'held') : { kind: 'at-work', what: toWork(state) };
  return toEnd(state);
}

function toOpenWork(state: MaintenanceState, open: readonly Task[]): Work {
  if (open.some((task) => task.state === 'unknown')) return 'unknown';
  return isOver(state) ? 'ending' : toWork({ status: state.status });
}

function toWork({ status, hold }: Pick<MaintenanceState, 'status' | 'hold'>): Work {
  if (hold !== undefined) return 'paused';
  return status === 'rolling-back' ? 'rolling-back' : 'running';
}

/** Nothing runs, and the run cannot pass a step that did not succeed: whatever it is held for, it has failed. */
function isStuck(state: MaintenanceState): boolean {
  return activeTasks(state).some(
    (task) =>
      !isSettled(state, task) && (task.state === 'failed' || task.state === 'timed-out' || task.state === 'cancelled'),
  );
}

function toEnd(state: MaintenanceState): Standing {
  switch (state.status) {
    case 'completed':
      return state.tasks.some((task) => isPassedOver(state, task))
        ? failed(state, 'passed-over')
        : { kind: 'clean', migrations: toMigrations(state).flatMap(({ id, isDone }) => (isDone ? [id] : [])) };
    case 'completed-with-failures':
      return failed(state, 'failures');
    case 'rolled-back':
      if (!state.tasks.some(wasTried)) return idle;
      return failed(
        state,
        activeTasks(state).every((task) => task.state === 'succeeded') ? 'rolled-back' : 'rolled-back-in-part',
      );
    default:
      return state.tasks.some(wasTried) ? failed(state, 'aborted') : idle;
  }
}

/** Whether it came to anything: also a host that could not be reached has made it fail, and an abort does not mend that. */
function wasTried(task: Task): boolean {
  return task.attempts.length > 0 || mayHaveRun(task);
}

/** A step that changes something was begun, did not succeed, and was skipped. A check that was skipped changed nothing. */
function isPassedOver(state: MaintenanceState, task: Task): boolean {
  return task.state === 'skipped' && stepOf(state, task).kind === 'command' && mayHaveRun(task);
}

function failed(state: MaintenanceState, how: Failing): Standing {
  return { kind: 'failed', how, migrations: toMigrations(state).flatMap(({ id, isOpen }) => (isOpen ? [id] : [])) };
}

interface MigrationOutcome {
  readonly id: string;
  readonly isDone: boolean;
  /** It may have begun, and neither was it carried out nor is it proven to be undone. */
  readonly isOpen: boolean;
}

function toMigrations(state: MaintenanceState): readonly MigrationOutcome[] {
  return (state.release?.migrations ?? []).map(({ id, step }) => {
    const tasks = state.tasks.filter((task) => task.step === step);
    const forward = tasks.filter(({ direction }) => direction === 'forward');
    const isDone = forward.length > 0 && forward.every((task) => task.state === 'succeeded');
    // An undoing that was never come to leaves what was carried out as it is.
    const isLeft = tasks.some((task) => task.direction === 'back' && task.state !== 'succeeded' && mayHaveRun(task));
    return { id, isDone, isOpen: isLeft || (!isDone && forward.some(mayHaveRun)) };
  });
}
