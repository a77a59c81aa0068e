/** Sharing as a file: the whole maintenance in one signed file, for whoever was not here. */
import { Button, TextInput } from '@mantine/core';
import { CircleCheck, PackageOpen } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { RequestOutput } from '../../../contract/requests.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { toSizeText } from '../../../core/text/size.ts';
import { useModel, useModels } from '../../model/react.tsx';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import classes from './sharing.module.css';

export function BundlePart({ state }: { readonly state: MaintenanceState }) {
  const store = useModel(useModels().workspace, (view) => view.workspace?.path ?? '');
  const [file, setFile] = useState(() => toFileName(store, state.title));
  const [written, setWritten] = useState<RequestOutput<'bundle.write'>>();
  const asking = useAsking();
  async function write(event: FormEvent) {
    event.preventDefault();
    setWritten(undefined);
    setWritten(await asking.ask('bundle.write', { maintenance: state.id, file: file.trim() }));
  }
  return (
    <form className={classes['lines']} onSubmit={(event) => void write(event)}>
      <p className={classes['soft']}>
        Everything of this maintenance until now, signed with this console’s key. It is read in any browser, without
        Drydock, and shows whether anything in it was altered.
      </p>
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} />}
      {written === undefined ? null : (
        <p className={classes['door']} data-tone="good" role="status">
          <CircleCheck size={15} aria-hidden="true" /> {toSizeText(written.sizeBytes)} written
          {written.isFinished ? '' : '; the maintenance goes on, and what comes is not in it'}
        </p>
      )}
      <TextInput
        label="New file on this console’s machine"
        value={file}
        onChange={(event) => setFile(event.currentTarget.value)}
      />
      <div className={classes['buttons']}>
        <Button
          type="submit"
          variant="default"
          disabled={file.trim() === ''}
          loading={asking.isAsking}
          leftSection={<PackageOpen size={15} aria-hidden="true" />}
        >
          Write the file
        </Button>
      </div>
    </form>
  );
}

/** Beside the workspace, under the title as a name of a file. */
function toFileName(store: string, title: string): string {
  const folder = store.replace(/[/\\][^/\\]*$/, '');
  const name = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
  return `${folder}/${name === '' ? 'maintenance' : name}.drydock.zip`;
}
