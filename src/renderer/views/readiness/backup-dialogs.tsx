/** What people say of the backups a maintenance depends on (`POL-11` … `POL-14`): one of them and how far it is, or that none is needed. */
import { NumberInput, Select, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type Backup, type KnownBackup, toSaid } from '../../../core/backup/backup.ts';
import type { HostName } from '../../../core/ids.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { useModel, useModels } from '../../model/react.tsx';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import dialogs from '../../parts/dialogs/dialog.module.css';
import { ReasonDialog } from '../../parts/dialogs/reason-dialog.tsx';
import { newPartId } from '../../parts/drafts/part-id.ts';
import { InstantField } from '../../parts/fields/instant-field.tsx';
import { ownZone } from '../../parts/fields/window-fields.tsx';
import classes from './readiness.module.css';

interface DialogProps {
  readonly state: MaintenanceState;
  readonly onClose: () => void;
}

const another = '';

export function BackupDialog({ state, onClose }: DialogProps) {
  const { backups } = state.backups;
  const [chosen, choose] = useState<string>(backups[0]?.id ?? another);
  const known = backups.find(({ id }) => id === chosen);
  return (
    <BackupForm key={chosen} state={state} known={known} onClose={onClose}>
      {backups.length === 0 ? null : (
        <Select
          label="Which"
          data={[
            ...backups.map(({ id, what }) => ({ value: id, label: what })),
            { value: another, label: 'Another one' },
          ]}
          value={chosen}
          allowDeselect={false}
          onChange={(id) => choose(id ?? another)}
        />
      )}
    </BackupForm>
  );
}

interface FormProps extends DialogProps {
  readonly known: KnownBackup | undefined;
  readonly children: ReactNode;
}

function BackupForm({ state, known, onClose, children }: FormProps) {
  const { lists } = useModels();
  const hosts = useModel(lists, (view) => view.hosts) ?? [];
  const [what, setWhat] = useState(known?.what ?? '');
  const [place, setPlace] = useState(known?.place ?? '');
  const [host, setHost] = useState<string | null>(known?.storedOn ?? null);
  const [startedAtMs, setStarted] = useState(known?.startedAtMs);
  const [percent, setPercent] = useState<number | string>(known?.percent ?? 0);
  const [where, setWhere] = useState(known?.copies[0]?.where ?? '');
  const [by, setBy] = useState(known?.copies[0]?.by ?? '');
  const asking = useAsking();
  async function record() {
    const [first, ...others] = known?.copies ?? [];
    // A copy somewhere else is another one: how the first was looked at says nothing of it.
    const copy = where.trim() === '' ? [] : [{ ...(first?.where === where ? first : {}), where, by }];
    const { storedOn: _, startedAtMs: __, ...kept } = known === undefined ? { id: newPartId() } : toSaid(known);
    const backup: Backup = {
      ...kept,
      what,
      place,
      percent: Number(percent),
      copies: [...copy, ...others],
      ...(host === null ? {} : { storedOn: host as HostName }),
      ...(startedAtMs === undefined ? {} : { startedAtMs }),
    };
    if ((await asking.ask('backup.record', { maintenance: state.id, backup })) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title="A backup this maintenance depends on"
      deed="Record it"
      isReady={what.trim() !== '' && place.trim() !== '' && (where.trim() === '') === (by.trim() === '')}
      asking={asking}
      onDo={() => void record()}
      onClose={onClose}
    >
      {children}
      <TextInput
        label="Which data"
        required
        data-autofocus
        value={what}
        onChange={(event) => setWhat(event.currentTarget.value)}
      />
      <div className={dialogs['halves']}>
        <TextInput
          label="Where it lies"
          required
          value={place}
          onChange={(event) => setPlace(event.currentTarget.value)}
        />
        <Select
          label="On which host"
          description="Left empty: on none of this workspace’s."
          inputWrapperOrder={['label', 'input', 'description']}
          data={hosts.map(({ name }) => name)}
          value={host}
          clearable
          searchable
          onChange={setHost}
        />
      </div>
      <div className={dialogs['halves']}>
        <InstantField
          label="Started"
          zone={state.schedule.window?.zone ?? ownZone()}
          atMs={startedAtMs}
          onChange={setStarted}
        />
        <NumberInput label="Done, percent" min={0} max={100} value={percent} onChange={setPercent} />
      </div>
      <div className={dialogs['halves']}>
        <TextInput label="A copy elsewhere" value={where} onChange={(event) => setWhere(event.currentTarget.value)} />
        <TextInput label="Copied by" value={by} onChange={(event) => setBy(event.currentTarget.value)} />
      </div>
    </DeedDialog>
  );
}

export function NoBackupsDialog({ state, onClose }: DialogProps) {
  return (
    <ReasonDialog
      title="No backup is needed?"
      deed="None is needed"
      label="Why this maintenance depends on none"
      request="backup.needless"
      toInput={(reason) => ({ maintenance: state.id, reason })}
      onClose={onClose}
    >
      <p className={classes['soft']}>Who said so, and why, stays in the log.</p>
    </ReasonDialog>
  );
}
