/** The rollback that the plan asks for after a failure: it begins once nothing is open, for only then is it known what is undone. */
import type { Actor } from '../actor.ts';
import type { NewEvent } from '../events.ts';
import { foresee } from '../foresight.ts';
import type { MaintenanceState, Task } from '../state.ts';
import { lastAttempt, onFailureOf, openTasks, toRollBackTasks, toTaskTitle } from '../tasks.ts';
import { toVerdictWords } from './verdict-words.ts';

const itself: Actor = { kind: 'console', name: 'Drydock' };

/**
 * What was decided, and the rollback with it where it is due. A failed step of a group waits with it for the others; retried or
 * skipped by a person meanwhile, it asks for none.
 */
export function withDueRollBack(
  state: MaintenanceState,
  events: readonly NewEvent[],
  atMs: number,
): readonly NewEvent[] {
  const after = foresee(state, events, atMs);
  if (after.status !== 'running' || openTasks(after).length > 0) return events;
  const failed = after.tasks.find((task) => asksForRollBack(after, task));
  const verdict = failed === undefined ? undefined : lastAttempt(failed)?.verdict;
  if (failed === undefined || verdict === undefined) return events;
  const reason = `${toTaskTitle(after, failed)} ${toVerdictWords(verdict)}.`;
  const tasks = toRollBackTasks(after).map(({ id }) => id);
  return [
    ...events,
    { type: 'roll-back-begun', data: { cause: 'plan', reason, onFailure: 'roll-back', tasks }, actor: itself },
  ];
}

/** By a known failure: what a person says did not run is for a person to decide about. */
function asksForRollBack(state: MaintenanceState, task: Task): boolean {
  const hasFailed = task.state === 'failed' || task.state === 'timed-out';
  return hasFailed && lastAttempt(task)?.verdict !== undefined && onFailureOf(state, task) === 'roll-back';
}
