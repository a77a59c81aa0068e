/** The maintenance details of an environment: each migration with its state, what is due and for how long, and what to do (`REL-6`). */
import { Button, SegmentedControl } from '@mantine/core';
import { Play, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { EnvironmentDetails } from '../../../contract/environment-shapes.ts';
import { useIsReadOnly } from '../../model/react.tsx';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { CatalogueProblems } from './catalogue-problems.tsx';
import { toTotalText } from './environment-looks.ts';
import classes from './environments.module.css';
import { MigrationTable } from './migration-table.tsx';
import { RunMaintenanceDialog } from './run-maintenance-dialog.tsx';

interface MigrationSectionProps {
  readonly details: EnvironmentDetails;
  readonly onRead: () => void;
}

type Shown = 'open' | 'skipped' | 'applied' | 'all';

function toShown({ state }: EnvironmentDetails['rows'][number]): Shown {
  return state === 'applied' || state === 'skipped' ? state : 'open';
}

const emptyWords: Readonly<Record<Shown, string>> = {
  open: 'Nothing waits to be done.',
  skipped: 'None is skipped.',
  applied: 'None is known to be applied.',
  all: 'The catalogue has no migration.',
};

export function MigrationSection({ details, onRead }: MigrationSectionProps) {
  const isReadOnly = useIsReadOnly();
  const reading = useAsking();
  const [isRunning, setRunning] = useState(false);
  const [shown, setShown] = useState<Shown>('open');
  const { environment } = details.record;
  const rows = details.rows.filter((row) => shown === 'all' || toShown(row) === shown);
  async function readApplied() {
    if ((await reading.ask('environment.readApplied', { name: environment.name })) !== undefined) onRead();
  }
  return (
    <section className={classes['section']} aria-label="Migrations">
      <div className={classes['heading']}>
        <h2>Migrations</h2>
        <div className={classes['buttons']}>
          {details.tool === undefined ? null : (
            <Button
              variant="default"
              disabled={isReadOnly}
              loading={reading.isAsking}
              leftSection={<RefreshCw size={15} aria-hidden="true" />}
              onClick={() => void readApplied()}
            >
              Read what is applied
            </Button>
          )}
          <Button variant="default" leftSection={<RefreshCw size={15} aria-hidden="true" />} onClick={onRead}>
            Read the catalogue
          </Button>
          <Button
            disabled={isReadOnly || details.due === 0}
            leftSection={<Play size={15} aria-hidden="true" />}
            onClick={() => setRunning(true)}
          >
            Run maintenance…
          </Button>
        </div>
      </div>
      {details.failure === undefined ? null : <FailureNote failure={details.failure} onRetry={onRead} />}
      {reading.failure === undefined ? null : <FailureNote failure={reading.failure} onDismiss={reading.forget} />}
      <Summary details={details} />
      <CatalogueProblems problems={details.problems} missing={details.missing} />
      {details.rows.length === 0 ? null : (
        <>
          <div>
            <SegmentedControl
              size="xs"
              aria-label="Which migrations"
              value={shown}
              onChange={(value) => setShown(value as Shown)}
              data={[
                { value: 'open', label: 'Open' },
                { value: 'skipped', label: 'Skipped' },
                { value: 'applied', label: 'Applied' },
                { value: 'all', label: 'All' },
              ]}
            />
          </div>
          {rows.length === 0 ? (
            <p className={classes['small']}>{emptyWords[shown]}</p>
          ) : (
            <MigrationTable environment={environment.name} rows={rows} />
          )}
          {details.cutRows === 0 ? null : (
            <p className={classes['small']}>{details.cutRows} older ones are not shown.</p>
          )}
        </>
      )}
      {isRunning ? <RunMaintenanceDialog details={details} onClose={() => setRunning(false)} /> : null}
    </section>
  );
}

function Summary({ details }: { readonly details: EnvironmentDetails }) {
  const { due, downtime, catalogue, tool, rehearsal, record } = details;
  const { stagingTwin } = record.environment;
  if (catalogue === undefined) {
    return details.failure === undefined ? (
      <p className={classes['small']}>
        No catalogue is named, so nothing can be said of pending migrations. “Change” names a folder or a Git work tree.
      </p>
    ) : null;
  }
  return (
    <div className={classes['card']}>
      <p>
        <strong>{due === 0 ? 'Nothing is due.' : `${due} ${due === 1 ? 'is' : 'are'} due.`}</strong>
        {due === 0 ? '' : ` Downtime: ${toTotalText(downtime)}.`}
      </p>
      {stagingTwin === undefined ? null : (
        <p className={classes['small']}>
          {rehearsal === undefined ? (
            `Exactly this was not rehearsed on ${stagingTwin} yet.`
          ) : (
            <>
              Rehearsed on {rehearsal.environment}, ended <Instant atMs={rehearsal.endedAtMs} />.
            </>
          )}
        </p>
      )}
      <p className={classes['small']}>
        Catalogue: <code>{catalogue.path}</code>
        {catalogue.branch === undefined ? '' : `, branch ${catalogue.branch}`}
        {catalogue.commit === undefined ? '' : ` at ${catalogue.commit.slice(0, 12)}`}
        {catalogue.isDirty === true ? ', with changes that are not committed' : ''}
      </p>
      {tool === undefined ? null : (
        <p className={classes['small']}>
          {tool.reading === undefined ? (
            `What ${tool.name} has applied was never read.`
          ) : (
            <>
              What {tool.name} has applied was read on {tool.reading.host}: <Instant atMs={tool.reading.readAtMs} />
              {tool.reading.isTableThere ? '' : ', and there is no such table yet'}.
            </>
          )}
        </p>
      )}
    </div>
  );
}
