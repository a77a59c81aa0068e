/** What the work-plan editor does to a plan: always a plan again, and never more than was asked for. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StepId } from '../../../src/core/ids.ts';
import { comparePlans } from '../../../src/core/plan/difference.ts';
import {
  addStep,
  changeStep,
  duplicateStep,
  joinPrevious,
  leavePrevious,
  moveStep,
  placeStep,
  removeStep,
  toFreeId,
  toKind,
  toOrdered,
} from '../../../src/core/plan/edits.ts';
import { toGroups } from '../../../src/core/plan/groups.ts';
import { type Plan, phases, planSchema, type Step, type StepKind } from '../../../src/core/plan/plan.ts';
import { toPlanHash } from '../../../src/core/plan/plan-hash.ts';
import { toSlug, toStepId } from '../../../src/core/plan/step-id.ts';
import { plans } from './plans.ts';

const titles = (plan: Plan) => plan.steps.map(({ title, phase }) => `${phase}: ${title}`);

function planOf(...steps: readonly (readonly [phase: Plan['steps'][number]['phase'], title: string])[]): Plan {
  return planSchema.parse({
    title: 'T',
    steps: steps.map(([phase, title]) => ({ kind: 'manual', id: toSlug(title), phase, title })),
  });
}

test('a step is added after another, or at the end of its phase', () => {
  const plan = planOf(['prepare', 'a'], ['prepare', 'b'], ['verify', 'z']);
  expect(titles(addStep(plan, 'x' as StepId, 'prepare', 'a' as StepId))[1]).toBe('prepare: Untitled step');
  expect(titles(addStep(plan, 'x' as StepId, 'prepare'))[2]).toBe('prepare: Untitled step');
  expect(titles(addStep(plan, 'x' as StepId, 'roll-back'))).toContain('roll-back: Untitled step');
});

test('a step moves within its phase, and over its edge into the next', () => {
  const plan = planOf(['prepare', 'a'], ['prepare', 'b'], ['verify', 'z']);
  expect(titles(moveStep(plan, 'a' as StepId, 1))).toEqual(['prepare: b', 'prepare: a', 'verify: z']);
  expect(titles(moveStep(plan, 'b' as StepId, 1))).toEqual(['prepare: a', 'carry-out: b', 'verify: z']);
  expect(moveStep(plan, 'a' as StepId, -1)).toBe(plan);
  expect(titles(placeStep(plan, 'z' as StepId, 'prepare', 1))).toEqual(['prepare: a', 'prepare: z', 'prepare: b']);
});

test('a copy stands behind its step and has an id of its own', () => {
  const plan = planOf(['prepare', 'Restart'], ['prepare', 'b']);
  const twice = duplicateStep(duplicateStep(plan, 'restart' as StepId), 'restart' as StepId);
  expect(twice.steps.map(({ id }) => id)).toEqual(['restart', 'restart-copy-2', 'restart-copy', 'b']);
});

test('a slug is made of letters and digits, and is never empty or too long', () => {
  expect(toSlug('Überprüfe: den `Dienst`!')).toBe('uberprufe-den-dienst');
  expect(toSlug('再起動')).toBe('step');
  expect(toStepId('a'.repeat(100), new Set(['a'.repeat(64)]))).toBe(`${'a'.repeat(62)}-2`);
});

test('a command that becomes a check and a command again keeps its script', () => {
  const [step] = planOf(['prepare', 'a']).steps;
  if (step === undefined) throw new Error('the plan has no step');
  const command = { ...toKind(step, 'command'), script: 'uptime' } as Step;
  expect(toKind(toKind(command, 'check'), 'command')).toMatchObject({ kind: 'command', script: 'uptime' });
});

const edits = fc.array(
  fc.record({
    what: fc.constantFrom('add', 'remove', 'duplicate', 'up', 'down', 'place', 'kind', 'change', 'join', 'leave'),
    step: fc.nat(),
    phase: fc.constantFrom(...phases),
    kind: fc.constantFrom<StepKind>('command', 'check', 'manual', 'wait'),
    index: fc.nat(10),
  }),
  { maxLength: 12 },
);

test('whatever is done to a plan, it stays one that can be kept', () => {
  fc.assert(
    fc.property(plans, edits, (start, list) => {
      let plan = start;
      for (const { what, step, phase, kind, index } of list) {
        const id = plan.steps[step % Math.max(1, plan.steps.length)]?.id ?? ('none' as StepId);
        const count = plan.steps.length;
        if (what === 'add') plan = addStep(plan, toFreeId(plan), phase);
        else if (what === 'remove') plan = removeStep(plan, id);
        else if (what === 'duplicate') plan = duplicateStep(plan, id);
        else if (what === 'place') plan = placeStep(plan, id, phase, index);
        else if (what === 'kind') plan = changeStep(plan, id, (old) => toKind(old, kind));
        else if (what === 'join') plan = joinPrevious(plan, id);
        else if (what === 'leave') plan = leavePrevious(plan, id);
        else if (what === 'change') plan = changeStep(plan, id, (old) => ({ ...old, title: 'changed' }));
        else plan = moveStep(plan, id, what === 'up' ? -1 : 1);
        expect(planSchema.parse(plan)).toStrictEqual(plan);
        if (!['add', 'remove', 'duplicate'].includes(what)) expect(plan.steps).toHaveLength(count);
      }
    }),
  );
});

test('a move up takes back a move down', () => {
  fc.assert(
    fc.property(plans, fc.nat(), (start, step) => {
      const plan = { ...start, steps: [...toOrdered(start.steps)] };
      const id = plan.steps[step % Math.max(1, plan.steps.length)]?.id;
      if (id === undefined) return;
      const moved = moveStep(plan, id, 1);
      if (moved === plan) return;
      const back = moveStep(moved, id, -1);
      expect(back.steps.map((each) => each.id)).toEqual(plan.steps.map((each) => each.id));
      // Who left its group to move does not come into it again by moving.
      if (plan.steps.every(({ withPrevious }) => withPrevious === undefined)) expect(back).toStrictEqual(plan);
    }),
  );
});

/** Steps by their titles, those that run together joined by a plus. */
const grouped = (plan: Plan) => toGroups(plan).map((group) => group.map(({ title }) => title).join('+'));
const id = (title: string) => title as StepId;

