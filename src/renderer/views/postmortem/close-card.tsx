/** Closing a maintenance: nothing of it is waited for any more; after an overrun not without its IncidentReport (`PM-1`). */
import { Button } from '@mantine/core';
import { CircleCheck, CircleX } from 'lucide-react';
import { useState } from 'react';
import type { ReportView } from '../../../contract/report-shapes.ts';
import type { Seat } from '../../model/seat.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { WordsField } from '../../parts/fields/words-field.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { Because } from './because.tsx';
import { mayOf } from './may.ts';
import classes from './postmortem.module.css';

interface CloseCardProps {
  readonly view: ReportView;
  readonly seat: Seat;
}

export function CloseCard({ view, seat }: CloseCardProps) {
  const { closed, filing } = view;
  const close = mayOf(view, 'close', seat);
  const [isClosing, setClosing] = useState(false);
  if (closed !== undefined) {
    return (
      <p>
        Closed by {closed.by}, <Instant atMs={closed.atMs} />
        {closed.reason === undefined ? '.' : `: ${closed.reason}`}
      </p>
    );
  }
  return (
    <>
      <ul className={classes['reasons']} aria-label="What is open before it closes">
        {filing.map(({ says, isDone, action }) => {
          const Icon = isDone ? CircleCheck : CircleX;
          return (
            <li key={says} data-tone={isDone ? 'good' : 'warn'}>
              <Icon size={15} aria-label={isDone ? 'Done' : 'Open'} />
              <span>
                {says}
                {action === undefined ? null : <small className={classes['soft']}> {action}</small>}
              </span>
            </li>
          );
        })}
      </ul>
      {close.because === undefined ? null : <Because>{close.because}</Because>}
      <div className={classes['tools']}>
        <Button size="compact-sm" variant="default" disabled={!close.isAllowed} onClick={() => setClosing(true)}>
          Close the maintenance…
        </Button>
      </div>
      {isClosing ? <CloseDialog view={view} onClose={() => setClosing(false)} /> : null}
    </>
  );
}

function CloseDialog({ view, onClose }: { readonly view: ReportView; readonly onClose: () => void }) {
  const [words, setWords] = useState('');
  const asking = useAsking();
  const isReasonNeeded = view.filing.some(({ isDone }) => !isDone);
  const reason = words.trim();
  async function close() {
    const said = { maintenance: view.maintenance, ...(reason === '' ? {} : { reason }) };
    if ((await asking.ask('maintenance.close', said)) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title="Close the maintenance"
      deed="Close it"
      isReady={!isReasonNeeded || reason !== ''}
      asking={asking}
      onDo={() => void close()}
      onClose={onClose}
    >
      <p>Nothing of it is waited for any more. Its journal stays as it is.</p>
      <WordsField
        label={isReasonNeeded ? 'Why it closes with that open' : 'Note'}
        value={words}
        isRequired={isReasonNeeded}
        isFirst
        onChange={setWords}
      />
    </DeedDialog>
  );
}
