/** Decisions about the run as a whole: start, hold, resume, roll back, abort, complete. */
import { toClosing } from '../../change/closing.ts';
import type { Plan } from '../../plan/plan.ts';
import { findProblems } from '../../plan/problems.ts';
import { evaluate, toStartProblems } from '../../policy/evaluate.ts';
import type { Policy } from '../../policy/policy.ts';
import { judgeGroups } from '../../policy/simultaneous.ts';
import { assertNever, type Result, succeed } from '../../result.ts';
import { sayUnled } from '../../sharing/unled-word.ts';
import type { Actor } from '../actor.ts';
import type { runCommandSchemas } from '../commands/run-commands.ts';
import type { CommandOf } from '../commands.ts';
import type { NewEvent } from '../events.ts';
import { currentTasks } from '../front.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { findOutside, refuseOutsideWindow } from '../start-window.ts';
import type { MaintenanceState } from '../state.ts';
import {
  activeTasks,
  currentTask,
  hasFailed,
  isBeforeStart,
  isOver,
  isSettled,
  lastAttempt,
  openTasks,
  toRollBackTasks,
  toTaskTitle,
} from '../tasks.ts';
import { refuseByDropOut } from './drop-out-hold.ts';

type RunCommand = CommandOf<keyof typeof runCommandSchemas>;
type Decision = Result<readonly NewEvent[], Refusal>;

export function decideOnRun(state: MaintenanceState, command: RunCommand, actor: Actor, atMs: number): Decision {
  switch (command.type) {
    case 'start':
      return start(state, command, actor, atMs);
    case 'hold':
      return hold(state, command.reason, actor);
    case 'resume':
      return resume(state, actor);
    case 'roll-back':
      return rollBack(state, command.reason, actor);
    case 'abort':
      return abort(state, command.reason, actor);
    case 'complete':
      return complete(state, command.note, actor);
    default:
      return assertNever(command);
  }
}

function start(
  state: MaintenanceState,
  command: Extract<RunCommand, { type: 'start' }>,
  actor: Actor,
  atMs: number,
): Decision {
  if (!isBeforeStart(state)) return refuse('not-now', 'This maintenance has started already.');
  if (command.planHash !== state.planHash) {
    return refuse('not-ready', 'The work plan has changed since it was read.', 'Read it again, then start.');
  }
  const known = new Set(command.hosts.map(({ name }) => name));
  const problem = findStartProblem(state.plan, known, command.variables, new Set(command.secrets));
  if (problem !== undefined) return refuse('not-ready', problem);
  const { planHash, hosts, variables, secrets } = command;
  const policy = state.schedule.frozen?.policy ?? command.policy;
  const { outsideWindow } = command;
  const refusal =
    refuseByPolicy(state, policy, atMs) ?? refuseOutsideWindow(state, outsideWindow, atMs) ?? refuseUnled(state, actor);
  if (refusal !== undefined) return refusal;
  const isFrozen = state.isPractice || state.schedule.frozen !== undefined;
  const groups = judgeGroups(policy, state);
  const data = {
    planHash,
    hosts,
    variables,
    secrets,
    ...(isFrozen ? {} : { policy }),
    // A reason given in time to spare is none: the journal says it only of a run that began outside.
    ...(outsideWindow === undefined || findOutside(state, atMs) === undefined ? {} : { outsideWindow }),
    ...(groups === undefined ? {} : { groups }),
  };
  return succeed([{ type: 'run-started', data, actor }]);
}

/** Every `must` holds, or the service needs intervention at once: then it starts on its justification (`POL-18`). */
function refuseByPolicy(state: MaintenanceState, policy: Policy, atMs: number): Decision | undefined {
  if (state.schedule.emergency?.isAtOnce === true) return undefined;
  const problems = toStartProblems(evaluate(policy, state, atMs));
  const [first, second, ...others] = problems;
  if (first === undefined) return undefined;
  const named = [first, second].flatMap((one) => (one === undefined ? [] : [`${one.rule}: ${one.says}`]));
  const rest = others.length === 0 ? '' : ` And ${others.length} more.`;
  return refuse(
    'not-ready',
    `The policy does not let it start. ${named.join(' ')}${rest}`,
    `Open Readiness, or see every rule with: drydock readiness '${state.title}'`,
  );
}

/** A person may start on whatever word there is; the console by itself on none that came by an invite alone. */
function refuseUnled(state: MaintenanceState, { kind }: Actor): Decision | undefined {
  const unled = kind === 'person' ? undefined : sayUnled(state);
  return unled === undefined ? undefined : refuse('not-ready', unled, 'Start it, or say there that it may go on.');
}

/** The first thing without which a run must not start, as a sentence. */
function findStartProblem(
  plan: Plan,
  knownHosts: ReadonlySet<string>,
  variables: Readonly<Record<string, string>>,
  secrets: ReadonlySet<string>,
): string | undefined {
  const problem = findProblems(plan, knownHosts).find(({ severity }) => severity === 'must');
  if (problem !== undefined) return problem.text;
  if (!plan.steps.some((step) => step.phase !== 'roll-back')) return 'The work plan has no step to carry out.';
  for (const { name, secret } of plan.variables) {
    if (secret ? !secrets.has(name) : variables[name] === undefined) return `The variable “${name}” has no value.`;
  }
  return undefined;
}

