/** Edits of a plan: whatever is done to it, it stays a plan, and no step is lost or doubled. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Plan, phases, planSchema, type Step, type StepKind } from '../../../src/core/plan/plan.ts';
import {
  addStep,
  changeStep,
  moveStep,
  placeStep,
  removeStep,
  toFreeId,
  toKind,
  toOrdered,
  unwrittenScript,
} from '../../../src/renderer/views/plan/step-edits.ts';

const empty: Plan = { title: 'A', variables: [], steps: [] };
const kinds: readonly StepKind[] = ['command', 'check', 'manual', 'wait'];

function grown(size: number): Plan {
  let plan = empty;
  for (let count = 0; count < size; count += 1) {
    plan = addStep(plan, toFreeId(plan), phases[count % phases.length] ?? 'prepare');
  }
  return plan;
}

const ids = (plan: Plan) => toOrdered(plan.steps).map(({ id }) => id);

test('a step is added right behind the one named', () => {
  const plan = grown(8);
  const [, second] = ids(plan);
  if (second === undefined) throw new Error('the plan has no second step');
  const id = toFreeId(plan);
  expect(ids(addStep(plan, id, 'prepare', second))[2]).toBe(id);
});

test('a step moved over the edge of its phase enters the next one', () => {
  const plan = grown(2);
  const [first] = ids(plan);
  if (first === undefined) throw new Error('the plan has no step');
  const moved = moveStep(plan, first, 1);
  expect(moved.steps.map(({ phase }) => phase)).toEqual(['carry-out', 'carry-out']);
  expect(moved.steps[0]?.id).toBe(first);
});

test('the first step of the first phase moves no further up', () => {
  const plan = grown(1);
  const [first] = ids(plan);
  if (first === undefined) throw new Error('the plan has no step');
  expect(moveStep(plan, first, -1)).toBe(plan);
});

test('a command that becomes a check and a command again keeps its script', () => {
  const [step] = grown(1).steps;
  if (step === undefined) throw new Error('the plan has no step');
  const command = { ...toKind(step, 'command'), script: 'uptime' } as Step;
  expect(toKind(toKind(command, 'check'), 'command')).toMatchObject({ kind: 'command', script: 'uptime' });
});

test('a script nobody has written yet fails rather than succeeds', () => {
  expect(unwrittenScript).toMatch(/^exit 1/);
});

test('whatever is done, the plan stays valid and each step is there once', () => {
  const edit = fc.record({ what: fc.nat(4), which: fc.nat(), where: fc.nat(9), kind: fc.constantFrom(...kinds) });
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 40 }), (edits) => {
      let plan = grown(3);
      let expected = plan.steps.length;
      for (const { what, which, where, kind } of edits) {
        const id = ids(plan)[which % Math.max(1, plan.steps.length)];
        const phase = phases[where % phases.length] ?? 'prepare';
        if (what === 0 || id === undefined) {
          plan = addStep(plan, toFreeId(plan), id === undefined ? phase : (stepOf(plan, id)?.phase ?? phase), id);
          expected += 1;
        } else if (what === 1) {
          plan = removeStep(plan, id);
          expected -= 1;
        } else if (what === 2) plan = moveStep(plan, id, where % 2 === 0 ? 1 : -1);
        else if (what === 3) plan = placeStep(plan, id, phase, where);
        else plan = changeStep(plan, id, (step) => toKind(step, kind));
      }
      expect(planSchema.safeParse(plan).error).toBeUndefined();
      expect(plan.steps).toHaveLength(expected);
      expect(new Set(ids(plan)).size).toBe(expected);
    }),
  );
});

function stepOf(plan: Plan, id: Step['id']): Step | undefined {
  return plan.steps.find((step) => step.id === id);
}
