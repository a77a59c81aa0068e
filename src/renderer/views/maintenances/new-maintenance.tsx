/** A new maintenance from a runbook, in under a minute: what it is called, where, and when if that is known; the brief shows what is still missing. */
import { Anchor, Button, Checkbox, Modal, Select, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { emptyRecord } from '../../../core/change/record.ts';
import { type MaintenanceId, runbookNameSchema } from '../../../core/ids.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { goTo } from '../../frame/navigation.ts';
import { toHash } from '../../frame/route.ts';
import { useModel, useModels } from '../../model/react.tsx';
import { readWindow, toWindowDraft } from '../../model/window-draft.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import dialogs from '../../parts/dialogs/dialog.module.css';
import { FieldGroup } from '../../parts/fields/field-group.tsx';
import { PeopleField } from '../../parts/fields/people-field.tsx';
import { ownZone, WindowFields } from '../../parts/fields/window-fields.tsx';

interface NewMaintenanceProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Chosen already, where it is made from a runbook’s own page. */
  readonly runbook?: string;
}

export function NewMaintenance({ isOpen, onClose, runbook }: NewMaintenanceProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      closeOnClickOutside={false}
      title="New maintenance"
      size={560}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <NewMaintenanceForm onClose={onClose} runbook={runbook} />
    </Modal>
  );
}

function NewMaintenanceForm({
  onClose,
  runbook,
}: {
  readonly onClose: () => void;
  readonly runbook: string | undefined;
}) {
  const { lists } = useModels();
  const runbooks = useModel(lists, (view) => view.runbooks);
  const [chosen, setChosen] = useState<string | null>(runbook ?? null);
  const [title, setTitle] = useState('');
  const [isTitled, setTitled] = useState(false);
  const [environment, setEnvironment] = useState('');
  const [isProduction, setProduction] = useState(true);
  const [draft, setDraft] = useState(() => toWindowDraft(undefined, ownZone()));
  const [people, setPeople] = useState<readonly PersonId[]>([]);
  const [made, setMade] = useState<MaintenanceId>();
  const asking = useAsking();
  const read = readWindow(draft);
  const isWindowOpen = (draft.start !== '' || draft.end !== '') && read.window === undefined;
  const chosenTitle = runbooks?.find(({ name }) => name === chosen)?.title;
  useEffect(() => {
    if (!isTitled && chosenTitle !== undefined) setTitle(chosenTitle);
  }, [chosenTitle, isTitled]);

  /** Made once, even where something after it is refused and tried again. */
  async function create(event: FormEvent) {
    event.preventDefault();
    const name = runbookNameSchema.safeParse(chosen);
    if (!name.success) return;
    const id = made ?? (await asking.ask('maintenance.create', { title, runbook: name.data }))?.id;
    if (id === undefined) return;
    setMade(id);
    const place = environment.trim();
    if (place !== '') {
      const record = { ...emptyRecord, environment: { name: place, isProduction } };
      if ((await asking.ask('record.change', { maintenance: id, record })) === undefined) return;
    }
    if (read.window !== undefined) {
      const set = await asking.ask('schedule.setWindow', { maintenance: id, window: read.window });
      if (set === undefined) return;
    }
    if (people.length > 0) {
      const set = await asking.ask('roster.involve', { maintenance: id, people: [...people] });
      if (set === undefined) return;
    }
    onClose();
    goTo({ room: 'maintenance', id, tab: 'brief' });
  }

  if (runbooks?.length === 0) {
    return (
      <p>
        A maintenance is made from a runbook, and there is none yet.{' '}
        <Anchor href={toHash({ room: 'runbooks' })}>Write or import one</Anchor>, then come back.
      </p>
    );
  }
  return (
    <form className={dialogs['form']} onSubmit={(event) => void create(event)}>
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} />}
      <Select
        label="Runbook"
        description="Its newest version becomes the work plan; later versions leave it alone."
        data={(runbooks ?? []).map(({ name, version }) => ({ value: name, label: `${name} (version ${version})` }))}
        value={chosen}
        onChange={setChosen}
        searchable
        limit={100}
        nothingFoundMessage="No runbook goes by that name"
        data-autofocus={runbook === undefined || undefined}
      />
      <TextInput
        label="Title"
        description="What this one is called; it is typed to start it."
        value={title}
        maxLength={500}
        onChange={(event) => {
          setTitle(event.currentTarget.value);
          setTitled(true);
        }}
      />
      <TextInput
        label="Environment"
        description="The system that is worked on; may be said later."
        value={environment}
        maxLength={1_000}
        onChange={(event) => setEnvironment(event.currentTarget.value)}
      />
      <Checkbox
        label="It is PRODUCTION"
        checked={isProduction}
        disabled={environment.trim() === ''}
        onChange={(event) => setProduction(event.currentTarget.checked)}
      />
      <FieldGroup title="Window, if it is known">
        <WindowFields draft={draft} onChange={setDraft} />
      </FieldGroup>
      <PeopleField
        label="People"
        description="From the address book; their shifts are set in the roster."
        value={people}
        onChange={setPeople}
      />
      <div className={dialogs['buttons']}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          type="submit"
          loading={asking.isAsking}
          disabled={chosen === null || title.trim() === '' || isWindowOpen}
        >
          Make it
        </Button>
      </div>
    </form>
  );
}
