/** A new runbook: only its name is asked for; everything else is typed into the list of its steps. */
import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { runbookNameSchema } from '../../../core/ids.ts';
import { goTo } from '../../frame/navigation.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import dialogs from '../../parts/dialogs/dialog.module.css';

export function NewRunbook({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="New runbook"
      size={440}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <NewRunbookForm onClose={onClose} />
    </Modal>
  );
}

function NewRunbookForm({ onClose }: { readonly onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const asking = useAsking();
  const name = runbookNameSchema.safeParse(typed.trim());
  const problem = typed.trim() === '' || name.success ? undefined : name.error.issues[0]?.message;

  async function create(event: FormEvent) {
    event.preventDefault();
    if (!name.success) return;
    const plan = { title: name.data, variables: [], steps: [] };
    const saved = await asking.ask('runbook.save', { name: name.data, expectedVersion: 0, plan });
    if (saved === undefined) return;
    onClose();
    goTo({ room: 'runbook', name: saved.name });
  }

  return (
    <form className={dialogs['form']} onSubmit={(event) => void create(event)}>
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} />}
      <TextInput
        label="Name"
        description="What it goes by here and on the command line."
        value={typed}
        error={problem}
        data-autofocus
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className={dialogs['buttons']}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" disabled={!name.success} loading={asking.isAsking}>
          Begin writing
        </Button>
      </div>
    </form>
  );
}
