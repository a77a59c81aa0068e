/** The dialogs of a schedule: its window, and every later change of it with the reason; EM and CES are to hear of each (`POL-17`). */
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { RequestInput, RequestName } from '../../../contract/requests.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import type { Window } from '../../../core/schedule/window.ts';
import { readWindow, toWindowDraft } from '../../model/window-draft.ts';
import { useAsking } from '../../parts/asking.ts';
import { DeedDialog } from '../../parts/deed-dialog.tsx';
import { SpanField } from '../../parts/parsed-fields.tsx';
import { toWindowText } from '../../parts/times.ts';
import { ownZone, WindowFields } from '../../parts/window-fields.tsx';

export interface ScheduleDialogProps {
  readonly state: MaintenanceState;
  readonly onClose: () => void;
}

/** Asks, and closes where it was taken. */
function useBinding(onClose: () => void) {
  const asking = useAsking();
  async function bind<N extends RequestName>(name: N, input: RequestInput<N>): Promise<void> {
    if ((await asking.ask(name, input)) !== undefined) onClose();
  }
  return { asking, bind };
}

export function SetWindowDialog({ state, onClose }: ScheduleDialogProps) {
  const [draft, setDraft] = useState(() => toWindowDraft(state.schedule.window, ownZone()));
  const { asking, bind } = useBinding(onClose);
  const { window } = readWindow(draft);
  return (
    <DeedDialog
      title="Window"
      deed="Set the window"
      isReady={window !== undefined}
      asking={asking}
      onClose={onClose}
      onDo={() => {
        if (window !== undefined) void bind('schedule.setWindow', { maintenance: state.id, window });
      }}
    >
      <p>While it is a draft nobody has to be told. Approvals given for another window become stale.</p>
      <WindowFields draft={draft} onChange={setDraft} isFirst />
    </DeedDialog>
  );
}

/** The window and the plan as they are read here are what is scheduled: another plan is refused. */
export function CommitDialog({ state, window, onClose }: WindowProps) {
  const { asking, bind } = useBinding(onClose);
  return (
    <DeedDialog
      title="Schedule the maintenance"
      deed="Schedule it"
      isReady
      asking={asking}
      onClose={onClose}
      onDo={() => void bind('schedule.commit', { maintenance: state.id, planHash: state.planHash })}
    >
      <p>
        “{state.title}” is to be on <strong>{toWindowText(window)}</strong>.
      </p>
      <p>
        From then on the policy as it is now holds for it, whatever the team’s becomes, and every change of the window
        needs a reason and is told to the engineering manager and the community specialist.
      </p>
    </DeedDialog>
  );
}

type WindowProps = ScheduleDialogProps & { readonly window: Window };

/** Later by a span: start and end alike, or the end alone. */
export function ShiftDialog({ state, window, change, onClose }: WindowProps & { change: 'delayed' | 'extended' }) {
  const [byMs, setByMs] = useState<number>();
  const startMs = window.startMs + (change === 'delayed' ? (byMs ?? 0) : 0);
  const to: Window = { ...window, startMs, endMs: window.endMs + (byMs ?? 0) };
  return (
    <ChangeDialog
      state={state}
      onClose={onClose}
      title={change === 'delayed' ? 'Delay' : 'Extend the window'}
      deed={change === 'delayed' ? 'Delay it' : 'Extend it'}
      change={change}
      from={window}
      to={byMs === undefined ? undefined : to}
    >
      <SpanField
        label={change === 'delayed' ? 'Begins later by' : 'Ends later by'}
        description="30m, 1h30m; a bare number is minutes"
        value={byMs}
        isReadOnly={false}
        onChange={setByMs}
      />
    </ChangeDialog>
  );
}

/** To another day. */
export function PostponeDialog({ state, window, onClose }: WindowProps) {
  const [draft, setDraft] = useState(() => toWindowDraft(window, window.zone));
  const to = readWindow(draft).window;
  const isOther = to !== undefined && (to.startMs !== window.startMs || to.endMs !== window.endMs);
  return (
    <ChangeDialog
      state={state}
      onClose={onClose}
      title="Postpone"
      deed="Postpone it"
      change="postponed"
      from={window}
      to={isOther ? to : undefined}
    >
      <WindowFields draft={draft} onChange={setDraft} isFirst />
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
  readonly children: React.ReactNode;
}

function ChangeDialog({ state, onClose, title, deed, change, from, to, children }: ChangeDialogProps) {
  const [reason, setReason] = useState('');
  const { asking, bind } = useBinding(onClose);
  return (
    <DeedDialog
      title={title}
      deed={deed}
      isReady={to !== undefined && reason.trim() !== ''}
      asking={asking}
      onClose={onClose}
      onDo={() => {
        if (to === undefined) return;
        void bind('schedule.change', { maintenance: state.id, change, window: to, reason: reason.trim() });
      }}
    >
      {children}
      <p>
        Now {toWindowText(from)}.{to === undefined ? '' : ` Then ${toWindowText(to)}.`}
      </p>
      <Reason value={reason} onChange={setReason} />
      <p>The engineering manager and the community specialist are to be told at once; it stays due until they are.</p>
    </DeedDialog>
  );
}

export function CancelDialog({ state, onClose }: ScheduleDialogProps) {
  const [reason, setReason] = useState('');
  const { asking, bind } = useBinding(onClose);
  return (
    <DeedDialog
      title="Call the maintenance off"
      deed="Call it off"
      isDangerous
      isReady={reason.trim() !== ''}
      asking={asking}
      onClose={onClose}
      onDo={() => void bind('schedule.cancel', { maintenance: state.id, reason: reason.trim() })}
    >
      <p>It is over for good: nothing of it runs. Everything written in it stays to be read.</p>
      <Reason value={reason} onChange={setReason} isFirst />
    </DeedDialog>
  );
}

interface ReasonProps {
  readonly value: string;
  readonly onChange: (reason: string) => void;
  readonly isFirst?: boolean;
}

function Reason({ value, onChange, isFirst = false }: ReasonProps) {
  return (
    <Textarea
      label="Reason"
      required
      autosize
      minRows={2}
      maxRows={8}
      value={value}
      data-autofocus={isFirst || undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
