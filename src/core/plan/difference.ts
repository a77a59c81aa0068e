/** What differs between two plans, step by step and field by field, as a person compares them. */

import { toCanonicalJson } from '../text/canonical-json.ts';
import { type Plan, phaseTitles, type Step } from './plan.ts';

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

/**
 * Steps are the same step by their id. Added and changed ones stand in their new order, removed ones last. Of the steps that are in
 * both plans, as few as possible count as moved: taking one step to the end moves one step, not all the others.
 */
export function comparePlans(before: Plan, after: Plan): PlanDifference {
  const old = new Map(before.steps.map((step) => [step.id, step]));
  const current = new Set(after.steps.map(({ id }) => id));
  const moved = toMoved(before.steps, after.steps);
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

/** Ids whose steps are not part of the longest run that kept its order. */
function toMoved(before: readonly Step[], after: readonly Step[]): ReadonlySet<string> {
  const places = new Map(before.map(({ id }, place) => [id, place]));
  const kept = after.flatMap(({ id }) => {
    const place = places.get(id);
    return place === undefined ? [] : [{ id, place }];
  });
  const stayed = new Set(toLongestRise(kept.map(({ place }) => place)));
  return new Set(kept.filter(({ place }) => !stayed.has(place)).map(({ id }) => id));
}

/** The longest increasing subsequence of distinct numbers, by patience sorting. */
function toLongestRise(numbers: readonly number[]): readonly number[] {
  const lowestTops: number[] = [];
  const before = new Map<number, number | undefined>();
  for (const number of numbers) {
    const found = lowestTops.findIndex((top) => top > number);
    const pile = found === -1 ? lowestTops.length : found;
    before.set(number, lowestTops[pile - 1]);
    lowestTops[pile] = number;
  }
  const rise: number[] = [];
  for (let number = lowestTops.at(-1); number !== undefined; number = before.get(number)) rise.push(number);
  return rise.reverse();
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
