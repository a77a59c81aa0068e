/** What the crash tests write: every row, and the offsets after it, follow from its task and number alone. */
import type { AttemptKey, MaintenanceId, TaskId } from '../../src/core/ids.ts';
import type { OutputRow, SpoolOffsets } from '../../src/main/engine/ports.ts';

export const crashMaintenance = 'm-crashcrashcrash1' as MaintenanceId;
export const crashTasks = ['copy@db-1', 'copy@db-2'] as TaskId[];

export function keyOf(task: TaskId): AttemptKey {
  return { maintenance: crashMaintenance, task, attempt: 1 };
}

export function textOf(task: TaskId, line: number): string {
  return `${task} ${String(line).padStart(9, '0')} ${'.'.repeat((line * 7) % 50)}\n`;
}

export function streamOf(line: number): OutputRow['stream'] {
  return line % 5 === 4 ? 'stderr' : 'stdout';
}

export function rowOf(task: TaskId, line: number): OutputRow {
  return { stream: streamOf(line), atMs: 1_000 + line, bytes: Buffer.from(textOf(task, line)) };
}

/** Rows read, times ten: a number that says how many rows it was committed with. */
export function offsetsAfter(_task: TaskId, rows: number): SpoolOffsets {
  return { stdout: rows * 10, stderr: rows };
}
