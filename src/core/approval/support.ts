/** How far outside help has come in its one order: asked for, signed off by a leader, understood by everybody, raised (`POL-9`). */
import type { MaintenanceState } from '../maintenance/state.ts';
import { toInvolved } from '../policy/involved.ts';
import type { PersonId } from '../roster/names.ts';
import { isAbsent } from '../roster/presence.ts';
import type { Roster } from '../roster/roster.ts';
import type { Support } from './approval.ts';

export type SupportStep = 'sign-off' | 'acknowledge' | 'raise';

/** What comes next at an instant; `undefined` once it was raised or withdrawn. */
export function toNextStep(roster: Roster, support: Support, atMs: number): SupportStep | undefined {
  if (support.raised !== undefined || support.withdrawn !== undefined) return undefined;
  if (support.signedOff === undefined) return 'sign-off';
  return findUnaware(roster, support, atMs).length > 0 ? 'acknowledge' : 'raise';
}

/** Who has to understand why: everybody involved but those who are not available then, who could not say so. */
export function toConcerned(roster: Roster, atMs: number): readonly PersonId[] {
  return toInvolved(roster).filter((person) => !isAbsent(roster, person, atMs));
}

/** Who of them has not said so, after it was raised too: others may have come since. */
export function findUnaware(
  roster: Roster,
  { acknowledged }: Pick<Support, 'acknowledged'>,
  atMs: number,
): readonly PersonId[] {
  return toConcerned(roster, atMs).filter((id) => !acknowledged.some(({ person }) => person === id));
}

/** Who signs off its urgency: the leaders; where nobody was named, who started the run. */
export function toSigners({ roster, leader }: Pick<MaintenanceState, 'roster' | 'leader'>): readonly PersonId[] {
  const leaders = roster.duties.leaders.map(({ person }) => person);
  return leaders.length > 0 || leader?.person === undefined ? leaders : [leader.person];
}
