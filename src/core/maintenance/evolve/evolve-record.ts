/** Folds an event of the record itself into the state. */
import { assertNever } from '../../result.ts';
import type { recordEventSchemas } from '../events/record-events.ts';
import type { JournalEventOf } from '../events.ts';
import type { MaintenanceState } from '../state.ts';

type RecordEvent = JournalEventOf<Exclude<keyof typeof recordEventSchemas, 'maintenance-created'>>;

export function applyToRecord(state: MaintenanceState, event: RecordEvent): MaintenanceState {
  switch (event.type) {
    case 'plan-changed':
      return { ...state, plan: event.data.plan, planHash: event.data.planHash };
    case 'rehearsal-linked':
      return { ...state, rehearsal: event.data };
    case 'maintenance-renamed':
      return { ...state, title: event.data.title };
    case 'note-added':
      return state;
    default:
      return assertNever(event);
  }
}