/** Why the run cannot be held now. */
export function refuseHold(state: MaintenanceState): Decision | undefined {
  if (isBeforeStart(state)) return refuse('not-now', 'The run has not started.');
  if (isOver(state)) return refuse('not-now', 'The run is over.');
  if (state.hold !== undefined) return refuse('not-now', 'The run is held already.');
  return undefined;
}

function hold(state: MaintenanceState, reason: string, actor: Actor): Decision {
  return refuseHold(state) ?? succeed([{ type: 'run-held', data: { cause: 'person', reason }, actor }]);
}

/** Why the run cannot go on now: it is not held, or a step must be decided about first. */
export function refuseResume(state: MaintenanceState): Decision | undefined {
  if (state.hold === undefined) return refuse('not-now', 'The run is not held.');
  const dropOut = refuseByDropOut(state);
  if (dropOut !== undefined) return dropOut;
  const task = currentTasks(state).find((each) => each.state === 'unknown' || hasFailed(each));
  if (task === undefined) return undefined;
  const what = toTaskTitle(state, task);
  return task.state === 'unknown'
    ? refuse('not-now', `Nobody knows what became of ${what}.`, 'Say whether it ran, or wait until its host answers.')
    : refuse('not-now', `${what} has not succeeded.`, 'Retry it, skip it with a reason, or roll back.');
}

function resume(state: MaintenanceState, actor: Actor): Decision {
  return refuseResume(state) ?? succeed([{ type: 'run-resumed', data: {}, actor }]);
}

/** Why a rollback cannot begin now. */
export function refuseRollBack(state: MaintenanceState): Decision | undefined {
  if (state.status === 'rolling-back') return refuse('not-now', 'The rollback has begun already.');
  if (state.status !== 'running')
    return refuse('not-now', 'Only a run that has started and is not over can be rolled back.');
  const open = openTasks(state)[0];
  if (open === undefined) return undefined;
  const what = toTaskTitle(state, open);
  return open.state === 'unknown'
    ? refuse('not-now', `Nobody knows what became of ${what}.`, 'Say whether it ran: what ran is what is undone.')
    : refuse('not-now', `${what} is running.`, 'Cancel it or let it end, then roll back.');
}

function rollBack(state: MaintenanceState, reason: string, actor: Actor): Decision {
  const refusal = refuseRollBack(state);
  if (refusal !== undefined) return refusal;
  const tasks = toRollBackTasks(state).map(({ id }) => id);
  return succeed([{ type: 'roll-back-begun', data: { cause: 'person', reason, tasks }, actor }]);
}

/** Why the run cannot be aborted now. */
export function refuseAbort(state: MaintenanceState): Decision | undefined {
  if (isOver(state)) return refuse('not-now', 'The run is over.');
  return undefined;
}

/** What runs is asked to end; it stays open until its host says that it has. */
function abort(state: MaintenanceState, reason: string, actor: Actor): Decision {
  const refusal = refuseAbort(state);
  if (refusal !== undefined) return refusal;
  const cancels = openTasks(state).flatMap((task): readonly NewEvent[] => {
    const attempt = lastAttempt(task);
    if (task.state !== 'running' || attempt === undefined || attempt.cancel !== undefined) return [];
    return [{ type: 'cancel-requested', data: { task: task.id, attempt: attempt.number, cause: 'abort' }, actor }];
  });
  return succeed([{ type: 'run-aborted', data: { reason }, actor }, ...cancels]);
}

/** Why the run cannot be closed now: the first step that is not settled is named, then all that completion waits for (`CHG-7`). */
export function refuseComplete(state: MaintenanceState): Decision | undefined {
  if (isBeforeStart(state)) return refuse('not-now', 'The run has not started.');
  if (isOver(state)) return refuse('not-now', 'The run is over.');
  const open = openTasks(state)[0] ?? currentTask(state);
  if (open !== undefined) return refuse('not-now', `${toTaskTitle(state, open)} is not settled: it is ${open.state}.`);
  const missing = toClosing(state).filter(({ isDone }) => !isDone);
  if (missing.length === 0) return undefined;
  return refuse(
    'not-ready',
    missing.map(({ says }) => says).join(' '),
    missing.flatMap(({ action }) => action ?? []).join(' '),
  );
}

function complete(state: MaintenanceState, note: string | undefined, actor: Actor): Decision {
  const refusal = refuseComplete(state);
  if (refusal !== undefined) return refusal;
  const isClean = activeTasks(state).every(
    (task) => isSettled(state, task) && (task.state === 'succeeded' || task.state === 'skipped'),
  );
  const outcome = state.status === 'rolling-back' ? 'rolled-back' : isClean ? 'completed' : 'completed-with-failures';
  return succeed([{ type: 'run-ended', data: { outcome, ...(note === undefined ? {} : { note }) }, actor }]);
}
