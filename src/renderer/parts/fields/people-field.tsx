/** People of the address book, found by typing: the host finds them, so that ten thousand are as quick as ten. */
import { MultiSelect, Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { PersonRecord } from '../../../contract/people-shapes.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { useAsked } from '../asking/asked.ts';

/** Offered at once: who types three letters of a name finds it among these. */
const offered = 50;

/** What was found by the words typed last, and what was found before: a chosen person keeps their name while others are searched for. */
function usePeopleSearch() {
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search.trim(), 150);
  const [seen] = useState(() => new Map<string, PersonRecord>());
  const { value } = useAsked('person.list', { limit: offered, ...(wanted === '' ? {} : { search: wanted }) }, 'person');
  for (const person of value?.people ?? []) seen.set(person.id, person);
  const hidden = value === undefined ? 0 : value.total - value.people.length;
  return {
    search,
    setSearch,
    found: value?.people ?? [],
    seen,
    isEmpty: value?.total === 0 && search === '',
    /** Beyond what is offered. */
    more: hidden === 0 ? '' : ` ${hidden.toLocaleString('en')} more are found by typing.`,
    nothingFound: value === undefined ? 'Looking…' : 'Nobody in the address book is found by that',
  };
}

/** Found by more than the name, so each says why they may have been. */
function toOption(seen: ReadonlyMap<string, PersonRecord>) {
  return function PersonOption({ option }: { readonly option: { readonly value: string; readonly label: string } }) {
    const person = seen.get(option.value);
    return (
      <span>
        {option.label}{' '}
        <Text span c="dimmed" size="xs">
          {[...(person?.roles ?? []), ...(person?.qualifications ?? [])].join(', ')}
        </Text>
      </span>
    );
  };
}

interface PeopleFieldProps {
  readonly label: string;
  readonly description: string;
  readonly value: readonly PersonId[];
  /** Those who need not be offered. */
  readonly isLeftOut?: (id: PersonId) => boolean;
  readonly isFirst?: boolean;
  readonly onChange: (people: PersonId[]) => void;
}

/** Nothing at all while the address book is empty. */
export function PeopleField({ label, description, value, isLeftOut, isFirst = false, onChange }: PeopleFieldProps) {
  const { search, setSearch, found, seen, isEmpty, more, nothingFound } = usePeopleSearch();
  if (isEmpty) return null;
  const ids = [...new Set([...value, ...found.map(({ id }) => id).filter((id) => isLeftOut?.(id) !== true)])];
  return (
    <MultiSelect
      label={label}
      description={`${description}${more}`}
      data={ids.map((id) => ({ value: id, label: seen.get(id)?.name ?? id }))}
      value={[...value]}
      data-autofocus={isFirst || undefined}
      searchable
      hidePickedOptions
      filter={({ options }) => options}
      searchValue={search}
      nothingFoundMessage={nothingFound}
      renderOption={toOption(seen)}
      onSearchChange={setSearch}
      onChange={(people) => onChange(people as PersonId[])}
    />
  );
}

interface PersonFieldProps {
  readonly label: string;
  readonly value: PersonId | null;
  readonly onChange: (person: PersonId | null) => void;
}

export function PersonField({ label, value, onChange }: PersonFieldProps) {
  const { search, setSearch, found, seen, more, nothingFound } = usePeopleSearch();
  const ids = [...new Set([...(value === null ? [] : [value]), ...found.map(({ id }) => id)])];
  return (
    <Select
      label={label}
      description={`By name, role or qualification, from the address book.${more}`}
      data={ids.map((id) => ({ value: id, label: seen.get(id)?.name ?? id }))}
      value={value}
      clearable
      searchable
      filter={({ options }) => options}
      searchValue={search}
      nothingFoundMessage={nothingFound}
      renderOption={toOption(seen)}
      onSearchChange={setSearch}
      onChange={(person) => onChange(person)}
    />
  );
}
