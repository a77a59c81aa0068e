/** Who of the address book sits at this console: what is done here bears their name, and approvals are theirs. */
import { toHash } from '../../frame/route.ts';
import { useAsked } from '../../parts/asked.ts';

export function useMe() {
  return useAsked('person.me', {}, 'workspace');
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
