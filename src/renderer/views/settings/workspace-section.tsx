/** The workspace: what it is, a copy of it, and how the window looks. */
import { Button, SegmentedControl, TextInput, useMantineColorScheme } from '@mantine/core';
import { Archive, CircleCheck } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { RequestOutput } from '../../../contract/requests.ts';
import { toSizeText } from '../../../core/text/size.ts';
import { useModel, useModels } from '../../model/react.tsx';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import factList from '../../parts/marks/facts.module.css';
import { Instant } from '../../parts/time/instant.tsx';
import { Misbehaviours } from './misbehaviours.tsx';
import { OutsideCard } from './outside-card.tsx';
import classes from './settings-room.module.css';

type Facts = RequestOutput<'workspace.show'>;

export function WorkspaceSection() {
  const { workspace, lists } = useModels();
  const facts = useModel(workspace, (view) => view.workspace);
  const failure = useModel(workspace, (view) => view.failure);
  const isPracticeRunning = useModel(lists, (view) =>
    (view.maintenances ?? []).some(({ isPractice, endedAtMs }) => isPractice && endedAtMs === undefined),
  );
  return (
    <>
      {failure === undefined ? null : <FailureNote failure={failure} onRetry={() => void workspace.refresh()} />}
      <div className={classes['cards']}>
        {facts === undefined ? null : <WorkspaceFacts facts={facts} />}
        {facts === undefined ? null : <Backup facts={facts} />}
        <Colours />
        <OutsideCard />
        {isPracticeRunning ? (
          <section className={classes['card']}>
            <h2>Practice host</h2>
            <p className={classes['small']}>Make it misbehave, and see that no line is lost and no step runs twice.</p>
            <Misbehaviours />
          </section>
        ) : null}
      </div>
    </>
  );
}

function WorkspaceFacts({ facts }: { readonly facts: Facts }) {
  return (
    <section className={classes['card']}>
      <h2>Workspace</h2>
      {facts.readOnlyBecause === undefined ? null : (
        <p className={classes['notice']} data-tone="warn">
          {facts.readOnlyBecause}
        </p>
      )}
      <dl className={factList['facts']}>
        <dt>Where</dt>
        <dd>
          <code>{facts.path}</code>
        </dd>
        <dt>Size</dt>
        <dd>{toSizeText(facts.sizeBytes)}</dd>
        <dt>Writes</dt>
        <dd>
          {facts.isReadOnly ? 'This console only reads.' : 'This console writes.'}
          {facts.holder === undefined ? null : (
            <>
              {' '}
              Held by {facts.holder.name} (process {facts.holder.pid}) since <Instant atMs={facts.holder.sinceMs} />.
            </>
          )}
        </dd>
        <dt>Last write</dt>
        <dd>{facts.lastWriteAtMs === undefined ? 'none yet' : <Instant atMs={facts.lastWriteAtMs} />}</dd>
        <dt>You</dt>
        <dd>{facts.user}</dd>
        <dt>Drydock</dt>
        <dd>{facts.version}</dd>
      </dl>
    </section>
  );
}

function Backup({ facts }: { readonly facts: Facts }) {
  const [file, setFile] = useState('');
  const [written, setWritten] = useState<RequestOutput<'workspace.backup'>>();
  const asking = useAsking();
  async function write(event: FormEvent) {
    event.preventDefault();
    setWritten(undefined);
    setWritten(await asking.ask('workspace.backup', { file: file.trim() }));
  }
  return (
    <section className={classes['card']}>
      <h2>Backup</h2>
      <p className={classes['small']}>
        Writes a whole, consistent copy to a new file while work goes on. An existing file is never overwritten.
      </p>
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} />}
      {written === undefined ? null : (
        <p className={classes['notice']} data-tone="good" role="status">
          <CircleCheck size={15} aria-hidden="true" /> {toSizeText(written.sizeBytes)} written to{' '}
          <code>{written.file}</code>
        </p>
      )}
      <form className={classes['line']} onSubmit={(event) => void write(event)}>
        <TextInput
          aria-label="File to write the backup to"
          placeholder={`${facts.path.replace(/\/+$/, '')}-backup.sqlite`}
          value={file}
          onChange={(event) => setFile(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="default"
          disabled={file.trim() === ''}
          loading={asking.isAsking}
          leftSection={<Archive size={15} aria-hidden="true" />}
        >
          Back up
        </Button>
      </form>
    </section>
  );
}

function Colours() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <section className={classes['card']}>
      <h2>Colours</h2>
      <SegmentedControl
        aria-label="Colours"
        value={colorScheme}
        onChange={(value) => setColorScheme(value)}
        data={[
          { value: 'auto', label: 'By the system' },
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
      />
    </section>
  );
}
