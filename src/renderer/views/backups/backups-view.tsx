/** The backups of a maintenance: how far each is and how far that is proven, where it lies, its copies, and the checks of its tool (`POL-11` … `POL-14`). */
import { Button, Menu } from '@mantine/core';
import { Archive, ChevronDown, Plus, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { KnownBackup } from '../../../core/backup/backup.ts';
import type { Action } from '../../../core/backup/tools/tool.ts';
import { toOpenChecks } from '../../../core/errand/verification.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isOver } from '../../../core/maintenance/tasks.ts';
import { useIsGuest, useIsReadOnly } from '../../model/react.tsx';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { EmptyRoom, Page } from '../../parts/layout/page.tsx';
import tables from '../../parts/layout/table.module.css';
import { TableHead } from '../../parts/layout/table-head.tsx';
import { NoBackupsDialog } from '../readiness/backup-dialogs.tsx';
import { BackupForm } from './backup-form.tsx';
import { actionWords } from './backup-looks.ts';
import { BackupRow } from './backup-row.tsx';
import classes from './backups.module.css';
import { TakeOverDialog } from './take-over-dialog.tsx';

type Opened = { readonly form: KnownBackup | undefined } | 'none' | 'take-over';

export function BackupsView({ state }: { readonly state: MaintenanceState }) {
  const isFixed = useIsReadOnly() || isOver(state);
  const isVisitor = useIsGuest();
  const [opened, open] = useState<Opened>();
  const [problems, setProblems] = useState<readonly string[]>([]);
  const asking = useAsking();
  const { backups, none } = state.backups;
  const checks = toOpenChecks(state);
  async function checkAll(action: Action) {
    const asked = await asking.ask('backup.checkAll', { maintenance: state.id, action });
    setProblems(asked?.problems ?? []);
  }
  const add = isVisitor ? null : (
    <Button
      disabled={isFixed}
      leftSection={<Plus size={16} aria-hidden="true" />}
      onClick={() => open({ form: undefined })}
    >
      Add a backup
    </Button>
  );
  const takeOver = isVisitor ? null : (
    <Button variant="default" disabled={isFixed} onClick={() => open('take-over')}>
      Take over…
    </Button>
  );
  return (
    <Page
      title="Backups"
      about="Can we go back? Each is asked of the tool that made it; what it says is kept in the log."
      actions={
        backups.length === 0 || isVisitor ? null : (
          <>
            <Menu>
              <Menu.Target>
                <Button
                  variant="default"
                  disabled={isFixed || backups.every(({ subject }) => subject === undefined)}
                  loading={asking.isAsking}
                  leftSection={<ShieldCheck size={16} aria-hidden="true" />}
                  rightSection={<ChevronDown size={14} aria-hidden="true" />}
                >
                  Verify all
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {(['look', 'verify', 'restore'] as const).map((action) => (
                  <Menu.Item key={action} onClick={() => void checkAll(action)}>
                    {actionWords[action].name}
                    <div className={classes['small']}>{actionWords[action].does}</div>
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
            {takeOver}
            {add}
          </>
        )
      }
    >
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} onDismiss={asking.forget} />}
      {problems.length === 0 ? null : (
        <ul className={classes['problems']} data-tone="warn" role="alert">
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      {backups.length === 0 ? (
        <EmptyRoom
          icon={<Archive size={26} aria-hidden="true" />}
          title={none === undefined ? 'No backup yet' : 'No backup is needed'}
          actions={
            <>
              {add}
              {takeOver}
              {none === undefined && !isVisitor ? (
                <Button variant="default" disabled={isFixed} onClick={() => open('none')}>
                  None is needed…
                </Button>
              ) : null}
            </>
          }
        >
          {none === undefined
            ? 'Name the data this maintenance depends on, the tool that backs it up, and where that lies. Drydock then asks the tool itself: is it there, is it complete, can it be read, can it be restored.'
            : `${none.by.name} says that this maintenance depends on no backup: ${none.reason}`}
        </EmptyRoom>
      ) : (
        <div className={classes['scroll']}>
          <table className={tables['table']}>
            <TableHead columns={['Backup', 'Progress', 'Size', 'Lies at', 'External copy', 'Proof', '']} />
            <tbody>
              {backups.map((backup) => (
                <BackupRow
                  key={backup.id}
                  state={state}
                  backup={backup}
                  checks={checks.filter((check) => check.backup === backup.id)}
                  isFixed={isFixed}
                  onEdit={() => open({ form: backup })}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {opened === 'none' ? <NoBackupsDialog state={state} onClose={() => open(undefined)} /> : null}
      {opened === 'take-over' ? <TakeOverDialog state={state} onClose={() => open(undefined)} /> : null}
      {opened === undefined || typeof opened === 'string' ? null : (
        <BackupForm key={opened.form?.id ?? ''} state={state} known={opened.form} onClose={() => open(undefined)} />
      )}
    </Page>
  );
}
