/** The rule about rehearsals and ways back (REL-10), and the policies that were frozen before there was one. */
import { describe, expect, it } from 'vitest';
import { emptyRecord } from '../../../src/core/change/record.ts';
import type { MaintenanceId } from '../../../src/core/ids.ts';
import type { Release } from '../../../src/core/migration/release.ts';
import { toReleaseHash, toReleasePlan } from '../../../src/core/migration/release-plan.ts';
import { defaultPolicy } from '../../../src/core/policy/default-policy.ts';
import { evaluate } from '../../../src/core/policy/evaluate.ts';
import type { Facts } from '../../../src/core/policy/facts.ts';
import { type Policy, policySchema } from '../../../src/core/policy/policy.ts';
import { parsePolicyYaml } from '../../../src/core/policy/policy-yaml.ts';
import { commandStep, toPlan } from '../maintenance/fixtures.ts';
import { migrationOf } from '../migration/catalogues.ts';
import { dayMs, ready, window } from './fixtures.ts';

const asked: Policy = { ...defaultPolicy, numbers: { ...defaultPolicy.numbers, rehearsedDays: 7 } };
const { release, plan } = toReleasePlan({
  title: 'Orders to 1.1',
  environment: 'Orders',
  toVersion: '1.1',
  migrations: [migrationOf('1.1', 1)],
  hosts: [],
  measuredMs: new Map(),
});
const rehearsed = (endedAtMs: number, of: Release = release) => ({
  maintenance: 'm-stage' as MaintenanceId,
  title: 'Rehearsal',
  environment: 'Staging',
  endedAtMs,
  hash: toReleaseHash(of.migrations),
});
function find(more: Partial<Facts>, policy: Policy = asked) {
  const record = { ...emptyRecord, environment: { name: 'Orders', isProduction: true } };
  const facts: Facts = { ...ready, plan, release, change: { ...ready.change, record }, ...more };
  return evaluate(policy, facts, window.startMs - 10 * dayMs).find(({ rule }) => rule === 'REL-10');
}

describe('a rehearsal', () => {
  it('REL-10: of exactly what a release of production runs is asked for, and not older at the start than the policy says', () => {
    expect(find({})).toMatchObject({
      status: 'violated',
      severity: 'should',
      says: expect.stringContaining('not rehearsed'),
    });
    expect(find({ rehearsal: rehearsed(window.startMs - 7 * dayMs) })).toMatchObject({ status: 'satisfied' });
    expect(find({ rehearsal: rehearsed(window.startMs - 7 * dayMs - 60_000) })).toMatchObject({
      status: 'violated',
      says: expect.stringContaining('more than 7 days before the start'),
    });
    const other = { ...release, migrations: release.migrations.map((one) => ({ ...one, sha256: '0'.repeat(64) })) };
    expect(find({ rehearsal: rehearsed(window.startMs - dayMs, other) })).toMatchObject({ status: 'violated' });
  });

  it('REL-10: is asked of no rehearsal, of nothing that is not production, and only where the policy has a number', () => {
    expect(find({}, defaultPolicy)).toMatchObject({ status: 'satisfied' });
    expect(find({ release: { ...release, isRehearsalOf: 'Other' } })).toMatchObject({ status: 'satisfied' });
    expect(find({ change: { ...ready.change, record: emptyRecord } })).toMatchObject({ status: 'satisfied' });
  });
});

it('REL-10: a step that changes something has a rollback or says why not', () => {
  const steps = (rollback: object) => toPlan([commandStep('move', rollback)]);
  expect(find({ plan: steps({}) }, defaultPolicy)).toMatchObject({
    status: 'violated',
    says: expect.stringContaining('“move”'),
  });
  for (const rollback of [
    { kind: 'none', why: 'it reads' },
    { kind: 'script', script: 'undo' },
  ] as const)
    expect(find({ plan: steps({ rollback }) }, defaultPolicy)).toMatchObject({ status: 'satisfied' });
});

it('a policy that was frozen before there was this rule is still one, and does not look at it', () => {
  const { 'REL-10': _, ...rules } = defaultPolicy.rules;
  const before = policySchema.parse({ ...defaultPolicy, rules });
  expect(before.rules).not.toHaveProperty('REL-10');
  expect(find({}, before)).toBeUndefined();
  expect(parsePolicyYaml('rules: { REL-10: { severity: must } }\nnumbers: { rehearsedDays: 14 }')).toMatchObject({
    policy: { rules: { 'REL-10': { severity: 'must', waivedBy: ['EM'] } }, numbers: { rehearsedDays: 14 } },
  });
});
