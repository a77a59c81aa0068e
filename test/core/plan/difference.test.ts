/** What differs between two plans, as the comparison shows it. */
import { expect, test } from 'vitest';
import { comparePlans } from '../../../src/core/plan/difference.ts';
import { type Plan, planSchema } from '../../../src/core/plan/plan.ts';

const before: Plan = planSchema.parse({
  title: 'Move',
  steps: [
    { id: 'one', phase: 'prepare', kind: 'manual', title: 'One' },
    { id: 'two', phase: 'prepare', kind: 'command', title: 'Two', hosts: ['db-1'], script: 'uptime' },
    { id: 'three', phase: 'verify', kind: 'manual', title: 'Three' },
  ],
});

test('a plan does not differ from itself', () => {
  expect(comparePlans(before, structuredClone(before))).toEqual({ plan: [], steps: [] });
});

test('an added, a removed and a changed step are told apart, the changed one field by field', () => {
  const after = planSchema.parse({
    ...before,
    steps: [
      before.steps[0],
      { ...before.steps[1], script: 'uptime\nfree', timeoutMs: 60_000 },
      { id: 'four', phase: 'verify', kind: 'manual', title: 'Four' },
    ],
  });
  const { steps } = comparePlans(before, after);
  expect(steps.map(({ kind, step }) => `${kind} ${step.id}`)).toEqual(['changed two', 'added four', 'removed three']);
  expect(steps[0]).toMatchObject({
    fields: [
      { field: 'script', before: 'uptime', after: 'uptime\nfree' },
      { field: 'timeoutMs', before: '', after: '60000' },
    ],
  });
});

test('of two steps that changed places one has moved, and nothing else is said', () => {
  const [one, two, three] = before.steps;
  const after = planSchema.parse({ ...before, steps: [two, one, three] });
  expect(comparePlans(before, after).steps).toMatchObject([{ kind: 'changed', isMoved: true, fields: [] }]);
});

test('the title of the plan itself is a difference of the plan', () => {
  expect(comparePlans(before, { ...before, title: 'Move on' }).plan).toEqual([
    { field: 'title', before: 'Move', after: 'Move on' },
  ]);
});
