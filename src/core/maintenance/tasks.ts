/** What a run is made of: the tasks a plan gives, which of them are settled, which may have run, and what undoes them. */
import { isErrandId, toErrandStep } from '../errand/errand.ts';
import { type HostName, type TaskId, taskIdOf } from '../ids.ts';
import { isScripted, type OnFailure, type Plan, phases, type Step, stepsOfPhase } from '../plan/plan.ts';
import type { Attempt, Errand, MaintenanceState, Task } from './state.ts';

/** The forward tasks of a run in their order: by phase, by step as written, by host as written. Steps of `roll back` wait for a rollback. */
export function toForwardTasks(plan: Plan): readonly Task[] {
  return phases
    .filter((phase) => phase !== 'roll-back')
    .flatMap((phase) => stepsOfPhase(plan, phase))
    .flatMap((step) => toTasks(step, 'forward'));
}

function toTasks(step: Step, direction: Task['direction']): readonly Task[] {
  const hosts: readonly (HostName | undefined)[] = isScripted(step) ? step.hosts : [undefined];
  return hosts.map((host) => toTask(step, host, direction));
}

function toTask(step: Step, host: HostName | undefined, direction: Task['direction']): Task {
  return {
    id: taskIdOf(step.id, host, direction),
    step: step.id,
    phase: step.phase,
    ...(host === undefined ? {} : { host }),
    direction,
    state: 'ready',
    isConfirmed: false,
    attempts: [],
    retriesUsed: 0,
  };
}

/**
 * What a rollback would do now: the undoing of each task that may have run, last one first, then the plan's own `roll
 * back` steps as written. A check or a wait changes nothing, so it is undone only where it says how; every other step
 * without a script comes as a task for a person, who is shown why and asked (`REL-10`).
 */
export function toRollBackTasks(state: MaintenanceState): readonly Task[] {
  const undone = state.tasks
    .filter((task) => task.direction === 'forward' && task.phase !== 'roll-back' && mayHaveRun(task))
    .filter((task) => needsUndoing(stepOf(state, task)))
    .reverse()
    .map((task) => toTask(stepOf(state, task), task.host, 'back'));
  const written = stepsOfPhase(state.plan, 'roll-back').flatMap((step) => toTasks(step, 'forward'));
  return [...undone, ...written];
}

function needsUndoing(step: Step): boolean {
  switch (step.kind) {
    case 'command':
    case 'manual':
      return true;
    case 'check':
      return step.rollback?.kind === 'script';
    case 'wait':
      return false;
  }
}

/** Whether anything of it may have happened on its host: whatever is not proven not to have begun counts as begun. */
export function mayHaveRun(task: Task): boolean {
  if (task.attempts.length === 0) return task.state === 'succeeded' || task.state === 'failed';
  return task.attempts.some(attemptMayHaveRun);
}

function attemptMayHaveRun(attempt: Attempt): boolean {
  if (attempt.mark?.word === 'did-not-run') return false;
  if (attempt.verdict?.kind === 'not-started') return false;
  if (attempt.startedAtMs !== undefined) return true;
  return attempt.isDispatched;
}

/** The script a task runs, or `undefined` where a person does it. */
export function scriptOf(state: MaintenanceState, task: Task): string | undefined {
  const step = stepOf(state, task);
  if (!isScripted(step)) return undefined;
  if (task.direction === 'forward') return step.script;
  return step.rollback?.kind === 'script' ? step.rollback.script : undefined;
}

export type TaskNature = 'script' | 'person' | 'time';

/** What moves a task: a host, a person, or time. */
export function natureOf(state: MaintenanceState, task: Task): TaskNature {
  if (scriptOf(state, task) !== undefined) return 'script';
  return stepOf(state, task).kind === 'wait' && task.direction === 'forward' ? 'time' : 'person';
}

/** What the plan says of a failure of this task. An undoing that fails always stops: nothing may be guessed then. */
export function onFailureOf(state: MaintenanceState, task: Task): OnFailure {
  const step = stepOf(state, task);
  if (!isScripted(step) || task.direction === 'back') return 'stop';
  if (step.phase === 'roll-back' && step.onFailure === 'roll-back') return 'stop';
  return step.onFailure;
}

/** The step of the plan, or what an errand does. */
export function stepOf(state: MaintenanceState, task: Pick<Task, 'id' | 'step'>): Step {
  const errand = findErrand(state, task.id);
  const step = errand === undefined ? state.plan.steps.find(({ id }) => id === task.step) : toErrandStep(errand);
  if (step === undefined) throw new Error(`the plan has no step “${task.step}”`);
  return step;
}

/** A task of the run or of an errand. */
export function findTask(state: MaintenanceState, id: TaskId): Task | undefined {
  return findErrand(state, id)?.task ?? state.tasks.find((task) => task.id === id);
}

function findErrand({ errands }: Pick<MaintenanceState, 'errands'>, id: TaskId): Errand | undefined {
  return isErrandId(id) ? errands.find(({ task }) => task.id === id) : undefined;
}

export function lastAttempt(task: Task): Attempt | undefined {
  return task.attempts.at(-1);
}

/** The tasks the run works through now: those of the rollback once it has begun, else the forward ones. */
export function activeTasks(state: MaintenanceState): readonly Task[] {
  if (state.status !== 'rolling-back' && state.status !== 'rolled-back')
    return state.tasks.filter((task) => !isOfRollBack(task));
  return state.tasks.filter(isOfRollBack);
}

export function isOfRollBack(task: Task): boolean {
  return task.direction === 'back' || task.phase === 'roll-back';
}

/** Whether the run may pass over it. A failure is passed only where the plan says `continue`; a cancelled step never is. */
export function isSettled(state: MaintenanceState, task: Task): boolean {
  switch (task.state) {
    case 'succeeded':
    case 'skipped':
      return true;
    case 'failed':
    case 'timed-out':
      return onFailureOf(state, task) === 'continue';
    default:
      return false;
  }
}

/** By a known failure or by a cancel; what the plan passes over is among them. */
export function hasFailed(task: Task): boolean {
  return task.state === 'failed' || task.state === 'timed-out' || task.state === 'cancelled';
}

/** Of the run. An attempt is open from its intent until its host or a person has said what became of it. */
export function openTasks(state: MaintenanceState): readonly Task[] {
  return state.tasks.filter((task) => task.state === 'running' || task.state === 'unknown');
}

/** The first task the run has not passed: everything before it is settled. */
export function currentTask(state: MaintenanceState): Task | undefined {
  return activeTasks(state).find((task) => !isSettled(state, task));
}

/** Nothing has run yet, and may still. */
export function isBeforeStart(state: Pick<MaintenanceState, 'status'>): boolean {
  return state.status === 'draft' || state.status === 'scheduled';
}

export function isOver(state: MaintenanceState): boolean {
  return !isBeforeStart(state) && state.status !== 'running' && state.status !== 'rolling-back';
}

/** How a person reads a task: its step's title, and the host where it has one. */
export function toTaskTitle(state: MaintenanceState, task: Task): string {
  return toTaskName(stepOf(state, task).title, task);
}

/** The same, of a step whose title is known. */
export function toTaskName(title: string, { host, direction }: Pick<Task, 'host' | 'direction'>): string {
  const where = host === undefined ? '' : ` on ${host}`;
  return `${direction === 'back' ? 'Undo ' : ''}“${title}”${where}`;
}
