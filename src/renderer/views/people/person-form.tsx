/** Adding somebody to the address book, or changing what it says of them. */
import { Autocomplete, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type PersonRecord, personDraftSchema } from '../../../contract/people-shapes.ts';
import { goTo } from '../../frame/navigation.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import dialogs from '../../parts/dialogs/dialog.module.css';

interface PersonFormProps {
  /** Who is changed; a new one where it is absent. */
  readonly person?: PersonRecord;
  readonly onClose: () => void;
}

/** What the default policy speaks of; a team may have its own words. */
const usualRoles = ['SRE', 'EM', 'CES', 'buddy'];

function here(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function PersonForm({ person, onClose }: PersonFormProps) {
  const [name, setName] = useState(person?.name ?? '');
  const [roles, setRoles] = useState<string[]>(person?.roles ?? []);
  const [qualifications, setQualifications] = useState<string[]>(person?.qualifications ?? []);
  const [services, setServices] = useState<string[]>(person?.services ?? []);
  const [zone, setZone] = useState(person?.zone ?? here());
  const [contact, setContact] = useState(person?.contact ?? {});
  const [isSent, setSent] = useState(false);
  const asking = useAsking();
  const filled = Object.entries(contact).filter(([, value]) => value !== undefined && value.trim() !== '');
  const parsed = personDraftSchema.safeParse({
    ...(person === undefined ? {} : { id: person.id }),
    name,
    roles,
    qualifications,
    services,
    zone,
    contact: Object.fromEntries(filled),
  });
  function problemOf(...path: readonly string[]): string | undefined {
    if (!isSent || parsed.success) return undefined;
    return parsed.error.issues.find((issue) => path.every((part, at) => issue.path[at] === part))?.message;
  }
  async function save() {
    setSent(true);
    if (!parsed.success) return;
    const expected = person === undefined ? {} : { expectedVersion: person.version };
    const saved = await asking.ask('person.save', { person: parsed.data, ...expected });
    if (saved === undefined) return;
    onClose();
    goTo({ room: 'people', person: saved.id }, 'replace');
  }
  return (
    <DeedDialog
      title={person === undefined ? 'Add somebody' : `Change ${person.name}`}
      deed={person === undefined ? 'Add them' : 'Save'}
      asking={asking}
      onDo={() => void save()}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        required
        data-autofocus
        value={name}
        error={problemOf('name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div className={dialogs['halves']}>
        <TagsInput label="Roles" data={usualRoles} value={roles} error={problemOf('roles')} onChange={setRoles} />
        <TagsInput
          label="Qualifications"
          data={['root']}
          value={qualifications}
          error={problemOf('qualifications')}
          onChange={setQualifications}
        />
      </div>
      <div className={dialogs['halves']}>
        <TagsInput
          label="Services they answer for"
          value={services}
          error={problemOf('services')}
          onChange={setServices}
        />
        <Autocomplete
          label="Time zone"
          required
          data={Intl.supportedValuesOf('timeZone')}
          limit={50}
          value={zone}
          error={problemOf('zone')}
          onChange={setZone}
        />
      </div>
      <TextInput
        label="E-mail"
        value={contact.email ?? ''}
        error={problemOf('contact', 'email')}
        onChange={(event) => setContact({ ...contact, email: event.currentTarget.value })}
      />
      <div className={dialogs['halves']}>
        <TextInput
          label="Phone"
          value={contact.phone ?? ''}
          onChange={(event) => setContact({ ...contact, phone: event.currentTarget.value })}
        />
        <TextInput
          label="Chat"
          value={contact.chat ?? ''}
          onChange={(event) => setContact({ ...contact, chat: event.currentTarget.value })}
        />
      </div>
    </DeedDialog>
  );
}
