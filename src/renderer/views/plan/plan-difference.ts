/** What differs between two plans, step by step and field by field, as a person compares them. */
import { type Plan, phaseTitles, type Step } from '../../../core/plan/plan.ts';
import { toCanonicalJson } from '../../../core/text/canonical-json.ts';

export interface FieldDifference {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

export type StepDifference =
  | { readonly kind: 'added' | 'removed'; readonly step: Step }
  | {
      readonly kind: 'changed';
      readonly step: Step;
      readonly fields: readonly FieldDifference[];
      readonly isMoved: boolean;
    };

export interface PlanDifference {
  readonly plan: readonly FieldDifference[];
  readonly steps: readonly StepDifference[];
}

/** Steps are the same step by their id. Added and changed ones stand in their new order, removed ones last. */
export function comparePlans(before: Plan, after: Plan): PlanDifference {
  const old = new Map(before.steps.map((step) => [step.id, step]));
  const current = new Set(after.steps.map(({ id }) => id));
  const kept = (plan: Plan, others: { has(id: Step['id']): boolean }) =>
    plan.steps.filter(({ id }) => others.has(id)).map(({ id }) => id);
  const wasOrder = kept(before, current);
  const isOrder = kept(after, old);
  const moved = new Set(isOrder.filter((id, index) => wasOrder[index] !== id));
  const steps: StepDifference[] = [];
  for (const step of after.steps) {
    const was = old.get(step.id);
    if (was === undefined) {
      steps.push({ kind: 'added', step });
      continue;
    }
    const fields = compareFields(was, step);
    const isMoved = moved.has(step.id);
    if (fields.length > 0 || isMoved) steps.push({ kind: 'changed', step, fields, isMoved });
  }
  for (const step of before.steps) if (!current.has(step.id)) steps.push({ kind: 'removed', step });
  const { steps: _before, ...planBefore } = before;
  const { steps: _after, ...planAfter } = after;
  return { plan: compareFields(planBefore, planAfter), steps };
}

function compareFields(before: object, after: object): readonly FieldDifference[] {
  const was = new Map<string, unknown>(Object.entries(before));
  const is = new Map<string, unknown>(Object.entries(after));
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((field) => toCanonicalJson(was.get(field) ?? null) !== toCanonicalJson(is.get(field) ?? null))
    .map((field) => ({ field, before: toText(was.get(field)), after: toText(is.get(field)) }));
}

/** Text as it is, a list line by line, anything else as JSON. */
function toText(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value in phaseTitles ? phaseTitles[value as keyof typeof phaseTitles] : value;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join('\n');
  return JSON.stringify(value, undefined, 1);
}
