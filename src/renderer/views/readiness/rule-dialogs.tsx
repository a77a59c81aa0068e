/** What is said about a rule by hand: a waiver with its reason, a confirmation of an own rule with its evidence, and taking either back. */
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { MaintenanceId } from '../../../core/ids.ts';
import type { Finding } from '../../../core/policy/finding.ts';
import { useAsking } from '../../parts/asking.ts';
import { DeedDialog } from '../../parts/deed-dialog.tsx';
import classes from './readiness.module.css';

interface RuleDialogProps {
  readonly id: MaintenanceId;
  readonly finding: Finding;
  readonly onClose: () => void;
}

export function WaiveDialog({ id, finding, onClose }: RuleDialogProps) {
  const { rule, waivedBy, title } = finding;
  const [reason, setReason] = useState('');
  const asking = useAsking();
  async function waive() {
    if ((await asking.ask('rule.waive', { maintenance: id, rule, reason })) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title={`Waive ${rule}?`}
      deed={`Waive ${rule}`}
      isDangerous
      isReady={reason.trim() !== ''}
      asking={asking}
      onDo={() => void waive()}
      onClose={onClose}
    >
      <p>{title}.</p>
      <p className={classes['soft']}>
        {waivedBy.join(' or ')} may waive it. Who did, when and why stays in the log, and is shown wherever the rule is.
      </p>
      <Textarea
        label="Why it is waived"
        autosize
        minRows={2}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </DeedDialog>
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
  const [evidence, setEvidence] = useState('');
  const asking = useAsking();
  async function confirm() {
    if ((await asking.ask('rule.confirm', { maintenance: id, rule, evidence })) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title={`Confirm ${rule}`}
      deed="It holds"
      isReady={evidence.trim() !== ''}
      asking={asking}
      onDo={() => void confirm()}
      onClose={onClose}
    >
      <p>{title}</p>
      <Textarea
        label="How you know"
        autosize
        minRows={2}
        data-autofocus
        value={evidence}
        onChange={(event) => setEvidence(event.currentTarget.value)}
      />
    </DeedDialog>
  );
}

export function DoubtRuleDialog({ id, finding: { rule, title, says }, onClose }: RuleDialogProps) {
  const [reason, setReason] = useState('');
  const asking = useAsking();
  async function doubt() {
    if ((await asking.ask('rule.doubt', { maintenance: id, rule, reason })) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title={`Take the confirmation of ${rule} back?`}
      deed="Take it back"
      isReady={reason.trim() !== ''}
      asking={asking}
      onDo={() => void doubt()}
      onClose={onClose}
    >
      <p>{title}</p>
      <p className={classes['soft']}>{says}</p>
      <Textarea
        label="Why it does not hold any more"
        autosize
        minRows={2}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </DeedDialog>
  );
}
