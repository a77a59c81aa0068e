/** Who of the address book sits at this console: what is done here bears their name, and approvals are theirs. */
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { toHash } from '../../frame/route.ts';
import { useSeat } from '../../model/react.tsx';
import { useAsked } from '../../parts/asking/asked.ts';

/** @param isAsked not by a visitor, who is whom the leader says */
export function useMe(isAsked = true) {
  return useAsked('person.me', {}, 'workspace', isAsked);
}

export interface Sitting {
  /** Nobody has answered yet where this is false. */
  readonly isKnown: boolean;
  readonly person?: { readonly id: PersonId; readonly name: string } | undefined;
  readonly isVisitor: boolean;
}

/** Who sits at this screen: of the console as it knows, of a visitor by the leader’s word. */
export function useSitting(state: MaintenanceState): Sitting {
  const { visitor, member } = useSeat(state);
  const isVisitor = visitor !== undefined;
  const { value } = useMe(!isVisitor);
  return isVisitor
    ? { isKnown: true, person: member, isVisitor }
    : { isKnown: value !== undefined, person: value?.person, isVisitor };
}

/** What to do where nobody knows who sits here: it needs a name. */
export function WhoSitsHere({ sitting, then }: { readonly sitting: Sitting; readonly then: string }) {
  if (!sitting.isKnown || sitting.person !== undefined) return null;
  return sitting.isVisitor ? (
    <p>The leader has not said who of the roster you are. Ask them to, {then}</p>
  ) : (
    <p>
      This console does not know who sits at it. Say so under <a href={toHash({ room: 'people' })}>People</a>, {then}
    </p>
  );
}

export function WhoAmI() {
  const { value } = useMe();
  if (value === undefined) return null;
  if (value.person === undefined)
    return <>Who sits here is not known yet: open yourself and say “This is me”, so that you can approve and answer.</>;
  const { id, name } = value.person;
  return (
    <>
      You are <a href={toHash({ room: 'people', person: id })}>{name}</a>.
    </>
  );
}
