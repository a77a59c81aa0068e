/** When a run would end by its own estimates: a projection for the clock, never a promise. */

import { toGroups } from '../plan/groups.ts';
import type { Step } from '../plan/plan.ts';
import type { MaintenanceState, Task } from './state.ts';
import { isBeforeStart, isOver } from './tasks.ts';

function ownEstimateMs(step: Step): number {
  return step.kind === 'wait' ? step.waitMs : (step.estimateMs ?? 0);
}

function isSettled(task: Task): boolean {
  return task.state !== 'ready' && task.state !== 'waiting' && task.state !== 'running';
}

/**
 * Milliseconds of work still estimated: whole estimates of what has not begun, the rest of what runs (never below zero).
 * Steps without an estimate count nothing; before the start the rollback counts nothing either. Steps that run together
 * count as long as the longest of them.
 */
export function restEstimateMs(state: MaintenanceState, nowMs: number): number {
  if (isBeforeStart(state)) {
    return toGroups(state.plan)
      .filter(([{ phase }]) => phase !== 'roll-back')
      .reduce((sumMs, group) => sumMs + Math.max(...group.map(ownEstimateMs)), 0);
  }
  const steps = new Map(state.plan.steps.map((step) => [step.id, step]));
  const restsMs = new Map<string, number>();
  for (const task of state.tasks.filter((each) => !isSettled(each))) {
    const step = steps.get(task.step);
    if (step === undefined) continue;
    const spentMs = task.beganAtMs === undefined ? 0 : nowMs - task.beganAtMs;
    const key = `${task.direction} ${task.step}`;
    restsMs.set(key, (restsMs.get(key) ?? 0) + Math.max(0, ownEstimateMs(step) - spentMs));
  }
  const longestMs = (direction: Task['direction'], group: readonly Step[]) =>
    Math.max(...group.map(({ id }) => restsMs.get(`${direction} ${id}`) ?? 0));
  const groups = state.isSimultaneous ? toGroups(state.plan) : state.plan.steps.map((step) => [step]);
  return (
    groups.reduce((sumMs, group) => sumMs + longestMs('forward', group), 0) +
    state.plan.steps.reduce((sumMs, step) => sumMs + longestMs('back', [step]), 0)
  );
}

/** When the run would be over, UTC milliseconds: only for one that goes on. */
export function toProjectedEnd(state: MaintenanceState, nowMs: number): number | undefined {
  const isRunning = !isBeforeStart(state) && !isOver(state);
  return isRunning ? nowMs + restEstimateMs(state, nowMs) : undefined;
}
