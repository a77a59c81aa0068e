/** Who leads, in words: of the run, or before it whom the roster names (`POL-8`). */
import { toName } from '../roster/roster.ts';
import type { MaintenanceState } from './state.ts';

/** Each with the service they lead where there is one; absent where nobody is named. */
export function toLeaderNames({ leader, roster }: Pick<MaintenanceState, 'leader' | 'roster'>): string | undefined {
  const named = roster.duties.leaders.map(({ person, service }) => {
    const name = toName(roster, person);
    return service === undefined ? name : `${name} (${service})`;
  });
  if (leader !== undefined && named.length < 2) return leader.name;
  return named.length === 0 ? undefined : named.join(', ');
}
