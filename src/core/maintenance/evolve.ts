/** Folds one event into the state. It applies what happened and judges nothing: `decide` has done that. */

import type { TaskId } from '../ids.ts';
import { assertNever } from '../result.ts';
import type { EventType, JournalEvent, Verdict } from './events.ts';
import type { Attempt, MaintenanceState, Task, TaskState } from './state.ts';
import { toForwardTasks, toRollBackTasks } from './tasks.ts';

type EventOf<T extends EventType> = Extract<JournalEvent, { type: T }>;

/** The state after `event`. The first event of a journal makes the state; any other needs the one before it. */
export function evolve(state: MaintenanceState | undefined, event: JournalEvent): MaintenanceState {
  if (event.type === 'maintenance-created') return create(event);
  if (state === undefined) throw new Error(`a journal does not begin with ${event.type}`);
  if (event.seq !== state.seq + 1) throw new Error(`event ${event.seq} does not follow ${state.seq}`);
  return { ...apply(state, event), seq: event.seq };
}

function create(event: EventOf<'maintenance-created'>): MaintenanceState {
  const { title, plan, planHash, isPractice, runbook } = event.data;
  return {
    id: event.maintenance,
    title,
    status: 'draft',
    isPractice,
    seq: event.seq,
    plan,
    planHash,
    ...(runbook === undefined ? {} : { runbook }),
    hosts: [],
    variables: {},
    secrets: [],
    tasks: [],
    createdAtMs: event.atMs,
  };
}

function apply(
  state: MaintenanceState,
  event: Exclude<JournalEvent, EventOf<'maintenance-created'>>,
): MaintenanceState {
  switch (event.type) {
    case 'plan-changed':
      return { ...state, plan: event.data.plan, planHash: event.data.planHash };
    case 'maintenance-renamed':
      return { ...state, title: event.data.title };
    case 'run-started':
    case 'run-held':
    case 'run-resumed':
    case 'run-aborted':
    case 'run-ended':
    case 'roll-back-begun':
      return applyToRun(state, event);
    case 'note-added':
    case 'contact-lost':
    case 'contact-regained':
    case 'host-key-trusted':
      return state;
    default:
      return withTask(state, event.data.task, (task) => applyToTask(task, event));
  }
}

type RunEvent = EventOf<'run-started' | 'run-held' | 'run-resumed' | 'run-aborted' | 'run-ended' | 'roll-back-begun'>;

function applyToRun(state: MaintenanceState, event: RunEvent): MaintenanceState {
  switch (event.type) {
    case 'run-started': {
      const { hosts, variables, secrets } = event.data;
      const tasks = toForwardTasks(state.plan);
      return {
        ...state,
        status: 'running',
        hosts,
        variables,
        secrets,
        tasks,
        startedAtMs: event.atMs,
        leader: event.actor,
      };
    }
    case 'run-held': {
      const { cause, reason, task } = event.data;
      const hold = { cause, reason, sinceMs: event.atMs, by: event.actor, ...(task === undefined ? {} : { task }) };
      return { ...state, hold };
    }
    case 'run-resumed':
      return withoutHold(state);
    case 'run-aborted':
      return { ...withoutHold(state), status: 'aborted', endedAtMs: event.atMs };
    case 'run-ended':
      return { ...withoutHold(state), status: event.data.outcome, endedAtMs: event.atMs };
    case 'roll-back-begun': {
      // The journal names the tasks, so that a later change of the rule changes no run that has been.
      const candidates = new Map(toRollBackTasks(state).map((task) => [task.id, task]));
      const tasks = event.data.tasks.flatMap((id) => candidates.get(id) ?? []);
      const calm = state.tasks.map((task) => (task.state === 'waiting' ? withoutWait(task, 'ready') : task));
      return { ...withoutHold(state), status: 'rolling-back', tasks: [...calm, ...tasks] };
    }
    default:
      return assertNever(event);
  }
}

type TaskEvent = EventOf<
  | 'step-awaited'
  | 'step-confirmed'
  | 'step-done'
  | 'step-not-done'
  | 'wait-elapsed'
  | 'step-skipped'
  | 'step-retried'
  | 'attempt-intended'
  | 'attempt-dispatched'
  | 'attempt-started'
  | 'attempt-ended'
  | 'attempt-became-unknown'
  | 'attempt-found'
  | 'attempt-marked'
  | 'cancel-requested'
>;

function applyToTask(task: Task, event: TaskEvent): Task {
  switch (event.type) {
    case 'step-awaited': {
      const { untilMs } = event.data;
      const awaits = { for: event.data.for, sinceMs: event.atMs, ...(untilMs === undefined ? {} : { untilMs }) };
      return { ...task, state: 'waiting', awaits, beganAtMs: task.beganAtMs ?? event.atMs };
    }
    case 'step-confirmed':
      return { ...withoutWait(task, 'ready'), isConfirmed: true };
    case 'step-done':
      return end(task, 'succeeded', event.atMs, word(event.data.note, event));
    case 'step-not-done':
      return end(task, 'failed', event.atMs, word(event.data.reason, event));
    case 'wait-elapsed':
      return end(task, 'succeeded', event.atMs);
    case 'step-skipped':
      return end(task, 'skipped', event.atMs, word(event.data.reason, event));
    case 'step-retried': {
      const { byPlan } = event.data;
      const { endedAtMs: _, ...rest } = withoutWait(task, 'ready');
      return { ...rest, retriesUsed: task.retriesUsed + (byPlan ? 1 : 0), isConfirmed: byPlan && task.isConfirmed };
    }
    default:
      return applyToAttempt(task, event);
  }
}

type AttemptEvent = EventOf<
  | 'attempt-intended'
  | 'attempt-dispatched'
  | 'attempt-started'
  | 'attempt-ended'
  | 'attempt-became-unknown'
  | 'attempt-found'
  | 'attempt-marked'
  | 'cancel-requested'
>;

function applyToAttempt(task: Task, event: AttemptEvent): Task {
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
      return end(withAttempt(task, attempt, { verdict, rows, endedAtMs: atMs }), toTaskState(verdict, isSuccess), atMs);
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
      if (said === 'new-attempt') return { ...marked, state: 'ready', isConfirmed: false };
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

function withTask(state: MaintenanceState, id: TaskId, change: (task: Task) => Task): MaintenanceState {
  const index = state.tasks.findIndex((task) => task.id === id);
  const task = state.tasks[index];
  if (task === undefined) throw new Error(`the run has no task “${id}”`);
  return { ...state, tasks: state.tasks.with(index, change(task)) };
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

function end(
  task: Task,
  state: TaskState,
  atMs: number,
  said: { readonly word?: NonNullable<Task['word']> } = {},
): Task {
  return { ...withoutWait(task, state), endedAtMs: atMs, ...said };
}

function withoutWait(task: Task, state: TaskState): Task {
  const { awaits: _, ...rest } = task;
  return { ...rest, state };
}

function withoutHold(state: MaintenanceState): MaintenanceState {
  const { hold: _, ...rest } = state;
  return rest;
}

function word(text: string | undefined, event: JournalEvent): { readonly word?: NonNullable<Task['word']> } {
  return text === undefined ? {} : { word: { text, by: event.actor } };
}

function only<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
}
