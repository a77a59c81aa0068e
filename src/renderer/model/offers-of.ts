/** What may be done now, worked out once for each state however many parts of a screen ask. */
import { type Offers, toOffers } from '../../core/maintenance/offers.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';

const known = new WeakMap<MaintenanceState, Offers>();

export function offersOf(state: MaintenanceState): Offers {
  const offers = known.get(state) ?? toOffers(state);
  known.set(state, offers);
  return offers;
}
