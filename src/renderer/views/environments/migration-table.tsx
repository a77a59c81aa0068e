/** Migrations row by row: number, description, downtime, clouds, state; and the script of one, to read before it runs. */
import { Code, Loader } from '@mantine/core';
import { useState } from 'react';
import type { EnvironmentDetails } from '../../../contract/environment-shapes.ts';
import { toDurationText } from '../../../core/text/duration.ts';
import { toHash } from '../../frame/route.ts';
import { useAsked } from '../../parts/asking/asked.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import tables from '../../parts/layout/table.module.css';
import { TableHead } from '../../parts/layout/table-head.tsx';
import { Mark } from '../../parts/marks/state-mark.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { migrationLooks, toDowntimeText } from './environment-looks.ts';
import classes from './environments.module.css';

type Row = EnvironmentDetails['rows'][number];

interface MigrationTableProps {
  readonly environment: string;
  readonly rows: readonly Row[];
}

export function MigrationTable({ environment, rows }: MigrationTableProps) {
  const [read, setRead] = useState<Row>();
  return (
    <div className={classes['scroll']}>
      <table className={tables['table']}>
        <TableHead columns={['No.', 'Version', 'Description', 'Downtime', 'Clouds', 'State', 'Took']} />
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={tables['row']}>
              <td className={classes['numeric']}>{row.sequence}</td>
              <td className={tables['still']}>{row.version}</td>
              <td>
                <button type="button" className={classes['open']} onClick={() => setRead(row)}>
                  {row.description}
                </button>
                <p className={classes['small']}>
                  {row.file}
                  {row.isRepeatable ? ', runs again when it changes' : ''}
                  {toRollbackText(row)}
                </p>
              </td>
              <td className={tables['still']}>{toDowntimeText(row.downtime)}</td>
              <td>{row.clouds.length === 0 ? 'every cloud' : row.clouds.join(', ')}</td>
              <td>
                <State row={row} />
              </td>
              <td className={classes['numeric']}>{toTook(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {read === undefined ? null : (
        <MigrationDialog environment={environment} row={read} onClose={() => setRead(undefined)} />
      )}
    </div>
  );
}

function toRollbackText({ rollback }: Row): string {
  if (rollback === undefined) return ', no rollback and no reason';
  return rollback.kind === 'script' ? ', with a rollback' : ', no rollback';
}

function toTook({ durationMs, rehearsedMs }: Row): string {
  if (durationMs !== undefined) return toDurationText(durationMs);
  return rehearsedMs === undefined ? '' : `${toDurationText(rehearsedMs)} rehearsed`;
}

function State({ row }: { readonly row: Row }) {
  const { state, because, hashes, appliedAtMs, maintenance, isOutOfOrder, cannotRun } = row;
  return (
    <>
      <Mark look={migrationLooks[state]} />
      {appliedAtMs === undefined ? null : (
        <p className={classes['small']}>
          <Instant atMs={appliedAtMs} />
          {maintenance === undefined ? null : (
            <>
              {' by '}
              <a href={toHash({ room: 'maintenance', id: maintenance.id, tab: 'console' })}>{maintenance.title}</a>
            </>
          )}
        </p>
      )}
      {because === undefined ? null : <p className={classes['small']}>{because}</p>}
      {cannotRun === undefined ? null : <p className={classes['small']}>{cannotRun}</p>}
      {isOutOfOrder ? <p className={classes['small']}>A later one is applied already.</p> : null}
      {hashes === undefined ? null : (
        <p className={classes['hash']}>
          applied <Code>{hashes.applied}</Code>, now <Code>{hashes.now}</Code>
        </p>
      )}
    </>
  );
}

interface MigrationDialogProps extends Pick<MigrationTableProps, 'environment'> {
  readonly row: Row;
  readonly onClose: () => void;
}

function MigrationDialog({ environment, row, onClose }: MigrationDialogProps) {
  const asked = useAsked('environment.migration', { name: environment, id: row.id });
  const { value } = asked;
  return (
    <DeedDialog
      title={`${row.sequence} ${row.description}`}
      deed="Close"
      isDone
      size={820}
      onDo={onClose}
      onClose={onClose}
    >
      {asked.failure === undefined ? null : <FailureNote failure={asked.failure} onRetry={asked.again} />}
      {value === undefined ? (
        asked.failure === undefined && <Loader size="sm" />
      ) : (
        <>
          <p className={classes['hash']}>
            {value.file}, SHA-256 <Code>{value.sha256}</Code>
          </p>
          <pre className={classes['script']}>{value.script ?? row.cannotRun ?? 'Nothing here says how it is run.'}</pre>
          <h3 className={classes['small']}>Rollback</h3>
          {value.rollback?.kind === 'script' ? (
            <pre className={classes['script']}>{value.rollback.script}</pre>
          ) : (
            <p>{value.rollback?.why ?? 'None, and nobody has said why.'}</p>
          )}
        </>
      )}
    </DeedDialog>
  );
}
