/** Applies what happens to the lead on its way from one console to another. */
import { withLeadPassed, withLeadTaken } from '../../sharing/handing-over.ts';
import { findFollower } from '../../sharing/sharing.ts';
import type { Actor } from '../actor.ts';
import type { leadEventSchemas } from '../events/lead-events.ts';
import type { JournalEventOf } from '../events.ts';
import { isSamePerson } from '../same-person.ts';
import type { MaintenanceState, Task } from '../state.ts';

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
      const rest = {
        ...withoutRelay(state),
        sharing: withLeadTaken(state.sharing),
        tasks: withWordsVoided(state, event.actor),
      };
      // Before the start nobody leads a run yet.
      return rest.leader === undefined ? rest : { ...rest, leader: event.actor };
    }
  }
}

function withRelay(state: MaintenanceState, more: Partial<NonNullable<MaintenanceState['relay']>>): MaintenanceState {
  return state.relay === undefined ? state : { ...state, relay: { ...state.relay, ...more } };
}

/**
 * Whoever took the lead goes on with the steps, by whatever name: what they said as the second person before counts no more (`PREP-3`). In
 * practice one person may be both.
 */
function withWordsVoided({ tasks, relay, sharing, isPractice }: MaintenanceState, taker: Actor): readonly Task[] {
  if (isPractice) return tasks;
  const came = relay === undefined ? undefined : findFollower(sharing, relay.follower);
  const names = [taker, ...(came === undefined ? [] : [{ ...came, follower: came.id }])];
  return tasks.map((task) => {
    const { countersign, isCleared } = task;
    if (countersign === undefined || isCleared === true) return task;
    const isTheirs = names.some((name) => isSamePerson(name, countersign.by));
    return isTheirs ? { ...task, countersign: { ...countersign, isByWhoLeads: true } } : task;
  });
}

function withoutRelay({ relay: _, ...state }: MaintenanceState): MaintenanceState {
  return state;
}
