/** The external copies of a backup: where, by whom, and how each is verified or by whose word it stands (`POL-14`). */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { KnownBackup } from '../../../core/backup/backup.ts';
import { type CopyStanding, toCopyStandings } from '../../../core/backup/standing.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { ReasonDialog } from '../../parts/dialogs/reason-dialog.tsx';
import { Mark } from '../../parts/marks/state-mark.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { brokenLook, levelLooks } from './backup-looks.ts';
import { Evidence } from './backup-proof.tsx';
import classes from './backups.module.css';

interface CopyListProps {
  readonly state: MaintenanceState;
  readonly backup: KnownBackup;
  readonly isFixed: boolean;
}

export function CopyList({ state, backup, isFixed }: CopyListProps) {
  const copies = toCopyStandings(backup);
  if (copies.length === 0) return <span className={classes['missing']}>none: lost with its place</span>;
  return (
    <ul className={classes['copies']}>
      {copies.map((standing) => (
        <CopyItem
          key={standing.copy.id ?? standing.copy.where}
          state={state}
          backup={backup}
          standing={standing}
          isFixed={isFixed}
        />
      ))}
    </ul>
  );
}

function CopyItem({ state, backup, standing, isFixed }: CopyListProps & { readonly standing: CopyStanding }) {
  const [isConfirming, setConfirming] = useState(false);
  const asking = useAsking();
  const { copy, level, by, trouble, word } = standing;
  const { id } = copy;
  return (
    <li>
      {copy.where}, by {copy.by}
      {by === undefined ? null : (
        <p>
          <Mark look={trouble === undefined ? levelLooks[level] : brokenLook} />{' '}
          <Evidence state={state} check={trouble?.check ?? by} />
        </p>
      )}
      {trouble === undefined ? null : <p className={classes['small']}>{trouble.says.join(' ')}</p>}
      {word === undefined ? null : (
        <p className={classes['small']}>
          {word.by} says that it is there, <Instant atMs={word.atMs} />
          {word.how === undefined ? '' : `: ${word.how}`}
        </p>
      )}
      {id === undefined ? null : (
        <div className={classes['buttons']}>
          {copy.subject === undefined ? null : (
            <Button
              size="compact-xs"
              variant="subtle"
              disabled={isFixed}
              loading={asking.isAsking}
              onClick={() =>
                void asking.ask('backup.check', {
                  maintenance: state.id,
                  backup: backup.id,
                  copy: id,
                  action: 'verify',
                })
              }
            >
              Verify the copy
            </Button>
          )}
          <Button size="compact-xs" variant="subtle" disabled={isFixed} onClick={() => setConfirming(true)}>
            Confirm…
          </Button>
        </div>
      )}
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} onDismiss={asking.forget} />}
      {isConfirming && id !== undefined ? (
        <ReasonDialog
          title={`The copy in ${copy.where} is there?`}
          deed="I give my word"
          label="How you know"
          request="backup.confirm-copy"
          toInput={(how) => ({ maintenance: state.id, backup: backup.id, copy: id, how })}
          onClose={() => setConfirming(false)}
        />
      ) : null}
    </li>
  );
}
