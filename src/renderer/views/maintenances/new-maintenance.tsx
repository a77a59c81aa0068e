/** A new maintenance from a runbook: two fields, both filled in as far as they can be. */
import { Anchor, Button, Modal, Select, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { runbookNameSchema } from '../../../core/ids.ts';
import { goTo } from '../../frame/navigation.ts';
import { toHash } from '../../frame/route.ts';
import { useModel, useModels } from '../../model/react.tsx';
import { useAsking } from '../../parts/asking.ts';
import dialogs from '../../parts/dialog.module.css';
import { FailureNote } from '../../parts/failure-note.tsx';

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
      title="New maintenance"
      size={480}
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
  const asking = useAsking();
  const chosenTitle = runbooks?.find(({ name }) => name === chosen)?.title;
  useEffect(() => {
    if (!isTitled && chosenTitle !== undefined) setTitle(chosenTitle);
  }, [chosenTitle, isTitled]);

  async function create(event: FormEvent) {
    event.preventDefault();
    const name = runbookNameSchema.safeParse(chosen);
    if (!name.success) return;
    const made = await asking.ask('maintenance.create', { title, runbook: name.data });
    if (made === undefined) return;
    onClose();
    goTo({ room: 'maintenance', id: made.id, tab: 'plan' });
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
      <div className={dialogs['buttons']}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={asking.isAsking} disabled={chosen === null || title.trim() === ''}>
          Make it
        </Button>
      </div>
    </form>
  );
}
