/** Which steps run together: a step, and those right after it in its phase that say so (`POL-6`). */
import type { StepId } from '../ids.ts';
import { type Phase, type Plan, phases, type Step, stepsOfPhase } from './plan.ts';

/** At most this many steps of a plan run at the same time. */
export const stepsTogetherLimit = 32;

/** One or more steps of one phase, as written; a step that runs by itself is a group of its own. */
export type Group = readonly [Step, ...Step[]];

/** The whole plan in the order of execution. */
export function toGroups(plan: Plan): readonly Group[] {
  return phases.flatMap((phase) => toGroupsOfPhase(plan, phase));
}

export function toGroupsOfPhase(plan: Plan, phase: Phase): readonly Group[] {
  const groups: [Step, ...Step[]][] = [];
  for (const step of stepsOfPhase(plan, phase)) {
    const group = groups.at(-1);
    if (group === undefined || step.withPrevious !== true) groups.push([step]);
    else group.push(step);
  }
  return groups;
}

/** The groups of two steps and more: what the plan would do simultaneously. */
export function findSimultaneous(plan: Plan): readonly Group[] {
  return toGroups(plan).filter((group) => group.length > 1);
}

/** The steps that run together with this one, itself among them. */
export function stepsTogetherWith(plan: Plan, id: StepId): readonly StepId[] {
  const group = toGroups(plan).find((steps) => steps.some((step) => step.id === id));
  return group === undefined ? [id] : group.map((step) => step.id);
}

/** `“Restart web-1”, “Restart web-2”`: how a person reads a group. */
export function toGroupTitle(group: Group): string {
  return group.map(({ title }) => `“${title}”`).join(', ');
}

/**
 * The plan with its steps in another order: whoever was together and still stands together stays so. A step that was moved or is
 * new is of a group where it stands in the midst of it.
 */
export function regrouped(plan: Plan, steps: readonly Step[], moved?: StepId): Plan {
  const groups = new Map(toGroups(plan).flatMap((group, index) => group.map(({ id }) => [id, index])));
  const together = new Set<StepId>();
  for (const phase of phases) {
    const ids = steps.filter((step) => step.phase === phase).map(({ id }) => id);
    ids.forEach((id, index) => {
      const [before, after] = [groups.get(ids[index - 1] as StepId), groups.get(ids[index + 1] as StepId)];
      if (id === moved && before !== undefined && before === after) groups.set(id, before);
      if (before !== undefined && before === groups.get(id)) together.add(id);
    });
  }
  return {
    ...plan,
    steps: steps.map((step) => (together.has(step.id) ? { ...step, withPrevious: true as const } : apart(step))),
  };
}

/** The step as one that waits for the step before it. */
export function apart(step: Step): Step {
  const { withPrevious: _, ...rest } = step;
  return rest;
}
