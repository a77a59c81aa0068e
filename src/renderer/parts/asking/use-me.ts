/** Who sits at this screen, as the journal will call them: a visitor by the name the leader confirmed, the console's own by the address book. */
import { useMemo } from 'react';
import type { Actor } from '../../../core/maintenance/actor.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { toName } from '../../../core/roster/roster.ts';
import { useIsGuest, useModel, useModels, useReader, useSeat, useVisitor } from '../../model/react.tsx';
import { useAsked } from './asked.ts';

export type Me = Pick<Actor, 'name' | 'person'>;

/** `undefined` until it is known. */
export function useMe(state: MaintenanceState): Me | undefined {
  const visitor = useVisitor();
  const reader = useReader();
  const { member } = useSeat(state);
  const person = useAsked('identity.show', {}, 'person', !useIsGuest()).value?.person;
  const user = useModel(useModels().workspace, (view) => view.workspace?.user);
  return useMemo(() => {
    if (member !== undefined) return { name: member.name, person: member.id };
    if (visitor !== undefined) return visitor.name === undefined ? undefined : { name: visitor.name };
    if (reader !== undefined) {
      const { name, person: own } = reader;
      return own === undefined ? { name } : { name, person: own };
    }
    if (person !== undefined) return { name: toName(state.roster, person), person };
    return user === undefined ? undefined : { name: user };
  }, [member, visitor, reader, person, user, state.roster]);
}
