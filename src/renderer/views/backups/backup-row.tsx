/** One backup as a row: what tools and people say of it, what that proves, and what can be asked of it now. */
import { ActionIcon, Button, Menu, Progress } from '@mantine/core';
import { ChevronDown, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { KnownBackup } from '../../../core/backup/backup.ts';
import { type Nearness, toNearness } from '../../../core/backup/nearness.ts';
import { type BackupStanding, type Fact, toBackupStanding } from '../../../core/backup/standing.ts';
import { toPlaceText } from '../../../core/backup/subject.ts';
import { offeredActions, tools } from '../../../core/backup/tools.ts';
import type { AskedCheck } from '../../../core/errand/verification.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isScripted } from '../../../core/plan/plan.ts';
import { toSizeText } from '../../../core/text/size.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { ReasonDialog } from '../../parts/dialogs/reason-dialog.tsx';
import tables from '../../parts/layout/table.module.css';
import { Instant } from '../../parts/time/instant.tsx';
import { actionWords } from './backup-looks.ts';
import { BackupProof } from './backup-proof.tsx';
import classes from './backups.module.css';
import { CopyList } from './copy-list.tsx';

interface BackupRowProps {
  readonly state: MaintenanceState;
  readonly backup: KnownBackup;
  /** Those that go on, or wait to be read. */
  readonly checks: readonly AskedCheck[];
  readonly isFixed: boolean;
  readonly onEdit: () => void;
}

export function BackupRow({ state, backup, checks, isFixed, onEdit }: BackupRowProps) {
  const asking = useAsking();
  const [isRenewing, setRenewing] = useState(false);
  const standing = toBackupStanding(backup, state.schedule.window?.startMs);
  const { subject, what, source } = backup;
  const offered = subject === undefined ? [] : offeredActions(subject);
  const ask = (action: (typeof offered)[number]) =>
    void asking.ask('backup.check', { maintenance: state.id, backup: backup.id, action });
  return (
    <tr className={tables['row']}>
      <td>
        <strong>{what}</strong>
        <p className={classes['small']}>
          {subject === undefined ? 'by a person’s word' : tools[subject.tool].title}
          {source === undefined ? '' : `, from ${source}`}
          {standing.encryption === undefined || standing.encryption.value === 'none'
            ? ''
            : `, encrypted with ${standing.encryption.value}`}
        </p>
      </td>
      <td>
        <Made standing={standing} isAsked={subject !== undefined} />
      </td>
      <td className={tables['still']}>
        {standing.sizeBytes === undefined ? <None /> : toSizeText(standing.sizeBytes.value)}
      </td>
      <td>
        <Place state={state} backup={backup} />
      </td>
      <td>
        <CopyList state={state} backup={backup} isFixed={isFixed} />
      </td>
      <td>
        <BackupProof state={state} standing={standing} checks={checks} isFixed={isFixed} />
        {standing.trouble?.kind === 'changed' ? (
          <Button size="compact-xs" variant="subtle" disabled={isFixed} onClick={() => setRenewing(true)}>
            It is meant to be another…
          </Button>
        ) : null}
        {isRenewing ? (
          <ReasonDialog
            title={`What is there now is the backup of ${what}?`}
            deed="It is the backup"
            label="Why it changed"
            request="backup.renew"
            toInput={(reason) => ({ maintenance: state.id, backup: backup.id, reason })}
            onClose={() => setRenewing(false)}
          >
            <p>What was found of the one before counts no more: verify this one anew.</p>
          </ReasonDialog>
        ) : null}
        {asking.failure === undefined ? null : <FailureNote failure={asking.failure} onDismiss={asking.forget} />}
      </td>
      <td>
        <div className={classes['buttons']}>
          {offered.length === 0 ? null : (
            <Menu>
              <Menu.Target>
                <Button
                  size="compact-sm"
                  variant="default"
                  disabled={isFixed}
                  loading={asking.isAsking}
                  rightSection={<ChevronDown size={13} aria-hidden="true" />}
                  aria-label={`Verify ${what}`}
                >
                  Verify
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {offered.map((action) => (
                  <Menu.Item key={action} onClick={() => ask(action)}>
                    {actionWords[action].name}
                    <div className={classes['small']}>{actionWords[action].does}</div>
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )}
          <ActionIcon variant="subtle" color="gray" aria-label={`Change ${what}`} disabled={isFixed} onClick={onEdit}>
            <Pencil size={14} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Take ${what} off the list`}
            disabled={isFixed}
            onClick={() => void asking.ask('backup.remove', { maintenance: state.id, backup: backup.id })}
          >
            <Trash2 size={14} aria-hidden="true" />
          </ActionIcon>
        </div>
      </td>
    </tr>
  );
}

interface MadeProps {
  readonly standing: BackupStanding;
  /** A tool can be asked: then nobody has typed how far it is. */
  readonly isAsked: boolean;
}

function Made({ standing, isAsked }: MadeProps) {
  const { started, finished, projection } = standing;
  const percent = isAsked && standing.percent?.source.kind === 'person' ? undefined : standing.percent;
  return (
    <div className={classes['made']}>
      {percent === undefined ? (
        <span>How far it is is not known</span>
      ) : (
        <>
          <span className={classes['percent']}>
            {percent.value} %{toSaid(percent)}
          </span>
          <Progress value={percent.value} size="sm" aria-label="How far it is" />
        </>
      )}
      <span className={classes['small']}>
        {started === undefined ? 'begin not known' : 'begun '}
        {started === undefined ? null : <Instant atMs={started.value} />}
        {started === undefined ? '' : toSaid(started)}
      </span>
      {finished === undefined ? null : (
        <span className={classes['small']}>
          ended <Instant atMs={finished.value} />
          {toSaid(finished)}
        </span>
      )}
      {projection?.completeAtMs === undefined ? null : (
        <span className={classes['small']}>
          complete at about <Instant atMs={projection.completeAtMs} />
        </span>
      )}
    </div>
  );
}

function toSaid({ source }: Fact<unknown>): string {
  return source.kind === 'person' ? `, says ${source.by.name}` : '';
}

function Place({ state, backup }: { readonly state: MaintenanceState; readonly backup: KnownBackup }) {
  const targets = [...new Set(state.plan.steps.filter(isScripted).flatMap(({ hosts }) => hosts))];
  const near = toNearness(backup, targets, state.backups.whereabouts ?? []);
  return (
    <>
      <span className={classes['place']}>
        {backup.subject === undefined ? backup.place : toPlaceText(backup.subject)}
        {backup.subject === undefined && backup.storedOn !== undefined ? ` on ${backup.storedOn}` : ''}
      </span>
      <p className={classes['near']} data-tone={near.verdict === 'on-target' ? 'bad' : 'neutral'}>
        {toNearText(near)}
      </p>
    </>
  );
}

function toNearText({ verdict, reason, isMeasured }: Nearness): string {
  const how = isMeasured ? '' : ', by name alone';
  if (verdict === 'elsewhere') return `On no target of this maintenance${how}.`;
  return verdict === 'on-target' ? `On a target: it ${reason}.` : `It ${reason}.`;
}

function None() {
  return <span className={tables['none']}>not known</span>;
}
