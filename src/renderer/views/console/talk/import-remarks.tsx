/** What somebody said on a bundle elsewhere, taken in from their signed file as theirs. */
import { Button, FileButton } from '@mantine/core';
import { FileInput } from 'lucide-react';
import { useState } from 'react';
import type { RequestOutput } from '../../../../contract/requests.ts';
import type { MaintenanceState } from '../../../../core/maintenance/state.ts';
import { toHash } from '../../../frame/route.ts';
import { useAsking } from '../../../parts/asking/asking.ts';
import { FailureNote } from '../../../parts/asking/failure-note.tsx';
import classes from './comment-list.module.css';

export function ImportRemarks({ state }: { readonly state: MaintenanceState }) {
  const [taken, setTaken] = useState<RequestOutput<'comment.import'>>();
  const asking = useAsking();
  async function take(file: File | null) {
    if (file !== null) setTaken(await asking.ask('comment.import', { content: await file.text() }));
  }
  return (
    <div className={classes['comments']}>
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} onDismiss={asking.forget} />}
      {taken === undefined ? null : (
        <p className={classes['soft']} role="status">
          {taken.merged.toLocaleString('en')} taken in, as said by {taken.name}
          {taken.maintenance === state.id ? '.' : <Elsewhere id={taken.maintenance} />}
        </p>
      )}
      <FileButton accept=".json,application/json" onChange={(file) => void take(file)}>
        {(props) => (
          <Button
            {...props}
            size="compact-xs"
            variant="default"
            loading={asking.isAsking}
            leftSection={<FileInput size={12} aria-hidden="true" />}
          >
            Import from a bundle…
          </Button>
        )}
      </FileButton>
    </div>
  );
}

/** Which maintenance it is about stands in the file. */
function Elsewhere({ id }: { readonly id: MaintenanceState['id'] }) {
  return (
    <>
      , into <a href={toHash({ room: 'maintenance', id, tab: 'console' })}>the maintenance they are about</a>.
    </>
  );
}
