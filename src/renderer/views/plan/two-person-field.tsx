/** Whether a step is under the two-person rule: by its own word, or because the whole plan is (`PREP-3`). */
import { Checkbox } from '@mantine/core';
import { isTwoPersonStep, type Plan, type Step } from '../../../core/plan/plan.ts';
import type { StepFieldsProps } from './step-fields.ts';

interface TwoPersonFieldProps extends StepFieldsProps<Exclude<Step, { kind: 'wait' }>> {
  readonly plan: Plan;
}

export function TwoPersonField({ plan, step, isReadOnly, set }: TwoPersonFieldProps) {
  const isOfPlan = plan.isTwoPerson === true;
  return (
    <Checkbox
      label="Two-person rule"
      description={
        isOfPlan
          ? 'The plan asks for it for every step.'
          : 'Somebody else than the leader confirms exactly what it does before it is done.'
      }
      checked={isTwoPersonStep(plan, step)}
      disabled={isReadOnly || isOfPlan}
      onChange={({ currentTarget: { checked } }) => set({ isTwoPerson: checked ? true : undefined })}
    />
  );
}
