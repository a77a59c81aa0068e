/** How long a step has taken, as its row and its card say it. */
import type { Task } from '../../../../core/maintenance/state.ts';

/** Of the last attempt where there is one; until now while it is under way. `undefined` for a step that has not begun. */
export function elapsedMs(task: Task, nowMs: number): number | undefined {
  const attempt = task.attempts.at(-1);
  const sinceMs = attempt?.startedAtMs ?? attempt?.intendedAtMs ?? task.awaits?.sinceMs ?? task.beganAtMs;
  if (sinceMs === undefined) return undefined;
  return Math.max(0, (attempt?.endedAtMs ?? task.endedAtMs ?? nowMs) - sinceMs);
}
