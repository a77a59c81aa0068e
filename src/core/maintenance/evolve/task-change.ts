/** What a task becomes when it ends or stops waiting. */
import type { JournalEvent } from '../events.ts';
import type { Task, TaskState } from '../state.ts';

export function end(
  task: Task,
  state: TaskState,
  atMs: number,
  said: { readonly word?: NonNullable<Task['word']> } = {},
): Task {
  return { ...withoutWait(task, state), endedAtMs: atMs, ...said };
}

export function withoutWait(task: Task, state: TaskState): Task {
  const { awaits: _, ...rest } = task;
  return { ...rest, state };
}

/** Another attempt by a person’s word is confirmed anew. */
export function withoutClearance(task: Task): Task {
  const { countersign: _, isCleared: __, ...rest } = task;
  return rest;
}

/** The words a person gave with it. */
export function word(text: string | undefined, event: JournalEvent): { readonly word?: NonNullable<Task['word']> } {
  return text === undefined ? {} : { word: { text, by: event.actor } };
}
