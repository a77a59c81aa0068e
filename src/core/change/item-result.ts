/** How a validation came out: by a person's word, or by the check step that answers it (`CHG-4`). */
import type { TaskId } from '../ids.ts';
import type { MaintenanceState, Task } from '../maintenance/state.ts';
import type { Evidence, ItemResult, SettledItem } from './checklist.ts';

/** The attempt a result rests on: its output is the evidence. */
interface AttemptEvidence {
  readonly kind: 'attempt';
  readonly task: TaskId;
  readonly attempt: number;
}

export interface ItemOutcome {
  readonly result: ItemResult;
  readonly evidence: readonly (Evidence | AttemptEvidence)[];
  readonly atMs: number;
  /** Absent where the run says it. */
  readonly by?: string;
}

/**
 * What stands for an item now; `undefined` while nothing does. A step speaks for its item as soon as it has ended on every
 * host; one that was skipped leaves it to a person.
 */
export function toItemResult(state: Pick<MaintenanceState, 'tasks'>, item: SettledItem): ItemOutcome | undefined {
  const tasks = toAnsweringTasks(state, item);
  if (tasks.length === 0) {
    if (item.settled === undefined) return undefined;
    const { result, evidence, atMs, by } = item.settled;
    return { result, evidence, atMs, by: by.name };
  }
  const failed = tasks.filter(({ state: now }) => now === 'failed' || now === 'timed-out' || now === 'cancelled');
  const isDone = tasks.every(({ state: now }) => now === 'succeeded');
  if (failed.length === 0 && !isDone) return undefined;
  const speaking = failed.length > 0 ? failed : tasks;
  return {
    result: failed.length > 0 ? 'failed' : 'passed',
    evidence: speaking.flatMap(({ id, attempts }) => ({
      kind: 'attempt' as const,
      task: id,
      attempt: attempts.length,
    })),
    atMs: Math.max(...speaking.map(({ endedAtMs = 0 }) => endedAtMs)),
  };
}

/** The tasks whose outcome is the item's: none where it has no step, or where a person skipped it. */
export function toAnsweringTasks(
  { tasks }: Pick<MaintenanceState, 'tasks'>,
  { step }: Pick<SettledItem, 'step'>,
): readonly Task[] {
  if (step === undefined) return [];
  const own = tasks.filter((task) => task.step === step && task.direction === 'forward');
  return own.some(({ state }) => state === 'skipped') ? [] : own;
}
