/** The plan as a whole: its title, what it is about, its variables, and what stands in the way of running it. */
import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { present } from '../../../core/plan/edits.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import type { DraftModel } from '../../model/draft-model.ts';
import dialogs from '../../parts/dialogs/dialog.module.css';
import { Problems } from './problems.tsx';
import { Variables } from './variables.tsx';

interface PlanFormProps {
  readonly plan: Plan;
  readonly draft: DraftModel<Plan>;
  readonly isReadOnly: boolean;
  readonly onStep: (step: string) => void;
}

/** Stands where the plan has no title yet. */
const untitledPlan = 'Untitled';

export function PlanForm({ plan, draft, isReadOnly, onStep }: PlanFormProps) {
  return (
    <div className={dialogs['form']}>
      <TextInput
        label="Title of the plan"
        value={plan.title}
        readOnly={isReadOnly}
        maxLength={500}
        onChange={(event) => {
          const title = event.currentTarget.value || untitledPlan;
          draft.edit((now) => ({ ...now, title }), 'plan title');
        }}
      />
      <Textarea
        label="What it is about"
        description="Markdown; stands before the first phase."
        value={plan.about ?? ''}
        readOnly={isReadOnly}
        autosize
        minRows={3}
        maxRows={14}
        onChange={(event) => {
          const about = event.currentTarget.value || undefined;
          draft.edit((now) => present({ ...now, about }) as Plan, 'plan about');
        }}
      />
      <Checkbox
        label="Two-person rule for every step"
        description="Somebody else than the leader confirms each command and its host before it is done; only waiting is not asked about."
        checked={plan.isTwoPerson === true}
        disabled={isReadOnly}
        onChange={({ currentTarget: { checked } }) =>
          draft.edit((now) => present({ ...now, isTwoPerson: checked ? true : undefined }) as Plan)
        }
      />
      <Problems plan={plan} onStep={onStep} />
      <Variables plan={plan} draft={draft} isReadOnly={isReadOnly} />
    </div>
  );
}
