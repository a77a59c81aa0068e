/** The criteria of turning back, beside the log: each with what was decided by it last, and the dialog that decides (`CHG-8`). */
import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { RequestInput } from '../../../../contract/requests.ts';
import type { Criterion } from '../../../../core/change/record.ts';
import type { MaintenanceState } from '../../../../core/maintenance/state.ts';
import { isOver, toRollBackTasks } from '../../../../core/maintenance/tasks.ts';
import { useIsReadOnly } from '../../../model/react.tsx';
import { useAsking } from '../../../parts/asking/asking.ts';
import { DeedDialog } from '../../../parts/dialogs/deed-dialog.tsx';
import { criterionActionWords } from '../../../parts/drafts/change-words.ts';
import { WordsField } from '../../../parts/fields/words-field.tsx';
import { Instant } from '../../../parts/time/instant.tsx';
import classes from '../validation/validation-section.module.css';

interface CriteriaSectionProps {
  readonly state: MaintenanceState;
  /** Of the list, where it stands beside something that makes one think of them. */
  readonly label?: string;
}

export function CriteriaSection({ state, label = 'Rollback criteria' }: CriteriaSectionProps) {
  const [open, setOpen] = useState<Criterion>();
  const isReadOnly = useIsReadOnly() || isOver(state);
  const { record, decisions } = state.change;
  return (
    <>
      <ul className={classes['list']} aria-label={label}>
        {record.criteria.map((criterion) => {
          const last = decisions.findLast((decision) => decision.criterion.id === criterion.id);
          return (
            <li key={criterion.id} className={classes['item']}>
              <span className={classes['text']}>{criterion.condition}</span>
              <span className={classes['facts']}>
                <span>
                  {criterionActionWords[criterion.action]}; {criterion.decidedBy} decides
                </span>
                {isReadOnly ? null : (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={`Decide: ${criterion.condition}`}
                    onClick={() => setOpen(criterion)}
                  >
                    Decide…
                  </Button>
                )}
              </span>
              {last === undefined ? null : (
                <span className={classes['soft']}>
                  {decisionWords[last.decision]}, {last.by.name}, <Instant atMs={last.atMs} isTimeOnly />: {last.reason}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {open === undefined ? null : <DecideDialog state={state} criterion={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

type Decision = RequestInput<'criterion.decide'>['decision'];

const decisionWords: Readonly<Record<Decision, string>> = {
  ...criterionActionWords,
  'go-on': 'Go on in spite of it',
};

interface DecideDialogProps {
  readonly state: MaintenanceState;
  readonly criterion: Criterion;
  readonly onClose: () => void;
}

function DecideDialog({ state, criterion, onClose }: DecideDialogProps) {
  const [decision, setDecision] = useState<Decision>(criterion.action);
  const [reason, setReason] = useState('');
  const asking = useAsking();
  async function decide() {
    const input = { maintenance: state.id, criterion: criterion.id, decision, reason: reason.trim() };
    if ((await asking.ask('criterion.decide', input)) !== undefined) onClose();
  }
  const hosts = [...new Set(toRollBackTasks(state).flatMap(({ host }) => host ?? []))];
  const where = hosts.length === 0 ? '' : ` on ${hosts.join(', ')}`;
  return (
    <DeedDialog
      title="Decide by a rollback criterion"
      deed={decision === 'revert' ? `Revert${where}` : decisionWords[decision]}
      isDangerous={decision === 'revert'}
      isReady={reason.trim() !== ''}
      asking={asking}
      onDo={() => void decide()}
      onClose={onClose}
    >
      <p>
        <strong>{criterion.condition}</strong>: {criterion.decidedBy} decides.
      </p>
      <SegmentedControl
        aria-label="Decision"
        fullWidth
        data={[criterion.action, 'go-on' as const].map((value) => ({ value, label: decisionWords[value] }))}
        value={decision}
        onChange={setDecision}
      />
      <p>{toMeaning(decision, where)}</p>
      <WordsField label="Reason" value={reason} isRequired isFirst onChange={setReason} />
    </DeedDialog>
  );
}

function toMeaning(decision: Decision, where: string): string {
  switch (decision) {
    case 'pause':
      return 'The run is held: what runs goes on to its end, and nothing new begins.';
    case 'revert':
      return `The rollback begins: what ran is undone in reverse order${where}.`;
    case 'reschedule':
      return 'The decision is recorded; the window itself is changed in the brief.';
    case 'go-on':
      return 'The decision is recorded, and the run goes on as it is.';
  }
}
