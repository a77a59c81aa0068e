/** Adding a host, or changing where one is: six fields, of which three are needed. */
import { Button, Modal, NumberInput, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type HostRecord, hostRecordSchema } from '../../../contract/shapes.ts';
import { goTo } from '../../frame/navigation.ts';
import { useModel, useModels } from '../../model/react.tsx';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import dialogs from '../../parts/dialogs/dialog.module.css';

interface HostFormProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** The host that is changed; a new one where it is absent. */
  readonly host?: HostRecord;
}

export function HostForm({ isOpen, onClose, host }: HostFormProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={host === undefined ? 'Add a host' : `Change ${host.name}`}
      size={480}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Fields onClose={onClose} host={host} />
    </Modal>
  );
}

const inputSchema = hostRecordSchema.omit({ pins: true });

function Fields({ onClose, host }: { readonly onClose: () => void; readonly host: HostRecord | undefined }) {
  const { lists } = useModels();
  const hosts = useModel(lists, (view) => view.hosts) ?? [];
  const [name, setName] = useState<string>(host?.name ?? '');
  const [address, setAddress] = useState(host?.address ?? '');
  const [port, setPort] = useState<number | string>(host?.port ?? 22);
  const [user, setUser] = useState(host?.user ?? '');
  const [identityFile, setIdentityFile] = useState(host?.identityFile ?? '');
  const [jump, setJump] = useState<string | null>(host?.jump ?? null);
  const [isSent, setSent] = useState(false);
  const saving = useAsking();

  const parsed = inputSchema.safeParse({
    name: name.trim(),
    address,
    port,
    user,
    ...(identityFile.trim() === '' ? {} : { identityFile: identityFile.trim() }),
    ...(jump === null ? {} : { jump }),
  });
  const isTaken = host === undefined && hosts.some((other) => other.name === name.trim());
  function problemOf(field: string): string | undefined {
    if (!isSent || parsed.success) return undefined;
    return parsed.error.issues.find((issue) => issue.path[0] === field)?.message;
  }

  async function save(event: FormEvent) {
    event.preventDefault();
    setSent(true);
    if (!parsed.success || isTaken) return;
    const saved = await saving.ask('host.save', parsed.data);
    if (saved === undefined) return;
    onClose();
    goTo({ room: 'hosts', host: saved.name }, 'replace');
  }

  return (
    <form className={dialogs['form']} onSubmit={(event) => void save(event)}>
      {saving.failure === undefined ? null : <FailureNote failure={saving.failure} />}
      <TextInput
        label="Name"
        description="What plans call it; it stays when the address changes."
        value={name}
        disabled={host !== undefined}
        required
        data-autofocus={host === undefined || undefined}
        error={isTaken ? `There is a host called ${name.trim()} already` : problemOf('name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div className={dialogs['pair']}>
        <TextInput
          label="Address"
          value={address}
          required
          error={problemOf('address')}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <NumberInput
          label="Port"
          value={port}
          min={1}
          max={65_535}
          allowDecimal={false}
          hideControls
          error={problemOf('port')}
          onChange={setPort}
        />
      </div>
      <TextInput
        label="User"
        value={user}
        required
        error={problemOf('user')}
        onChange={(event) => setUser(event.currentTarget.value)}
      />
      <TextInput
        label="Identity file"
        description="A private key on this machine. Left empty: the agent, or a password when it is asked for."
        value={identityFile}
        error={problemOf('identityFile')}
        onChange={(event) => setIdentityFile(event.currentTarget.value)}
      />
      <Select
        label="Jump host"
        description="Reached by way of another host of this workspace."
        data={hosts.filter((other) => other.name !== host?.name).map((other) => other.name)}
        value={jump}
        clearable
        onChange={setJump}
      />
      <div className={dialogs['buttons']}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={saving.isAsking}>
          {host === undefined ? 'Add it' : 'Save'}
        </Button>
      </div>
    </form>
  );
}
