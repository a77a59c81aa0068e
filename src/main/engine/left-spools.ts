/** Which spools a console that ended at a bad moment may have left on their hosts. */
import type { MaintenanceState, Task } from '../../core/maintenance/state.ts';

export interface LeftSpool {
  readonly task: Task;
  readonly attempt: number;
}

/**
 * The durable attempts that ended by their host’s word and after which none was begun: an attempt begins only after the spool of
 * the one before it was removed.
 */
export function findLeftSpools(state: MaintenanceState): readonly LeftSpool[] {
  const lastIntendedAtMs = state.tasks
    .flatMap(({ attempts }) => attempts)
    .reduce((lastMs, { intendedAtMs }) => Math.max(lastMs, intendedAtMs), 0);
  return state.tasks.flatMap((task) =>
    task.attempts.flatMap(({ number, mode, verdict, endedAtMs }) => {
      const hasSpool = mode === 'durable' && verdict !== undefined && verdict.kind !== 'not-started';
      const isLast = endedAtMs !== undefined && endedAtMs >= lastIntendedAtMs;
      return hasSpool && isLast ? [{ task, attempt: number }] : [];
    }),
  );
}
