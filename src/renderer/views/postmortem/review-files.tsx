/** Reviewers who are not here: the signed file they read and answer by, and taking their answers in. */
import { Button } from '@mantine/core';
import { FileOutput } from 'lucide-react';
import { useState } from 'react';
import type { RequestOutput } from '../../../contract/requests.ts';
import type { MaintenanceId } from '../../../core/ids.ts';
import type { Seat } from '../../model/seat.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { ImportAnswer } from '../approvals/import-answer.tsx';
import { download } from '../runbooks/files.ts';
import classes from './postmortem.module.css';

interface ReviewFilesProps {
  readonly id: MaintenanceId;
  readonly seat: Seat;
}

export function ReviewFiles({ id, seat }: ReviewFilesProps) {
  const [taken, setTaken] = useState<RequestOutput<'report.importReview'>>();
  const asking = useAsking();
  async function write() {
    const made = await asking.ask('report.reviewFile', { maintenance: id });
    if (made !== undefined) download(made.file, made.content, 'application/json');
  }
  async function take(content: string) {
    setTaken(await asking.ask('report.importReview', { content }));
  }
  if (!seat.may('report.reviewFile')) return null;
  return (
    <section className={classes['card']} aria-label="By files">
      <h3>Reviewers who are not here</h3>
      <p className={classes['soft']}>
        They read the report from a signed file, under People, and send one back. What they signed is taken only by a
        key trusted as theirs.
      </p>
      <div className={classes['tools']}>
        <Button
          size="compact-sm"
          variant="default"
          disabled={asking.isAsking}
          leftSection={<FileOutput size={14} aria-hidden="true" />}
          onClick={() => void write()}
        >
          The file to send
        </Button>
        <ImportAnswer isAsking={asking.isAsking} onContent={(content) => void take(content)} />
      </div>
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} onDismiss={asking.forget} />}
      {taken === undefined ? null : (
        <div className={classes['because']} data-tone={taken.isStale ? 'warn' : 'good'} role="status">
          {taken.says.join('\n')}
        </div>
      )}
    </section>
  );
}
