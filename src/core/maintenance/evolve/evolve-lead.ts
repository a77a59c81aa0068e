/** Applies what happens to the lead on its way from one console to another. */
import { withLeadPassed, withLeadTaken } from '../../sharing/handing-over.ts';
import type { leadEventSchemas } from '../events/lead-events.ts';
import type { JournalEventOf } from '../events.ts';
import type { MaintenanceState } from '../state.ts';

export function applyToLead(
  state: MaintenanceState,
  event: JournalEventOf<keyof typeof leadEventSchemas>,
): MaintenanceState {
  switch (event.type) {
    case 'lead-offered': {
      const { relay: id, follower } = event.data;
      return { ...state, relay: { id, follower, offeredBy: event.actor } };
    }
    case 'lead-accepted': {
      const { publicKey, fingerprint } = event.data;
      return withRelay(state, { accepted: { publicKey, fingerprint, by: event.actor } });
    }
    case 'lead-passed':
      return state.relay === undefined
        ? state
        : {
            ...withRelay(state, { passedAtMs: event.atMs }),
            sharing: withLeadPassed(state.sharing, state.relay.follower, event.atMs),
          };
    case 'lead-withdrawn':
      return withoutRelay(state);
    case 'lead-taken': {
      const rest = { ...withoutRelay(state), sharing: withLeadTaken(state.sharing) };
      // Before the start nobody leads a run yet.
      return rest.leader === undefined ? rest : { ...rest, leader: event.actor };
    }
  }
}

function withRelay(state: MaintenanceState, more: Partial<NonNullable<MaintenanceState['relay']>>): MaintenanceState {
  return state.relay === undefined ? state : { ...state, relay: { ...state.relay, ...more } };
}

function withoutRelay({ relay: _, ...state }: MaintenanceState): MaintenanceState {
  return state;
}
