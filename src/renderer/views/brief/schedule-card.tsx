/** The schedule at the side of the brief: the window, what may be done to it now, and how it came to change. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isBeforeStart, isOver } from '../../../core/maintenance/tasks.ts';
import { toNames } from '../../../core/roster/roster.ts';
import type { ScheduleChange } from '../../../core/schedule/schedule.ts';
import { useIsReadOnly } from '../../model/react.tsx';
import facts from '../../parts/marks/facts.module.css';
import { Instant } from '../../parts/time/instant.tsx';
import { toSpanText, toWindowText } from '../../parts/time/times.ts';
import classes from './brief-view.module.css';
import { ShiftDialog } from './change-dialogs.tsx';
import { EmergencyCard } from './emergency-card.tsx';
import { PostponeDialog } from './postpone-dialog.tsx';
import { CancelDialog, CommitDialog, SetWindowDialog } from './schedule-dialogs.tsx';

type Dialog = 'commit' | 'window' | 'delay' | 'postpone' | 'extend' | 'cancel';

export function ScheduleCard({ state }: { readonly state: MaintenanceState }) {
  const [open, setOpen] = useState<Dialog>();
  const { window } = state.schedule;
  return (
    <section className={classes['card']} aria-label="Schedule">
      <h2 className={classes['cardTitle']}>Window</h2>
      {window === undefined ? (
        <p>Not set yet. With it the console knows what is due when, who has to be there, and what is missing.</p>
      ) : (
        <dl className={facts['facts']}>
          <dt>Window</dt>
          <dd>{toWindowText(window)}</dd>
          <dt>Length</dt>
          <dd>{toSpanText(window.endMs - window.startMs)}</dd>
          {state.schedule.frozen === undefined ? null : (
            <>
              <dt>Scheduled</dt>
              <dd>
                <Instant atMs={state.schedule.frozen.atMs} />
              </dd>
            </>
          )}
        </dl>
      )}
      <ScheduleButtons state={state} onOpen={setOpen} />
      <Changes state={state} />
      <EmergencyCard state={state} />
      {open === undefined ? null : <ScheduleDialog dialog={open} state={state} onClose={() => setOpen(undefined)} />}
    </section>
  );
}

interface ButtonsProps {
  readonly state: MaintenanceState;
  readonly onOpen: (dialog: Dialog) => void;
}

function ScheduleButtons({ state, onOpen }: ButtonsProps) {
  const isReadOnly = useIsReadOnly();
  if (isReadOnly || isOver(state)) return null;
  const { window } = state.schedule;
  const button = (dialog: Dialog, label: string) => (
    <Button key={dialog} size="compact-sm" variant="default" onClick={() => onOpen(dialog)}>
      {label}
    </Button>
  );
  const before = isBeforeStart(state);
  const isScheduled = state.status === 'scheduled' && window !== undefined;
  return (
    <div className={classes['buttons']}>
      {state.status === 'draft' && window !== undefined ? (
        <Button size="compact-sm" onClick={() => onOpen('commit')}>
          Schedule…
        </Button>
      ) : null}
      {state.status === 'draft'
        ? button('window', window === undefined ? 'Set the window…' : 'Change the window…')
        : null}
      {isScheduled ? [button('delay', 'Delay…'), button('postpone', 'Postpone…')] : null}
      {isScheduled || (!before && window !== undefined) ? button('extend', 'Extend…') : null}
      {before ? button('cancel', 'Call off…') : null}
    </div>
  );
}

interface ScheduleDialogsProps {
  readonly dialog: Dialog;
  readonly state: MaintenanceState;
  readonly onClose: () => void;
}

function ScheduleDialog({ dialog, state, onClose }: ScheduleDialogsProps) {
  const { window } = state.schedule;
  if (dialog === 'cancel') return <CancelDialog state={state} onClose={onClose} />;
  if (dialog === 'window' || window === undefined) return <SetWindowDialog state={state} onClose={onClose} />;
  if (dialog === 'commit') return <CommitDialog state={state} window={window} onClose={onClose} />;
  if (dialog === 'postpone') return <PostponeDialog state={state} window={window} onClose={onClose} />;
  const change = dialog === 'delay' ? 'delayed' : 'extended';
  return <ShiftDialog state={state} window={window} change={change} onClose={onClose} />;
}

const changeWords: Readonly<Record<ScheduleChange, string>> = {
  moved: 'Moved',
  delayed: 'Delayed',
  postponed: 'Postponed',
  extended: 'Extended',
  cancelled: 'Called off',
};

function Changes({ state }: { readonly state: MaintenanceState }) {
  const { changes } = state.schedule;
  if (changes.length === 0) return null;
  return (
    <ol className={classes['changes']} aria-label="Changes of the schedule">
      {changes.toReversed().map(({ id, change, to, reason, because = [], atMs, by }) => (
        <li key={id}>
          <strong>{changeWords[change]}</strong>
          {to === undefined ? '' : ` to ${toWindowText(to)}`}: {reason}
          <small>
            {because.length === 0 ? '' : `Because of ${toNames(state.roster, because)}. `}
            {by.name}, <Instant atMs={atMs} />
          </small>
        </li>
      ))}
    </ol>
  );
}
