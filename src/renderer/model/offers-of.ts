/** What may be done now, worked out once for each state however many parts of a screen ask. */
import { type Offers, toOffers } from '../../core/maintenance/offers.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';

/** What a console that only reads may do: look. */
export const noOffers: Offers = {
  start: false,
  changePlan: false,
  hold: false,
  resume: false,
  rollBack: false,
  abort: false,
  complete: false,
  steps: { confirm: [], done: [], 'not-done': [], skip: [], retry: [], mark: [], cancel: [] },
};

const known = new WeakMap<MaintenanceState, Offers>();

export function offersOf(state: MaintenanceState): Offers {
  const offers = known.get(state) ?? toOffers(state);
  known.set(state, offers);
  return offers;
}
