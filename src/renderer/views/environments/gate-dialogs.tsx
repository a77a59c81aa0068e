/** A person's word on a gate: blocking it, and lifting what blocks it, each with a reason that stays in its history. */
import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { GateRecord } from '../../../contract/gate-shapes.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import dialogs from '../../parts/dialogs/dialog.module.css';

interface BlockDialogProps {
  readonly environment: string;
  readonly onClose: () => void;
}

export function BlockDialog({ environment, onClose }: BlockDialogProps) {
  const asking = useAsking();
  const [reason, setReason] = useState('');
  const [contact, setContact] = useState('');
  async function block() {
    const whom = contact.trim() === '' ? {} : { contact };
    if ((await asking.ask('gate.block', { environment, reason, ...whom })) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title={`Block releases of ${environment}?`}
      deed="Block releases"
      isReady={reason.trim() !== ''}
      asking={asking}
      onDo={() => void block()}
      onClose={onClose}
    >
      <p>Pipelines that ask are told “blocked” with this reason, until somebody unblocks it.</p>
      <Textarea
        label="Why"
        required
        autosize
        minRows={2}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <TextInput label="Whom to contact" value={contact} onChange={(event) => setContact(event.currentTarget.value)} />
    </DeedDialog>
  );
}

interface UnblockDialogProps {
  readonly gate: GateRecord;
  readonly onClose: () => void;
}

/** Only what was seen is lifted: a failure that comes meanwhile goes on blocking. */
export function UnblockDialog({ gate, onClose }: UnblockDialogProps) {
  const asking = useAsking();
  const [reason, setReason] = useState('');
  const [causes] = useState(() => gate.causes.filter(({ isLiftable }) => isLiftable));
  const [lifts, setLifts] = useState(() => new Set(causes.map(({ id }) => id)));
  async function unblock() {
    const done = await asking.ask('gate.unblock', { environment: gate.environment, reason, lifts: [...lifts] });
    if (done !== undefined) onClose();
  }
  function toggle(id: (typeof causes)[number]['id'], isLifted: boolean) {
    const next = new Set(lifts);
    if (isLifted) next.add(id);
    else next.delete(id);
    setLifts(next);
  }
  return (
    <DeedDialog
      title={`Unblock releases of ${gate.environment}?`}
      deed="Unblock releases"
      isReady={reason.trim() !== '' && lifts.size > 0}
      isDangerous
      asking={asking}
      onDo={() => void unblock()}
      onClose={onClose}
    >
      <p>
        {gate.openers.length === 0
          ? 'Whoever leads may lift this. It is recorded with name and reason.'
          : `By the policy, ${gate.openers.join(' or ')} lifts this. It is recorded with name and reason.`}
      </p>
      <fieldset className={dialogs['group']}>
        <legend>What is lifted</legend>
        {causes.map(({ id, says }) => (
          <Checkbox
            key={id}
            label={says}
            checked={lifts.has(id)}
            onChange={(event) => toggle(id, event.currentTarget.checked)}
          />
        ))}
      </fieldset>
      <Textarea
        label="Why it may be lifted"
        required
        autosize
        minRows={2}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </DeedDialog>
  );
}
