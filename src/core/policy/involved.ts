/** Who is involved in a maintenance: whoever has a shift or a duty. */
import type { PersonId } from '../roster/names.ts';
import type { Roster } from '../roster/roster.ts';

/** In the order of the roster; people with a shift or a duty who are not on it come last. */
export function toInvolved({ members, shifts, duties }: Roster): readonly PersonId[] {
  const { leaders, ces, validationOwner, communicationOwner } = duties;
  const named = [
    ...shifts.map(({ person }) => person),
    ...leaders.map(({ person }) => person),
    ...[ces, validationOwner, communicationOwner].filter((person) => person !== undefined),
  ];
  const involved = new Set(named);
  const onRoster = members.map(({ id }) => id).filter((id) => involved.delete(id));
  return [...onRoster, ...involved];
}
