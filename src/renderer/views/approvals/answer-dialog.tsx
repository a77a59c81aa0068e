/** Giving one's word here, on the plan and window that stood there when the dialog was opened. */
import { useState } from 'react';
import type { ApprovalKind } from '../../../core/approval/approval.ts';
import { toBound } from '../../../core/approval/standing.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { findMember } from '../../../core/roster/roster.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { toWindowText } from '../../parts/time/times.ts';
import { useSitting, WhoSitsHere } from '../people/who-am-i.tsx';
import { AnswerFields, noAnswer, toAnswers } from './answer-fields.tsx';
import classes from './approvals.module.css';
import { kinds } from './kind-names.ts';

interface AnswerDialogProps {
  readonly state: MaintenanceState;
  /** What is answered; anything where it is left out. */
  readonly matters?: readonly ApprovalKind[];
  readonly onClose: () => void;
}

export function AnswerDialog({ state, matters = kinds, onClose }: AnswerDialogProps) {
  const sitting = useSitting(state);
  // What was read is what the word is bound to: should somebody change it meanwhile, the host refuses.
  const [bound] = useState(() => toBound(state));
  const [draft, setDraft] = useState(noAnswer);
  const asking = useAsking();
  const answers = toAnswers(draft);
  const { person } = sitting;
  const member = person === undefined ? undefined : findMember(state.roster, person.id);
  async function answer() {
    if ((await asking.ask('approval.answer', { maintenance: state.id, bound, answers })) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title="Your word"
      deed={member === undefined ? 'Give my word' : `Give my word as ${member.name}`}
      size={600}
      isReady={member !== undefined && answers.length > 0}
      asking={asking}
      onDo={() => void answer()}
      onClose={onClose}
    >
      <WhoSitsHere sitting={sitting} then="then answer here." />
      {person !== undefined && member === undefined ? (
        <p>{person.name} is not on the roster of this maintenance.</p>
      ) : null}
      <p className={classes['soft']}>
        On the plan <code>{bound.planHash.slice(0, 12)}</code>
        {bound.window === undefined ? ', without a window' : ` and the window ${toWindowText(bound.window)}`}.
      </p>
      <AnswerFields
        kinds={matters}
        services={state.change.record.services}
        others={state.roster.members.filter(
          ({ id, roles }) => id !== person?.id && roles.some((role) => member?.roles.includes(role)),
        )}
        draft={draft}
        onChange={setDraft}
      />
    </DeedDialog>
  );
}