test('a step is put together with the one before, and taken out again with what is together with it', () => {
  const plan = planOf(['prepare', 'a'], ['prepare', 'b'], ['prepare', 'c'], ['verify', 'd']);
  const together = joinPrevious(joinPrevious(plan, id('b')), id('c'));
  expect(grouped(together)).toEqual(['a+b+c', 'd']);
  expect(grouped(leavePrevious(together, id('b')))).toEqual(['a', 'b+c', 'd']);
  for (const first of ['a', 'd']) expect(joinPrevious(plan, id(first))).toBe(plan);
  expect(toPlanHash(leavePrevious(leavePrevious(together, id('b')), id('c')))).toBe(toPlanHash(plan));
});

test('steps that stand together after an edit are together if they were, and no others', () => {
  const four = planOf(['prepare', 'a'], ['prepare', 'b'], ['prepare', 'c'], ['prepare', 'd']);
  const plan = joinPrevious(joinPrevious(four, id('c')), id('d'));
  expect(grouped(plan)).toEqual(['a', 'b+c+d']);
  expect(grouped(removeStep(plan, id('b')))).toEqual(['a', 'c+d']);
  expect(grouped(duplicateStep(plan, id('b')))).toEqual(['a', 'b+b (copy)+c+d']);
  expect(grouped(addStep(plan, id('x'), 'prepare', id('c')))).toEqual(['a', 'b+c+Untitled step+d']);
  expect(grouped(addStep(plan, id('x'), 'prepare', id('d')))).toEqual(['a', 'b+c+d', 'Untitled step']);
  expect(grouped(placeStep(plan, id('a'), 'prepare', 1))).toEqual(['b+a+c+d']);
  expect(grouped(placeStep(plan, id('c'), 'verify', 0))).toEqual(['a', 'b+d', 'c']);
});

