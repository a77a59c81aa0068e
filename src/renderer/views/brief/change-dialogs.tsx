/** Changes of a schedule with their reason; EM and CES are to hear of each (`POL-17`). */
import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { RequestInput } from '../../../contract/requests.ts';
import type { Window } from '../../../core/schedule/window.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { SpanField } from '../../parts/fields/parsed-fields.tsx';
import { WordsField } from '../../parts/fields/words-field.tsx';
import { toWindowText } from '../../parts/time/times.ts';
import { type ScheduleDialogProps, useBinding, type WindowProps } from './schedule-dialogs.tsx';

/** Later by a span: start and end alike, or the end alone. */
export function ShiftDialog({ state, window, change, onClose }: WindowProps & { change: 'delayed' | 'extended' }) {
  const [byMs, setByMs] = useState<number>();
  const isDelay = change === 'delayed';
  const hasShifts = state.roster.shifts.length > 0;
  const [movesShifts, setMovesShifts] = useState(isDelay && hasShifts);
  const startMs = window.startMs + (isDelay ? (byMs ?? 0) : 0);
  const to: Window = { ...window, startMs, endMs: window.endMs + (byMs ?? 0) };
  return (
    <ChangeDialog
      state={state}
      onClose={onClose}
      title={isDelay ? 'Delay' : 'Extend the window'}
      deed={isDelay ? 'Delay it' : 'Extend it'}
      change={change}
      from={window}
      to={byMs === undefined ? undefined : to}
      more={movesShifts ? { movesShifts } : {}}
    >
      <SpanField
        label={isDelay ? 'Begins later by' : 'Ends later by'}
        description="30m, 1h30m; a bare number is minutes"
        value={byMs}
        isReadOnly={false}
        onChange={setByMs}
      />
      {isDelay && hasShifts ? <MovesShifts value={movesShifts} onChange={setMovesShifts} /> : null}
    </ChangeDialog>
  );
}

interface ChangeDialogProps extends ScheduleDialogProps {
  readonly title: string;
  readonly deed: string;
  readonly change: 'delayed' | 'postponed' | 'extended';
  readonly from: Window;
  /** Absent until it could be read. */
  readonly to: Window | undefined;
  readonly more: Pick<RequestInput<'schedule.change'>, 'because' | 'movesShifts'>;
  readonly size?: number;
  readonly children: React.ReactNode;
}

export function ChangeDialog(props: ChangeDialogProps) {
  const { state, onClose, title, deed, change, from, to, more, size, children } = props;
  const [reason, setReason] = useState('');
  const { asking, bind } = useBinding(onClose);
  return (
    <DeedDialog
      title={title}
      deed={deed}
      isReady={to !== undefined && reason.trim() !== ''}
      asking={asking}
      {...(size === undefined ? {} : { size })}
      onClose={onClose}
      onDo={() => {
        if (to === undefined) return;
        void bind('schedule.change', { maintenance: state.id, change, window: to, reason: reason.trim(), ...more });
      }}
    >
      {children}
      <p>
        Now {toWindowText(from)}.{to === undefined ? '' : ` Then ${toWindowText(to)}.`}
      </p>
      <WordsField label="Reason" value={reason} isRequired onChange={setReason} />
      <p>The engineering manager and the community specialist are to be told at once; it stays due until they are.</p>
    </DeedDialog>
  );
}

interface MovesShiftsProps {
  readonly value: boolean;
  readonly onChange: (movesShifts: boolean) => void;
}

export function MovesShifts({ value, onChange }: MovesShiftsProps) {
  return (
    <Checkbox
      label="The shifts move with it"
      description="Everybody is there at the same hours of the window as before; else the shifts stay at their times."
      checked={value}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
