/** What the editor does to a plan, one function each: a plan in, a plan out, and the same plan where there is nothing to do. */
import { type StepId, stepIdSchema } from '../ids.ts';
import { apart, regrouped, toGroupsOfPhase } from './groups.ts';
import {
  isScripted,
  limits,
  type Phase,
  type Plan,
  phases,
  type Rollback,
  type Step,
  type StepKind,
  stepsOfPhase,
} from './plan.ts';
import { toStepId } from './step-id.ts';

/** What stands in a script nobody has written yet: a step that is not finished must not succeed. */
export const unwrittenScript = 'exit 1 # not written yet';
/** What stands in a title nobody has written yet; the schema has no step without one. */
export const untitled = 'Untitled step';

/** Steps in the order they are shown and run: by phase, then as written. */
export function toOrdered(steps: readonly Step[]): readonly Step[] {
  return phases.flatMap((phase) => steps.filter((step) => step.phase === phase));
}

/** `step-N`, the first that no other step has: an id is kept when the title changes, so it says nothing of it. */
export function toFreeId(plan: Plan): StepId {
  const taken = new Set<string>(plan.steps.map(({ id }) => id));
  let number = taken.size + 1;
  while (taken.has(`step-${number}`)) number += 1;
  return stepIdSchema.parse(`step-${number}`);
}

/** A manual step without a word yet, after the step named, or at the end of its phase. Between two of a group it is of the group. */
export function addStep(plan: Plan, id: StepId, phase: Phase, after?: StepId): Plan {
  const step: Step = { id, phase, kind: 'manual', title: untitled };
  const ordered = toOrdered(plan.steps);
  const behind = after === undefined ? ordered.findLastIndex((other) => other.phase === phase) : at(ordered, after);
  return regrouped(plan, [...ordered.slice(0, behind + 1), step, ...ordered.slice(behind + 1)], id);
}

/** A copy right behind the step, with an id of its own made from the title. */
export function duplicateStep(plan: Plan, id: StepId): Plan {
  const step = plan.steps.find((other) => other.id === id);
  if (step === undefined) return plan;
  const title = `${step.title.slice(0, limits.titleLength - 7).toWellFormed()} (copy)`;
  const copy = { ...step, title, id: toStepId(title, new Set(plan.steps.map((other) => other.id))) };
  const steps = plan.steps.flatMap((other) => (other.id === id ? [other, copy] : [other]));
  return regrouped(plan, steps, copy.id);
}

export function removeStep(plan: Plan, id: StepId): Plan {
  return regrouped(
    plan,
    plan.steps.filter((step) => step.id !== id),
  );
}

export function changeStep(plan: Plan, id: StepId, change: (step: Step) => Step): Plan {
  return { ...plan, steps: plan.steps.map((step) => (step.id === id ? change(step) : step)) };
}

/**
 * One place up or down within its group. From the edge of its group it leaves that, and passes over all of the next; over the edge
 * of a phase it enters the next one.
 */
export function moveStep(plan: Plan, id: StepId, by: 1 | -1): Plan {
  const step = plan.steps.find((other) => other.id === id);
  if (step === undefined) return plan;
  const groups = toGroupsOfPhase(plan, step.phase).map((group) => group.map((other) => other.id));
  const own = groups.findIndex((group) => group.includes(id));
  const ownGroup = groups[own] ?? [];
  const neighbour = ownGroup[ownGroup.indexOf(id) + by];
  const passed = neighbour === undefined ? (groups[own + by] ?? []) : [neighbour];
  if (passed.length > 0) {
    const index = groups.flat().indexOf(id) + by * passed.length;
    return placeStep(plan, id, step.phase, index);
  }
  const phase = phases[phases.indexOf(step.phase) + by];
  if (phase === undefined) return plan;
  return placeStep(plan, id, phase, by === 1 ? 0 : Number.POSITIVE_INFINITY);
}

/** Together with the step before it, and with all that is together with that one (`POL-6`). The first of a phase has none before it. */
export function joinPrevious(plan: Plan, id: StepId): Plan {
  const step = plan.steps.find((other) => other.id === id);
  const isFirst = step === undefined || stepsOfPhase(plan, step.phase)[0]?.id === id;
  return isFirst || step.withPrevious === true
    ? plan
    : changeStep(plan, id, (old) => ({ ...old, withPrevious: true as const }));
}

/** After the step before it, no longer together with it. What is together with this one stays so. */
export function leavePrevious(plan: Plan, id: StepId): Plan {
  const step = plan.steps.find((other) => other.id === id);
  return step?.withPrevious === undefined ? plan : changeStep(plan, id, apart);
}

/** Into a phase, before its `index`-th step (of those that remain); beyond the last: at its end. */
export function placeStep(plan: Plan, id: StepId, phase: Phase, index: number): Plan {
  const step = plan.steps.find((other) => other.id === id);
  if (step === undefined) return plan;
  const others = toOrdered(plan.steps).filter((other) => other.id !== id);
  const inPhase = others.filter((other) => other.phase === phase);
  const place = Math.min(index, inPhase.length);
  const steps = phases.flatMap((each) => {
    const own = others.filter((other) => other.phase === each);
    return each === phase ? [...own.slice(0, place), { ...step, phase }, ...own.slice(place)] : own;
  });
  return regrouped(plan, steps, id);
}

/** The same step as another kind: what both kinds have is kept; undo brings back the rest. */
export function toKind(step: Step, kind: StepKind): Step {
  if (step.kind === kind) return step;
  const { id, phase, title, what, owner, estimateMs, sideEffects, withPrevious } = step;
  const common = { id, phase, title, ...present({ what, owner, estimateMs, sideEffects, withPrevious }) };
  const rollback: { rollback?: Rollback } =
    'rollback' in step && step.rollback !== undefined ? { rollback: step.rollback } : {};
  if (kind === 'wait') return { ...common, kind, waitMs: 60_000 };
  const twoPerson = step.kind === 'wait' ? {} : present({ isTwoPerson: step.isTwoPerson });
  if (kind === 'manual') return { ...common, kind, ...twoPerson, ...rollback };
  const expectation = 'expectation' in step ? step.expectation : undefined;
  const scripted = isScripted(step)
    ? present({
        hosts: step.hosts,
        script: step.script,
        timeoutMs: step.timeoutMs,
        retries: step.retries,
        onFailure: step.onFailure,
        confirmBefore: step.confirmBefore,
        safeToRepeat: step.safeToRepeat,
        mode: step.mode,
      })
    : {};
  const base = {
    ...common,
    hosts: [],
    script: unwrittenScript,
    retries: 0,
    onFailure: 'stop' as const,
    confirmBefore: false,
    safeToRepeat: false,
    mode: 'durable' as const,
    ...scripted,
    ...twoPerson,
    ...rollback,
  };
  return kind === 'check'
    ? { ...base, kind, expectation: expectation ?? {} }
    : { ...base, kind, ...present({ expectation }) };
}

/** Fields with a value; one without is left out, for absent and `undefined` are two things to the schema. */
export function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

function at(steps: readonly Step[], id: StepId): number {
  return steps.findIndex((step) => step.id === id);
}
