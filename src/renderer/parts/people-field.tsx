/** People of the address book, found by typing; absent while the address book is empty. */
import { MultiSelect } from '@mantine/core';
import { useState } from 'react';
import { useAsked } from './asked.ts';

/** Shown at once: who types three letters of a name finds it among these. */
const shown = 50;

interface PeopleFieldProps {
  /** Ids. */
  readonly value: string[];
  readonly onChange: (people: string[]) => void;
}

export function PeopleField({ value, onChange }: PeopleFieldProps) {
  const [search, setSearch] = useState('');
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const { value: found } = useAsked(
    'person.list',
    search === '' ? { limit: shown } : { search, limit: shown },
    'person',
  );
  if (found !== undefined && found.people.length === 0 && search === '') return null;
  const known = new Map([...names, ...(found?.people ?? []).map(({ id, name }) => [id, name] as const)]);
  return (
    <MultiSelect
      label="People"
      description="From the address book; their shifts are set in the roster."
      data={[...new Set([...value, ...(found?.people ?? []).map(({ id }): string => id)])].map((id) => ({
        value: id,
        label: known.get(id) ?? id,
      }))}
      value={value}
      searchable
      searchValue={search}
      nothingFoundMessage="Nobody goes by that name"
      onSearchChange={setSearch}
      onChange={(people) => {
        // A chosen person keeps their name while others are searched for.
        setNames(new Map(people.map((id) => [id, known.get(id) ?? id])));
        onChange(people);
      }}
    />
  );
}
