/** Makes a maintenance of what is due, or a rehearsal of it on the staging twin (`REL-4`, `REL-10`). It starts nothing by itself. */
import { Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { EnvironmentDetails } from '../../../contract/environment-shapes.ts';
import { goTo } from '../../frame/navigation.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import dialogs from '../../parts/dialogs/dialog.module.css';
import { toTotalText } from './environment-looks.ts';

interface RunMaintenanceDialogProps {
  readonly details: EnvironmentDetails;
  readonly onClose: () => void;
}

export function RunMaintenanceDialog({ details, onClose }: RunMaintenanceDialogProps) {
  const asking = useAsking();
  const { due, downtime, dueHash, rehearsal } = details;
  const { name, isProduction, stagingTwin } = details.record.environment;
  const [title, setTitle] = useState('');
  const [isRehearsal, setRehearsal] = useState(isProduction && stagingTwin !== undefined && rehearsal === undefined);
  async function make() {
    const titled = title.trim() === '' ? {} : { title };
    const made = await asking.ask('environment.runMaintenance', { name, dueHash, isRehearsal, ...titled });
    if (made === undefined) return;
    onClose();
    goTo({ room: 'maintenance', id: made.summary.id, tab: 'readiness' });
  }
  return (
    <DeedDialog
      title={`Run maintenance on ${name}`}
      deed={isRehearsal ? 'Make the rehearsal' : 'Make the maintenance'}
      asking={asking}
      onDo={() => void make()}
      onClose={onClose}
    >
      <p>
        {due} {due === 1 ? 'migration becomes' : 'migrations become'} the steps of a work plan, in order. Downtime:{' '}
        {toTotalText(downtime)}. Nothing runs yet: its Readiness says what is missing, and it starts there.
      </p>
      {stagingTwin === undefined ? null : (
        <Radio.Group
          label="Where"
          value={isRehearsal ? 'twin' : 'here'}
          onChange={(value) => setRehearsal(value === 'twin')}
        >
          <div className={dialogs['form']}>
            <Radio value="twin" label={`Rehearse it on ${stagingTwin} first`} />
            <Radio value="here" label={`On ${name}${isProduction ? ', which is PRODUCTION' : ''}`} />
          </div>
        </Radio.Group>
      )}
      <TextInput
        label="Title"
        placeholder="Made of environment and version"
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
    </DeedDialog>
  );
}
