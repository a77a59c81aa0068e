/** What the state would be after events that are decided and not written yet: for what follows from them in the same append. */
import type { NewEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { MaintenanceState } from './state.ts';

export function foresee(state: MaintenanceState, events: readonly NewEvent[], atMs: number): MaintenanceState {
  return events.reduce<MaintenanceState>(
    (now, event) =>
      evolve(now, { ...event, maintenance: state.id, seq: now.seq + 1, atMs, row: 0, hash: '', previousHash: '' }),
    state,
  );
}
