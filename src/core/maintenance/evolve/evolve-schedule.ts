/** Folds what happened into the schedule; judges nothing. */
import { assertNever } from '../../result.ts';
import type { Schedule } from '../../schedule/schedule.ts';
import type { scheduleEventSchemas } from '../events/schedule-events.ts';
import type { JournalEventOf } from '../events.ts';
import type { MaintenanceState } from '../state.ts';

/** The status follows: scheduled, and cancelled for good. */
export function applyToSchedule(
  state: MaintenanceState,
  event: JournalEventOf<keyof typeof scheduleEventSchemas>,
): MaintenanceState {
  const schedule = evolveSchedule(state.schedule, event);
  switch (event.type) {
    case 'maintenance-scheduled':
      return { ...state, schedule, status: 'scheduled' };
    case 'maintenance-cancelled':
      return { ...state, schedule, status: 'cancelled', endedAtMs: event.atMs };
    default:
      return { ...state, schedule };
  }
}

function evolveSchedule(schedule: Schedule, event: JournalEventOf<keyof typeof scheduleEventSchemas>): Schedule {
  const { atMs, actor } = event;
  const id = `change-${event.seq}`;
  const from = schedule.window === undefined ? {} : { from: schedule.window };
  switch (event.type) {
    case 'window-set':
      return { ...schedule, window: event.data.window };
    case 'maintenance-scheduled': {
      const { window, policy, policyHash } = event.data;
      return { ...schedule, window, frozen: { policy, policyHash, atMs } };
    }
    case 'schedule-changed': {
      const { change, window, reason, because } = event.data;
      const made = {
        id,
        change,
        ...from,
        to: window,
        reason,
        ...(because === undefined ? {} : { because: [because].flat() }),
        atMs,
        by: actor,
      };
      return { ...schedule, window, changes: [...schedule.changes, made] };
    }
    case 'maintenance-cancelled': {
      const made = { id, change: 'cancelled' as const, ...from, reason: event.data.reason, atMs, by: actor };
      return { ...schedule, changes: [...schedule.changes, made] };
    }
    case 'emergency-declared': {
      const { justification, isAtOnce } = event.data;
      return { ...schedule, emergency: { justification, isAtOnce, declaredAtMs: atMs, by: actor } };
    }
    case 'em-notified':
    case 'ces-engaged': {
      if (schedule.emergency === undefined) throw new Error(`${event.type} without an emergency`);
      const key = event.type === 'em-notified' ? 'emNotified' : 'cesEngaged';
      return { ...schedule, emergency: { ...schedule.emergency, [key]: { ...event.data, atMs } } };
    }
    default:
      return assertNever(event);
  }
}
