/** The backups of another maintenance are put on the list: those of a release that failed, say, for the one that goes on with it. */
import { Select } from '@mantine/core';
import { useState } from 'react';
import type { MaintenanceId } from '../../../core/ids.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { useModel, useModels } from '../../model/react.tsx';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';

interface TakeOverDialogProps {
  readonly state: MaintenanceState;
  readonly onClose: () => void;
}

export function TakeOverDialog({ state, onClose }: TakeOverDialogProps) {
  const { lists } = useModels();
  const maintenances = useModel(lists, (view) => view.maintenances) ?? [];
  const own = state.change.record.environment?.name;
  const others = maintenances.filter(({ id, isPractice }) => id !== state.id && !isPractice);
  // Those of the same environment stand first: there it is nearly always.
  const isNear = ({ environment }: (typeof others)[number]) => own !== undefined && environment?.name === own;
  const ordered = [...others.filter(isNear), ...others.filter((one) => !isNear(one))];
  const [from, setFrom] = useState<string | null>(ordered[0]?.id ?? null);
  const asking = useAsking();
  async function take() {
    if (from === null) return;
    const input = { maintenance: state.id, from: from as MaintenanceId };
    if ((await asking.ask('backup.takeOver', input)) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title="Take over backups"
      deed="Take them over"
      isReady={from !== null}
      asking={asking}
      onDo={() => void take()}
      onClose={onClose}
    >
      <p>
        What another maintenance depends on is put on this list as it was recorded there. What was found of it is not:
        each is asked of its tool again.
      </p>
      <Select
        label="Of which maintenance"
        data={ordered.map(({ id, title, environment }) => ({
          value: id,
          label: environment === undefined ? title : `${title} (${environment.name})`,
        }))}
        placeholder={ordered.length === 0 ? 'There is no other one' : 'Choose'}
        searchable
        allowDeselect={false}
        value={from}
        onChange={setFrom}
      />
    </DeedDialog>
  );
}
