/** What every group of a step's fields is given: the step, and the way to change it. */
import type { Step } from '../../../core/plan/plan.ts';

export interface StepFieldsProps<S extends Step = Step> {
  readonly step: S;
  readonly isReadOnly: boolean;
  /** `undefined` as a value takes the field away. Changes of one `run` are undone together. */
  readonly set: (fields: Partial<Record<string, unknown>>, run?: string) => void;
}
