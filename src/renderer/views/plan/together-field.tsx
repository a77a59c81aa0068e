/** Whether a step runs together with the one before it (`POL-6`): the same as Tab and Shift-Tab in the list. */
import { Checkbox } from '@mantine/core';
import { joinPrevious, leavePrevious } from '../../../core/plan/edits.ts';
import { type Plan, type Step, stepsOfPhase } from '../../../core/plan/plan.ts';
import type { DraftModel } from '../../model/draft-model.ts';

interface TogetherFieldProps {
  readonly plan: Plan;
  readonly step: Step;
  readonly draft: DraftModel<Plan>;
  readonly isReadOnly: boolean;
}

export function TogetherField({ plan, step, draft, isReadOnly }: TogetherFieldProps) {
  const steps = stepsOfPhase(plan, step.phase);
  const before = steps[steps.findIndex(({ id }) => id === step.id) - 1];
  return (
    <Checkbox
      label="Together with the step before"
      description={
        before === undefined
          ? 'It is the first of its phase: no step is before it.'
          : `With “${before.title}”, once simultaneous operations are approved; until then after it.`
      }
      checked={step.withPrevious === true}
      disabled={isReadOnly || before === undefined}
      onChange={({ currentTarget: { checked } }) =>
        draft.edit((now) => (checked ? joinPrevious : leavePrevious)(now, step.id))
      }
    />
  );
}