test('a step moves within its group, and beyond its edge passes over the whole of the next', () => {
  const four = planOf(['prepare', 'a'], ['prepare', 'b'], ['prepare', 'c'], ['prepare', 'd']);
  const plan = joinPrevious(joinPrevious(four, id('c')), id('d'));
  expect(grouped(moveStep(plan, id('d'), -1))).toEqual(['a', 'b+d+c']);
  expect(grouped(moveStep(plan, id('b'), -1))).toEqual(['b', 'a', 'c+d']);
  expect(grouped(moveStep(plan, id('a'), 1))).toEqual(['b+c+d', 'a']);
  expect(grouped(moveStep(plan, id('d'), 1))).toEqual(['a', 'b+c', 'd']);
});

test('a plan in which nothing runs together has the hash it always had', () => {
  const old = planSchema.parse({
    title: 'Old',
    steps: [
      { id: 'a', kind: 'command', phase: 'carry-out', title: 'A', hosts: ['db-1'], script: 'true' },
      { id: 'b', kind: 'manual', phase: 'verify', title: 'B' },
    ],
  });
  expect(toPlanHash(old)).toBe('8396107f712369a72489e5a571b0c64e5f8a58988263c3a7c4893eaf345cc9b2');
});

test('a plan whose phase begins with a step that is together with none before it is refused', () => {
  const step = { id: 'a', kind: 'manual', phase: 'verify', title: 'A', withPrevious: true };
  const read = planSchema.safeParse({ title: 'T', steps: [step] });
  expect(read.error?.issues[0]?.message).toContain('“A” is the first step of its phase');
});

test('a plan does not differ from itself', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      expect(comparePlans(plan, structuredClone(plan))).toEqual({ plan: [], steps: [] });
    }),
  );
});

test('what one edit did is what the comparison says, and nothing else', () => {
  const plan = planOf(['prepare', 'a'], ['prepare', 'b'], ['prepare', 'c'], ['verify', 'd']);
  const said = (after: Plan) =>
    comparePlans(plan, after).steps.map((difference) =>
      difference.kind === 'changed'
        ? [
            difference.step.title,
            difference.isMoved ? 'moved' : 'stayed',
            ...difference.fields.map(({ field }) => field),
          ]
        : [difference.step.title, difference.kind],
    );
  expect(said(placeStep(plan, 'a' as StepId, 'prepare', 9))).toEqual([['a', 'moved']]);
  expect(said(moveStep(plan, 'c' as StepId, 1))).toEqual([['c', 'stayed', 'phase']]);
  expect(said(removeStep(plan, 'b' as StepId))).toEqual([['b', 'removed']]);
  expect(said(duplicateStep(plan, 'b' as StepId))).toEqual([['b (copy)', 'added']]);
  expect(said(changeStep(plan, 'd' as StepId, (step) => ({ ...step, owner: 'anna' })))).toEqual([
    ['d', 'stayed', 'owner'],
  ]);
  expect(comparePlans(plan, { ...plan, title: 'U' }).plan).toEqual([{ field: 'title', before: 'T', after: 'U' }]);
});

test('taking the steps that count as moved out of both plans leaves the same order', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...'abcdefghij']), fc.shuffledSubarray([...'abcdefghij']), (one, other) => {
      const before = planOf(...one.map((title) => ['prepare', title] as const));
      const after = planOf(...other.map((title) => ['prepare', title] as const));
      const { steps } = comparePlans(before, after);
      const touched = new Set(steps.map(({ step }) => step.id));
      const rest = (plan: Plan) => plan.steps.filter(({ id }) => !touched.has(id)).map(({ id }) => id);
      expect(rest(before)).toEqual(rest(after));
    }),
  );
});
