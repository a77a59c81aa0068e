/** Which errands may begin now, which are open, and what became of one. */
import type { AttemptKey, TaskId } from '../ids.ts';
import { isPassed } from '../lead/relay.ts';
import type { Verdict } from '../maintenance/events/verdict.ts';
import type { Errand, MaintenanceState, Task, TaskState } from '../maintenance/state.ts';
import { isOver, lastAttempt } from '../maintenance/tasks.ts';
import { errandLimits } from './errand.ts';

/** Begun, and nobody has said yet what became of them. */
export function openErrands({ errands }: Pick<MaintenanceState, 'errands'>): readonly Task[] {
  return errands.map(({ task }) => task).filter(({ state }) => state === 'running' || state === 'unknown');
}

/**
 * The errands to begin now, in the order they were asked for: one on a host, so that none is hammered, and few at once. One that
 * nobody knows of keeps its host, but no place from the others. A maintenance that is over begins none.
 */
export function toNextErrands(state: MaintenanceState): readonly TaskId[] {
  if (isOver(state) || isPassed(state)) return [];
  const open = openErrands(state);
  const busy = new Set(open.map(({ host }) => host));
  let places = errandLimits.together - open.filter((task) => task.state === 'running').length;
  return state.errands.flatMap(({ task }) => {
    if (places <= 0 || task.state !== 'ready' || busy.has(task.host)) return [];
    busy.add(task.host);
    places -= 1;
    return [task.id];
  });
}

/** What became of an errand, for whoever asked for it. */
export interface ErrandOutcome {
  /** `ready`: it waits for its turn. */
  readonly state: TaskState;
  /** Who settled it with a word where the host could not be asked: that is no proof of anything. */
  readonly wordOf?: string;
  readonly verdict?: Verdict;
  /** 0–255, where its script ended by itself. */
  readonly exitStatus?: number;
  /** By what its output is read. */
  readonly key?: AttemptKey;
  /** Its output stands in the maintenance's log from row `from` on and before row `to`, among the rows of others; `count` of them are its own. */
  readonly rows?: { readonly from: number; readonly to: number; readonly count: number };
  /** UTC, milliseconds. */
  readonly endedAtMs?: number;
}

export function toErrandOutcome(state: Pick<MaintenanceState, 'id'>, { task }: Errand): ErrandOutcome {
  const attempt = lastAttempt(task);
  const ended = task.endedAtMs === undefined ? {} : { endedAtMs: task.endedAtMs };
  if (attempt === undefined) return { state: task.state, ...ended };
  const { number, verdict, mark, rows: count, fromRow, toRow } = attempt;
  return {
    state: task.state,
    ...ended,
    ...(mark === undefined ? {} : { wordOf: mark.by.name }),
    ...(verdict === undefined ? {} : { verdict }),
    ...(verdict?.kind === 'exited' ? { exitStatus: verdict.status } : {}),
    key: { maintenance: state.id, task: task.id, attempt: number },
    ...(toRow === undefined || count === undefined ? {} : { rows: { from: fromRow, to: toRow, count } }),
  };
}
