/** The dialog of whatever was begun in the Readiness view. */
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { AskDialog } from '../approvals/ask-dialog.tsx';
import { PostponeDialog } from '../brief/postpone-dialog.tsx';
import { AskSupportDialog } from '../support/support-dialogs.tsx';
import { BackupDialog, NoBackupsDialog } from './backup-dialogs.tsx';
import { DeclareEmergencyDialog, TellDialog } from './emergency.tsx';
import type { Deed } from './leads.ts';
import { ConfirmRuleDialog, DoubtRuleDialog, TakeBackDialog, WaiveDialog } from './rule-dialogs.tsx';

interface DeedOfProps {
  readonly state: MaintenanceState;
  readonly deed: Deed;
  readonly onClose: () => void;
}

export function DeedOf({ state, deed, onClose }: DeedOfProps) {
  switch (deed.kind) {
    case 'waive':
      return <WaiveDialog id={state.id} finding={deed.finding} onClose={onClose} />;
    case 'take-back':
      return <TakeBackDialog id={state.id} finding={deed.finding} onClose={onClose} />;
    case 'confirm':
      return <ConfirmRuleDialog id={state.id} finding={deed.finding} onClose={onClose} />;
    case 'doubt':
      return <DoubtRuleDialog id={state.id} finding={deed.finding} onClose={onClose} />;
    case 'ask':
      return <AskDialog state={state} kinds={deed.kinds} onClose={onClose} />;
    case 'emergency':
      return <DeclareEmergencyDialog state={state} onClose={onClose} />;
    case 'tell':
      return <TellDialog state={state} onClose={onClose} />;
    case 'postpone': {
      const { window } = state.schedule;
      return window === undefined ? null : <PostponeDialog state={state} window={window} onClose={onClose} />;
    }
    case 'ask-support':
      return <AskSupportDialog state={state} onClose={onClose} />;
    case 'backup':
      return <BackupDialog state={state} onClose={onClose} />;
    case 'no-backups':
      return <NoBackupsDialog state={state} onClose={onClose} />;
  }
}
