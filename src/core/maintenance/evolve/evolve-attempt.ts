/** Folds an event of one attempt into its task. */
import { assertNever } from '../../result.ts';
import type { Verdict } from '../events/verdict.ts';
import type { JournalEventOf } from '../events.ts';
import type { Attempt, Task, TaskState } from '../state.ts';
import { end, withoutClearance, withoutWait, word } from './task-change.ts';

type AttemptEvent = JournalEventOf<
  | 'attempt-intended'
  | 'attempt-dispatched'
  | 'attempt-started'
  | 'attempt-ended'
  | 'attempt-became-unknown'
  | 'attempt-found'
  | 'attempt-marked'
  | 'cancel-requested'
>;

export function applyToAttempt(task: Task, event: AttemptEvent): Task {
  const { atMs } = event;
  switch (event.type) {
    case 'attempt-intended': {
      const { attempt: number, host, mode, scriptHash, bootId } = event.data;
      const attempt: Attempt = {
        number,
        host,
        mode,
        scriptHash,
        intendedAtMs: atMs,
        fromRow: event.row,
        // Over a warm connection nothing more is committed before the script is sent.
        isDispatched: bootId !== undefined,
        ...(bootId === undefined ? {} : { bootId }),
      };
      return {
        ...withoutWait(task, 'running'),
        attempts: [...task.attempts, attempt],
        beganAtMs: task.beganAtMs ?? atMs,
      };
    }
    case 'attempt-dispatched':
      return withAttempt(task, event.data.attempt, { isDispatched: true, ...only('bootId', event.data.bootId) });
    case 'attempt-started': {
      const { pid, bootId } = event.data;
      const facts = { isDispatched: true, startedAtMs: atMs, ...only('pid', pid), ...only('bootId', bootId) };
      return withAttempt(task, event.data.attempt, facts);
    }
    case 'attempt-ended': {
      const { attempt, verdict, isSuccess, rows } = event.data;
      return end(
        withAttempt(task, attempt, { verdict, rows, toRow: event.row, endedAtMs: atMs }),
        toTaskState(verdict, isSuccess),
        atMs,
      );
    }
    case 'attempt-became-unknown':
      return { ...withAttempt(task, event.data.attempt, { uncertainty: event.data.why }), state: 'unknown' };
    case 'attempt-found':
      return { ...withAttempt(task, event.data.attempt, {}, ['uncertainty']), state: 'running' };
    case 'attempt-marked': {
      const { attempt, word: said, reason } = event.data;
      const marked = withAttempt(task, attempt, {
        mark: { word: said, by: event.actor, reason, atMs },
        endedAtMs: atMs,
      });
      if (said === 'new-attempt') return { ...withoutClearance(marked), state: 'ready', isConfirmed: false };
      return end(marked, said === 'ran' ? 'succeeded' : 'failed', atMs, word(reason, event));
    }
    case 'cancel-requested':
      return withAttempt(task, event.data.attempt, { cancel: { cause: event.data.cause, atMs } });
    default:
      return assertNever(event);
  }
}

function toTaskState(verdict: Verdict, isSuccess: boolean): TaskState {
  if (isSuccess) return 'succeeded';
  switch (verdict.kind) {
    case 'timed-out':
      return 'timed-out';
    case 'cancelled':
      return 'cancelled';
    case 'exited':
    case 'signalled':
    case 'not-started':
      return 'failed';
  }
}

function withAttempt(task: Task, number: number, facts: Partial<Attempt>, gone: readonly (keyof Attempt)[] = []): Task {
  const index = task.attempts.findIndex((attempt) => attempt.number === number);
  const attempt = task.attempts[index];
  if (attempt === undefined) throw new Error(`task “${task.id}” has no attempt ${number}`);
  const kept = Object.fromEntries(
    Object.entries({ ...attempt, ...facts }).filter(([key]) => !gone.includes(key as keyof Attempt)),
  );
  return { ...task, attempts: task.attempts.with(index, kept as unknown as Attempt) };
}

function only<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
}
