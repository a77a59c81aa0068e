/** The rule about a second person (PREP-3): asked for by a plan, and somebody is there who could be one. */
import { expect, it } from 'vitest';
import { defaultPolicy } from '../../../src/core/policy/default-policy.ts';
import { evaluate } from '../../../src/core/policy/evaluate.ts';
import type { Facts } from '../../../src/core/policy/facts.ts';
import { policySchema } from '../../../src/core/policy/policy.ts';
import { commandStep, toPlan } from '../maintenance/fixtures.ts';
import { ready, window } from './fixtures.ts';

const plan = toPlan([commandStep('a', { isTwoPerson: true }), commandStep('b')]);
const find = (more: Partial<Facts>, policy = defaultPolicy) =>
  evaluate(policy, { ...ready, plan, ...more }, window.startMs).find(({ rule }) => rule === 'PREP-3');

it('PREP-3: a plan that asks for a second person needs somebody else than the leader on the roster', () => {
  const { roster } = ready;
  const [leader] = roster.duties.leaders;
  const alone = { ...roster, members: roster.members.filter(({ id }) => id === leader?.person) };
  expect(alone.members).toHaveLength(1);
  expect(find({})).toMatchObject({ status: 'satisfied', severity: 'must' });
  expect(find({ roster: alone })).toMatchObject({
    status: 'violated',
    says: '“a” is under the two-person rule, and nobody but the leader is on the roster to confirm it.',
    action: { place: 'roster' },
  });
  expect(find({ roster: alone, plan: toPlan([commandStep('b')]) })).toMatchObject({ status: 'not-applicable' });
  const absences = roster.members
    .filter(({ id }) => id !== leader?.person)
    .map(({ id }) => ({
      person: id,
      fromMs: 0,
      reason: 'ill',
      saidAtMs: 0,
      by: { kind: 'person' as const, name: 'Ada' },
    }));
  expect(find({ roster: { ...roster, absences } })).toMatchObject({ status: 'violated' });
});

it('is not looked at by a policy that was frozen before there was such a rule', () => {
  const { 'PREP-3': _, ...rules } = defaultPolicy.rules;
  const old = policySchema.parse({ ...defaultPolicy, rules });
  expect(find({}, old)).toBeUndefined();
});
