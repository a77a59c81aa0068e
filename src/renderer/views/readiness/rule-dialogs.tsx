/** What is said about a rule by hand: a waiver with its reason, a confirmation of an own rule with its evidence, and taking either back. */
import type { MaintenanceId } from '../../../core/ids.ts';
import type { Finding } from '../../../core/policy/finding.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { ReasonDialog } from '../../parts/dialogs/reason-dialog.tsx';
import classes from './readiness.module.css';

interface RuleDialogProps {
  readonly id: MaintenanceId;
  readonly finding: Finding;
  readonly onClose: () => void;
}

export function WaiveDialog({ id, finding: { rule, waivedBy, title }, onClose }: RuleDialogProps) {
  return (
    <ReasonDialog
      title={`Waive ${rule}?`}
      deed={`Waive ${rule}`}
      isDangerous
      label="Why it is waived"
      request="rule.waive"
      toInput={(reason) => ({ maintenance: id, rule, reason })}
      onClose={onClose}
    >
      <p>{title}.</p>
      <p className={classes['soft']}>
        {waivedBy.join(' or ')} may waive it. Who did, when and why stays in the log, and is shown wherever the rule is.
      </p>
    </ReasonDialog>
  );
}

export function TakeBackDialog({ id, finding: { rule, waiver }, onClose }: RuleDialogProps) {
  const asking = useAsking();
  async function takeBack() {
    if ((await asking.ask('rule.withdrawWaiver', { maintenance: id, rule })) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title={`Take the waiver of ${rule} back?`}
      deed="Take it back"
      asking={asking}
      onDo={() => void takeBack()}
      onClose={onClose}
    >
      <p>
        {waiver?.by} waived it: {waiver?.reason}
      </p>
      <p>From then on the rule stands as it would have without.</p>
    </DeedDialog>
  );
}

export function ConfirmRuleDialog({ id, finding: { rule, title }, onClose }: RuleDialogProps) {
  return (
    <ReasonDialog
      title={`Confirm ${rule}`}
      deed="It holds"
      label="How you know"
      request="rule.confirm"
      toInput={(evidence) => ({ maintenance: id, rule, evidence })}
      onClose={onClose}
    >
      <p>{title}</p>
    </ReasonDialog>
  );
}

export function DoubtRuleDialog({ id, finding: { rule, title, says }, onClose }: RuleDialogProps) {
  return (
    <ReasonDialog
      title={`Take the confirmation of ${rule} back?`}
      deed="Take it back"
      label="Why it does not hold any more"
      request="rule.doubt"
      toInput={(reason) => ({ maintenance: id, rule, reason })}
      onClose={onClose}
    >
      <p>{title}</p>
      <p className={classes['soft']}>{says}</p>
    </ReasonDialog>
  );
}
