/** The dialogs of a schedule: its window, scheduling it, and calling it off. */
import { useState } from 'react';
import type { RequestInput, RequestName } from '../../../contract/requests.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import type { Window } from '../../../core/schedule/window.ts';
import { readWindow, toWindowDraft } from '../../model/window-draft.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { ReasonDialog } from '../../parts/dialogs/reason-dialog.tsx';
import { ownZone, WindowFields } from '../../parts/fields/window-fields.tsx';
import { toWindowText } from '../../parts/time/times.ts';

export interface ScheduleDialogProps {
  readonly state: MaintenanceState;
  readonly onClose: () => void;
}

/** Asks, and closes where it was taken. */
export function useBinding(onClose: () => void) {
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

export type WindowProps = ScheduleDialogProps & { readonly window: Window };

export function CancelDialog({ state, onClose }: ScheduleDialogProps) {
  return (
    <ReasonDialog
      title="Call the maintenance off"
      deed="Call it off"
      isDangerous
      request="schedule.cancel"
      toInput={(reason) => ({ maintenance: state.id, reason })}
      onClose={onClose}
    >
      <p>It is over for good: nothing of it runs. Everything written in it stays to be read.</p>
    </ReasonDialog>
  );
}
