/** Giving one's word here, on the plan and window that stood there when the dialog was opened. */
import { useState } from 'react';
import { toBound } from '../../../core/approval/standing.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { findMember } from '../../../core/roster/roster.ts';
import { toHash } from '../../frame/route.ts';
import { useAsking } from '../../parts/asking.ts';
import { DeedDialog } from '../../parts/deed-dialog.tsx';
import { toWindowText } from '../../parts/times.ts';
import { useMe } from '../people/who-am-i.tsx';
import { AnswerFields, noAnswer, toAnswers } from './answer-fields.tsx';
import classes from './approvals.module.css';
import { kinds } from './kind-names.ts';

interface AnswerDialogProps {
  readonly state: MaintenanceState;
  readonly onClose: () => void;
}

export function AnswerDialog({ state, onClose }: AnswerDialogProps) {
  const me = useMe();
  // What was read is what the word is bound to: should somebody change it meanwhile, the host refuses.
  const [bound] = useState(() => toBound(state));
  const [draft, setDraft] = useState(noAnswer);
  const asking = useAsking();
  const answers = toAnswers(draft);
  const person = me.value?.person;
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
      {me.value !== undefined && person === undefined ? (
        <p>
          This console does not know who sits at it. Say so under <a href={toHash({ room: 'people' })}>People</a>, then
          answer here.
        </p>
      ) : null}
      {person !== undefined && member === undefined ? (
        <p>{person.name} is not on the roster of this maintenance.</p>
      ) : null}
      <p className={classes['soft']}>
        On the plan <code>{bound.planHash.slice(0, 12)}</code>
        {bound.window === undefined ? ', without a window' : ` and the window ${toWindowText(bound.window)}`}.
      </p>
      <AnswerFields
        kinds={kinds}
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
