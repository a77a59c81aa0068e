/** Which spools a console that ended at a bad moment may have left on their hosts. */
import { stepsBeside } from '../../core/maintenance/front.ts';
import type { MaintenanceState, Task } from '../../core/maintenance/state.ts';

export interface LeftSpool {
  readonly task: Task;
  readonly attempt: number;
}

/**
 * The durable attempts that ended by their host’s word and after which none was begun that waits for the removal of their spool:
 * of the steps that run together each may have left its last one, and so may the errands on each host.
 */
export function findLeftSpools(state: MaintenanceState): readonly LeftSpool[] {
  const errands = Map.groupBy(
    state.errands.map(({ task }) => task),
    ({ host }) => host,
  );
  return [...findLeftByRun(state), ...[...errands.values()].flatMap(findLast)];
}

function findLeftByRun(state: MaintenanceState): readonly LeftSpool[] {
  const last = state.tasks.reduce<Task | undefined>(
    (latest, task) => (intendedAtMs(task) > (latest === undefined ? 0 : intendedAtMs(latest)) ? task : latest),
    undefined,
  );
  if (last === undefined) return [];
  return stepsBeside(state, last).flatMap((step) =>
    findLast(state.tasks.filter((task) => task.step === step && task.direction === last.direction)),
  );
}

/** Of tasks that run one after another. */
function findLast(tasks: readonly Task[]): readonly LeftSpool[] {
  const lastIntendedAtMs = Math.max(0, ...tasks.map(intendedAtMs));
  return tasks.flatMap((task) =>
    task.attempts.flatMap(({ number, mode, verdict, endedAtMs }) => {
      const hasSpool = mode === 'durable' && verdict !== undefined && verdict.kind !== 'not-started';
      return hasSpool && endedAtMs !== undefined && endedAtMs >= lastIntendedAtMs ? [{ task, attempt: number }] : [];
    }),
  );
}

function intendedAtMs({ attempts }: Task): number {
  return attempts.at(-1)?.intendedAtMs ?? 0;
}
