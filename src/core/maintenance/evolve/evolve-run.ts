/** Folds an event of the run as a whole into the state. */
import { toPolicyHash } from '../../policy/policy-hash.ts';
import { assertNever } from '../../result.ts';
import type { runEventSchemas } from '../events/run-events.ts';
import type { JournalEventOf } from '../events.ts';
import type { MaintenanceState } from '../state.ts';
import { toForwardTasks, toRollBackTasks } from '../tasks.ts';
import { withoutWait } from './task-change.ts';

type RunEvent = JournalEventOf<keyof typeof runEventSchemas>;

export function applyToRun(state: MaintenanceState, event: RunEvent): MaintenanceState {
  switch (event.type) {
    case 'run-started': {
      const { hosts, variables, secrets, policy, groups } = event.data;
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
        isSimultaneous: groups !== undefined && groups !== 'one-after-another',
        schedule:
          policy === undefined
            ? state.schedule
            : { ...state.schedule, frozen: { policy, policyHash: toPolicyHash(policy), atMs: event.atMs } },
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

function withoutHold(state: MaintenanceState): MaintenanceState {
  const { hold: _, ...rest } = state;
  return rest;
}
