/** Adding a place gates are published at as files, or changing one. */
import { MultiSelect, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type GatePublication, gatePublicationSchema } from '../../../core/gate/publication.ts';
import { useAsked } from '../../parts/asking/asked.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import dialogs from '../../parts/dialogs/dialog.module.css';

interface GatePublicationFormProps {
  /** The one that is changed; a new one where it is absent. */
  readonly publication?: GatePublication;
  readonly taken: readonly string[];
  readonly onClose: () => void;
}

export function GatePublicationForm({ publication, taken, onClose }: GatePublicationFormProps) {
  const [name, setName] = useState(publication?.name ?? '');
  const [kind, setKind] = useState(publication?.place.kind ?? 'folder');
  const [host, setHost] = useState(publication?.place.kind === 'sftp' ? String(publication.place.host) : '');
  const [path, setPath] = useState(publication?.place.path ?? '');
  const [environments, setEnvironments] = useState<readonly string[]>(publication?.environments ?? []);
  const [minutes, setMinutes] = useState<number | string>(publication?.validForMinutes ?? 10);
  const known = useAsked('environment.list', {}, 'environment').value ?? [];
  const hosts = useAsked('host.list', {}, 'host').value ?? [];
  const asking = useAsking();
  const parsed = gatePublicationSchema.safeParse({
    name: name.trim(),
    environments,
    place: kind === 'sftp' ? { kind, host, path: path.trim() } : { kind, path: path.trim() },
    validForMinutes: minutes,
  });
  const isTaken = taken.includes(name.trim());
  function problemOf(field: string, isEmpty: boolean): string | undefined {
    if (isEmpty || parsed.success) return undefined;
    return parsed.error.issues.find((issue) => issue.path.includes(field))?.message;
  }
  async function save() {
    if (!parsed.success || isTaken) return;
    if ((await asking.ask('gate.savePublication', { publication: parsed.data })) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title={publication === undefined ? 'Publish gates as files' : `Change “${publication.name}”`}
      deed={publication === undefined ? 'Publish there' : 'Save it'}
      size={580}
      isReady={parsed.success && !isTaken}
      asking={asking}
      onDo={() => void save()}
      onClose={onClose}
    >
      <div className={dialogs['halves']}>
        <TextInput
          label="Name"
          description="What the place is called"
          required
          data-autofocus
          disabled={publication !== undefined}
          value={name}
          error={isTaken ? `There is a place called ${name.trim()} already` : problemOf('name', name === '')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NumberInput
          label="A file holds for"
          description="Minutes, 2 to 1440"
          allowDecimal={false}
          hideControls
          value={minutes}
          error={problemOf('validForMinutes', false)}
          onChange={setMinutes}
        />
      </div>
      <SegmentedControl
        aria-label="Where"
        value={kind}
        onChange={setKind}
        data={[
          { value: 'folder', label: 'A folder of this machine' },
          { value: 'sftp', label: 'A host, over SFTP' },
        ]}
      />
      {kind === 'sftp' ? (
        <Select
          label="Host"
          required
          searchable
          data={hosts.map((one) => String(one.name))}
          value={host === '' ? null : host}
          onChange={(value) => setHost(value ?? '')}
        />
      ) : null}
      <TextInput
        label="Folder"
        description="Its whole path: /srv/gates"
        required
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
      />
      <MultiSelect
        label="Environments"
        description="None named: every one"
        searchable
        data={known.map(({ environment }) => environment.name)}
        value={[...environments]}
        onChange={setEnvironments}
      />
    </DeedDialog>
  );
}
