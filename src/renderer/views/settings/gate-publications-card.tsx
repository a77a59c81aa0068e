/** Where gates are published as signed files that expire: what lies there, what could not be put there, and when it is tried again. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { GatePublicationView } from '../../../contract/gate-shapes.ts';
import { useIsReadOnly } from '../../model/react.tsx';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import tables from '../../parts/layout/table.module.css';
import { TableHead } from '../../parts/layout/table-head.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { GatePublicationForm } from './gate-publication-form.tsx';
import classes from './settings-room.module.css';

type Deed = { readonly kind: 'add' } | { readonly kind: 'change' | 'remove'; readonly view: GatePublicationView };

export function GatePublicationsCard({ views }: { readonly views: readonly GatePublicationView[] }) {
  const isReadOnly = useIsReadOnly();
  const [deed, begin] = useState<Deed>();
  const publishing = useAsking();
  const close = () => begin(undefined);
  return (
    <section className={classes['listCard']} aria-label="Published files">
      <div className={classes['listHead']}>
        <h2>Published files</h2>
        <div className={classes['deeds']}>
          {views.length === 0 ? null : (
            <Button
              size="compact-sm"
              variant="default"
              disabled={isReadOnly}
              loading={publishing.isAsking}
              onClick={() => void publishing.ask('gate.publish', {})}
            >
              Publish now
            </Button>
          )}
          <Button size="compact-sm" variant="default" disabled={isReadOnly} onClick={() => begin({ kind: 'add' })}>
            Add a place…
          </Button>
        </div>
      </div>
      <p className={classes['small']}>
        For pipelines that cannot reach this console. Each file is signed and holds for a few minutes only: once the
        console is off, it says nothing any more, and never “open”.
      </p>
      {publishing.failure === undefined ? null : <FailureNote failure={publishing.failure} />}
      {views.length === 0 ? (
        <p className={classes['small']}>Gates are published nowhere.</p>
      ) : (
        <table className={tables['table']}>
          <TableHead columns={['Place', 'Files', '']} />
          <tbody>
            {views.map((view) => (
              <PublicationRow key={view.publication.name} view={view} onDeed={begin} />
            ))}
          </tbody>
        </table>
      )}
      {deed?.kind === 'add' ? (
        <GatePublicationForm taken={views.map(({ publication }) => publication.name)} onClose={close} />
      ) : null}
      {deed?.kind === 'change' ? (
        <GatePublicationForm publication={deed.view.publication} taken={[]} onClose={close} />
      ) : null}
      {deed?.kind === 'remove' ? <RemoveDialog name={deed.view.publication.name} onClose={close} /> : null}
    </section>
  );
}

interface RowProps {
  readonly view: GatePublicationView;
  readonly onDeed: (deed: Deed) => void;
}

function PublicationRow({ view, onDeed }: RowProps) {
  const { publication, files } = view;
  const { name, place, validForMinutes } = publication;
  const isReadOnly = useIsReadOnly();
  return (
    <tr aria-label={name}>
      <td>
        <strong>{name}</strong>
        <div className={classes['small']}>
          <span className={classes['reach']}>{place.kind === 'sftp' ? `${place.host}:${place.path}` : place.path}</span>
          , each for {validForMinutes} minutes
        </div>
      </td>
      <td>
        {files.length === 0 ? <span className={tables['none']}>no environment yet</span> : null}
        {files.map((file) => (
          <PublishedFile key={file.file} file={file} />
        ))}
      </td>
      <td className={tables['end']}>
        <Button.Group>
          <Button
            size="compact-xs"
            variant="default"
            disabled={isReadOnly}
            aria-label={`Change ${name}`}
            onClick={() => onDeed({ kind: 'change', view })}
          >
            Change…
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            disabled={isReadOnly}
            aria-label={`Remove ${name}`}
            onClick={() => onDeed({ kind: 'remove', view })}
          >
            Remove…
          </Button>
        </Button.Group>
      </td>
    </tr>
  );
}

function PublishedFile({ file }: { readonly file: GatePublicationView['files'][number] }) {
  const { published, problem, nextTryAtMs } = file;
  return (
    <div className={classes['small']}>
      <code>{file.file}</code>{' '}
      {published === undefined ? (
        problem === undefined ? (
          'not yet published'
        ) : null
      ) : (
        <>
          {published.state}, until <Instant atMs={published.expiresAtMs} isTimeOnly />
        </>
      )}
      {problem === undefined ? null : (
        <span className={classes['standing']} data-tone="bad">
          {' '}
          {problem}
          {nextTryAtMs === undefined ? null : (
            <>
              {' '}
              Tried again at <Instant atMs={nextTryAtMs} isTimeOnly />.
            </>
          )}
        </span>
      )}
    </div>
  );
}

function RemoveDialog({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const asking = useAsking();
  async function remove() {
    if ((await asking.ask('gate.removePublication', { name })) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title={`Publish no more as “${name}”?`}
      deed="Publish no more"
      isDangerous
      asking={asking}
      onDo={() => void remove()}
      onClose={onClose}
    >
      <p>
        What lies there expires by itself; pipelines that read it then take the gate as unknown, and do not release.
      </p>
    </DeedDialog>
  );
}
