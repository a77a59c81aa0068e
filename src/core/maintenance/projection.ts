/** When a run would end by its own estimates: a projection for the clock, never a promise. */

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
 * Steps without an estimate count nothing; before the start the rollback counts nothing either.
 */
export function restEstimateMs(state: MaintenanceState, nowMs: number): number {
  const steps = new Map(state.plan.steps.map((step) => [step.id, step]));
  if (isBeforeStart(state)) {
    return state.plan.steps
      .filter((step) => step.phase !== 'roll-back')
      .reduce((sumMs, step) => sumMs + ownEstimateMs(step), 0);
  }
  return state.tasks
    .filter((task) => !isSettled(task))
    .reduce((sumMs, task) => {
      const step = steps.get(task.step);
      if (step === undefined) return sumMs;
      const spentMs = task.beganAtMs === undefined ? 0 : nowMs - task.beganAtMs;
      return sumMs + Math.max(0, ownEstimateMs(step) - spentMs);
    }, 0);
}

/** When the run would be over, UTC milliseconds: only for one that goes on. */
export function toProjectedEnd(state: MaintenanceState, nowMs: number): number | undefined {
  const isRunning = !isBeforeStart(state) && !isOver(state);
  return isRunning ? nowMs + restEstimateMs(state, nowMs) : undefined;
}
