/** Folds one event into the state. It applies what happened and judges nothing: `decide` has done that. */
import { isOfArea } from './area.ts';
import { contactEventSchemas } from './events/contact-events.ts';
import { runEventSchemas } from './events/run-events.ts';
import { stepEventSchemas } from './events/step-events.ts';
import type { JournalEvent, JournalEventOf } from './events.ts';
import { applyToRecord } from './evolve/evolve-record.ts';
import { applyToRun } from './evolve/evolve-run.ts';
import { applyToStep } from './evolve/evolve-step.ts';
import type { MaintenanceState } from './state.ts';

/** The state after `event`. The first event of a journal makes the state; any other needs the one before it. */
export function evolve(state: MaintenanceState | undefined, event: JournalEvent): MaintenanceState {
  if (event.type === 'maintenance-created') return create(event);
  if (state === undefined) throw new Error(`a journal does not begin with ${event.type}`);
  if (event.seq !== state.seq + 1) throw new Error(`event ${event.seq} does not follow ${state.seq}`);
  return { ...apply(state, event), seq: event.seq };
}

function create(event: JournalEventOf<'maintenance-created'>): MaintenanceState {
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
  event: Exclude<JournalEvent, JournalEventOf<'maintenance-created'>>,
): MaintenanceState {
  if (isOfArea(runEventSchemas, event)) return applyToRun(state, event);
  if (isOfArea(stepEventSchemas, event)) return applyToStep(state, event);
  // What a host's connection does stands in the log; no rule looks at it.
  if (isOfArea(contactEventSchemas, event)) return state;
  return applyToRecord(state, event);
}
