/** Recording where a report, or its announcement, was published. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { MaintenanceId } from '../../../core/ids.ts';
import { useAsking } from '../../parts/asking.ts';
import { DeedDialog } from '../../parts/deed-dialog.tsx';

interface PublishDialogProps {
  readonly id: MaintenanceId;
  readonly audience: 'internal' | 'public';
  readonly textHash: string;
  readonly onClose: () => void;
}

export function PublishDialog({ id, audience, textHash: shown, onClose }: PublishDialogProps) {
  const [textHash] = useState(shown);
  const [where, setWhere] = useState('');
  const asking = useAsking();
  async function publish() {
    const said = { maintenance: id, audience, where: where.trim(), textHash };
    if ((await asking.ask('report.publish', said)) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title={audience === 'internal' ? 'Published internally' : 'Announced publicly'}
      deed="It is published"
      isReady={where.trim() !== ''}
      asking={asking}
      onDo={() => void publish()}
      onClose={onClose}
    >
      <TextInput
        label="Where"
        description="The address of the page, or where else it stands."
        required
        maxLength={2_000}
        data-autofocus
        value={where}
        onChange={(event) => setWhere(event.currentTarget.value)}
      />
    </DeedDialog>
  );
}
