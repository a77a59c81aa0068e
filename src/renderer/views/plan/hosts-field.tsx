/** The hosts of a step, by name; says which are not in the workspace yet, and which names no host can have. */
import { TagsInput } from '@mantine/core';
import { useState } from 'react';
import { type HostName, hostNameSchema } from '../../../core/ids.ts';
import { useModel, useModels } from '../../model/react.tsx';

interface HostsFieldProps {
  readonly hosts: readonly HostName[];
  readonly isReadOnly: boolean;
  readonly onChange: (hosts: HostName[]) => void;
}

export function HostsField({ hosts, isReadOnly, onChange }: HostsFieldProps) {
  const { lists } = useModels();
  const known = useModel(lists, (view) => view.hosts) ?? [];
  const [refused, setRefused] = useState<string>();
  const missing = hosts.filter((name) => !known.some((host) => host.name === name));

  function change(names: readonly string[]) {
    setRefused(names.find((name) => !hostNameSchema.safeParse(name).success));
    onChange(names.filter((name): name is HostName => hostNameSchema.safeParse(name).success));
  }

  return (
    <TagsInput
      label="Hosts"
      description={
        missing.length > 0 ? `Not in this workspace yet: ${missing.join(', ')}` : 'One after another, in this order.'
      }
      error={
        refused === undefined
          ? undefined
          : `“${refused}” was left out: a host name starts with a letter or digit and has only A-Z a-z 0-9 . _ -`
      }
      data={known.map(({ name }) => name)}
      value={[...hosts]}
      readOnly={isReadOnly}
      splitChars={[',', ' ']}
      onChange={change}
      onBlur={() => setRefused(undefined)}
    />
  );
}
