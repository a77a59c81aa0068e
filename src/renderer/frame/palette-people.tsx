/** People for the palette: found by the host once something is typed, for the address book may be long. */
import { useDebouncedValue } from '@mantine/hooks';
import type { SpotlightActionData } from '@mantine/spotlight';
import { User } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { RequestOutput } from '../../contract/requests.ts';
import { attempt } from '../model/asking.ts';
import { useModels } from '../model/react.tsx';
import { goTo } from './navigation.ts';

type Found = RequestOutput<'person.list'>['people'];

/** One letter finds half the team. */
const lettersAtLeast = 2;
const shownPeople = 10;

export function usePeopleActions(query: string): readonly SpotlightActionData[] {
  const { link } = useModels();
  const [wanted] = useDebouncedValue(query.trim(), 150);
  const [found, setFound] = useState<Found>([]);
  useEffect(() => {
    let isLate = false;
    async function find() {
      const answer = await attempt(link, 'person.list', { search: wanted, limit: shownPeople });
      if (!isLate) setFound(answer.ok ? answer.value.people : []);
    }
    if (wanted.length < lettersAtLeast) setFound([]);
    else void find();
    return () => {
      isLate = true;
    };
  }, [link, wanted]);
  return found.map(({ id, name, roles, qualifications, services, contact }) => ({
    id: `person-${id}`,
    label: name,
    description: [...roles, ...qualifications].join(', '),
    // What the host found them by, so that the palette does not sort them out again.
    keywords: [id, ...roles, ...qualifications, ...services, contact.email ?? '', wanted],
    leftSection: <User size={17} strokeWidth={1.75} aria-hidden="true" />,
    onClick: () => goTo({ room: 'people', person: id }),
  }));
}
