/** Folds an event of one step into its task. */
import type { TaskId } from '../../ids.ts';
import type { stepEventSchemas } from '../events/step-events.ts';
import type { JournalEventOf } from '../events.ts';
import type { Countersign, MaintenanceState, Task } from '../state.ts';
import { applyToAttempt } from './evolve-attempt.ts';
import { end, withoutClearance, withoutWait, word } from './task-change.ts';

type StepEvent = JournalEventOf<keyof typeof stepEventSchemas>;

export function applyToStep(state: MaintenanceState, event: StepEvent): MaintenanceState {
  return withTask(state, event.data.task, (task) => applyToTask(task, event));
}

function applyToTask(task: Task, event: StepEvent): Task {
  switch (event.type) {
    case 'step-awaited': {
      const { untilMs } = event.data;
      const awaits = { for: event.data.for, sinceMs: event.atMs, ...(untilMs === undefined ? {} : { untilMs }) };
      return { ...task, state: 'waiting', awaits, beganAtMs: task.beganAtMs ?? event.atMs };
    }
    case 'step-confirmed':
      return { ...withoutWait(task, 'ready'), isConfirmed: true };
    case 'step-countersigned':
      return { ...task, countersign: toCountersign(event) };
    case 'step-cleared': {
      const isConfirmed = task.isConfirmed || event.data.typed !== undefined;
      return { ...withoutWait(task, 'ready'), isCleared: true, isConfirmed };
    }
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
      const { endedAtMs: _, ...rest } = withoutWait(byPlan ? task : withoutClearance(task), 'ready');
      return { ...rest, retriesUsed: task.retriesUsed + (byPlan ? 1 : 0), isConfirmed: byPlan && task.isConfirmed };
    }
    default:
      return applyToAttempt(task, event);
  }
}

function toCountersign({ data, actor, atMs }: JournalEventOf<'step-countersigned'>): Countersign {
  const { command, saidAtLeader } = data;
  const { name, person } = saidAtLeader ?? actor;
  const follower = saidAtLeader === undefined ? actor.follower : undefined;
  const by = {
    name,
    ...(person === undefined ? {} : { person }),
    ...(follower === undefined ? {} : { follower }),
  };
  return { by, isAtLeader: saidAtLeader !== undefined, command, atMs };
}

function withTask(state: MaintenanceState, id: TaskId, change: (task: Task) => Task): MaintenanceState {
  const index = state.tasks.findIndex((task) => task.id === id);
  const task = state.tasks[index];
  if (task !== undefined) return { ...state, tasks: state.tasks.with(index, change(task)) };
  const place = state.errands.findIndex((errand) => errand.task.id === id);
  const errand = state.errands[place];
  if (errand === undefined) throw new Error(`the run has no task “${id}”`);
  return { ...state, errands: state.errands.with(place, { ...errand, task: change(errand.task) }) };
}
