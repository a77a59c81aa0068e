/** The dialog of whatever was begun in the roster. */
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { PostponeDialog } from '../brief/postpone-dialog.tsx';
import { DeclineDialog, HandOverDialog } from './hand-over-dialogs.tsx';
import { ClaimDialog, DecideDialog, ReleaseDialog, UnavailableDialog } from './presence-dialogs.tsx';
import type { RosterDeed } from './roster-deeds.ts';
import { DutiesDialog, InvolveDialog, ShiftDialog } from './shift-dialogs.tsx';

interface RosterDeedOfProps {
  readonly state: MaintenanceState;
  readonly deed: RosterDeed;
  readonly onClose: () => void;
}

export function RosterDeedOf({ state, deed, onClose }: RosterDeedOfProps) {
  const { window } = state.schedule;
  const zone = window?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  switch (deed.kind) {
    case 'involve':
      return <InvolveDialog state={state} onClose={onClose} />;
    case 'duties':
      return <DutiesDialog state={state} onClose={onClose} />;
    case 'shift': {
      if (window === undefined) return null;
      return <ShiftDialog state={state} window={window} shift={deed.shift} person={deed.person} onClose={onClose} />;
    }
    case 'unavailable':
      return <UnavailableDialog state={state} person={deed.person} zone={zone} onClose={onClose} />;
    case 'hand-over':
      return <HandOverDialog state={state} person={deed.person} zone={zone} onClose={onClose} />;
    case 'claim':
      return <ClaimDialog state={state} person={deed.person} zone={zone} onClose={onClose} />;
    case 'release':
      return <ReleaseDialog state={state} person={deed.person} zone={zone} onClose={onClose} />;
    case 'decide':
      return <DecideDialog state={state} person={deed.person} zone={zone} onClose={onClose} />;
    case 'postpone':
      return window === undefined ? null : <PostponeDialog state={state} window={window} onClose={onClose} />;
    case 'decline':
      return <DeclineDialog state={state} handOver={deed.handOver} onClose={onClose} />;
  }
}
