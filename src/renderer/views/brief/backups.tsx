/** The backups a maintenance depends on, by people's word: how far each is, where it lies, and its copy elsewhere. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { PartList } from '../../parts/drafts/part-list.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { BackupDialog, NoBackupsDialog } from '../readiness/backup-dialogs.tsx';

interface BackupsProps {
  readonly state: MaintenanceState;
  readonly isReadOnly: boolean;
}

export function Backups({ state, isReadOnly }: BackupsProps) {
  const [open, setOpen] = useState<'backup' | 'none'>();
  const asking = useAsking();
  const { backups, none } = state.backups;
  const close = () => setOpen(undefined);
  return (
    <>
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} onDismiss={asking.forget} />}
      <PartList
        label="Backups"
        parts={backups}
        isReadOnly={isReadOnly}
        empty={
          none === undefined
            ? 'None recorded. Say which data is backed up and how far that is, or why no backup is needed.'
            : `None is needed, says ${none.by.name}: ${none.reason}`
        }
        addLabel={backups.length === 0 ? 'Record a backup…' : 'Record what became of one…'}
        toName={({ what }) => `“${what}”`}
        toRow={({ what, percent, place, startedAtMs, copies }) => (
          <>
            {what}: {percent} %
            <small>
              {place}
              {startedAtMs === undefined ? ' · not begun' : ' · begun '}
              {startedAtMs === undefined ? null : <Instant atMs={startedAtMs} />}
              {copies.length === 0
                ? ' · no copy elsewhere'
                : copies.map(({ where, by }) => ` · copied to ${where} by ${by}`).join('')}
            </small>
          </>
        )}
        onAdd={() => setOpen('backup')}
        onRemove={({ id }) => void asking.ask('backup.remove', { maintenance: state.id, backup: id })}
      />
      {isReadOnly || backups.length > 0 || none !== undefined ? null : (
        <div>
          <Button size="compact-sm" variant="subtle" onClick={() => setOpen('none')}>
            No backup is needed…
          </Button>
        </div>
      )}
      {open === 'backup' ? <BackupDialog state={state} onClose={close} /> : null}
      {open === 'none' ? <NoBackupsDialog state={state} onClose={close} /> : null}
    </>
  );
}
