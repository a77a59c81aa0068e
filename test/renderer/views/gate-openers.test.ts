/** Who unblocks a gate, as the form of the policy keeps it. */
import { expect, it } from 'vitest';
import { toGateOpeners } from '../../../src/core/gate/unblock.ts';
import { defaultPolicy } from '../../../src/core/policy/default-policy.ts';
import { policySchema } from '../../../src/core/policy/policy.ts';
import {
  toGateOpenersChoice,
  toOpenersOf,
  withNamedOpeners,
} from '../../../src/renderer/views/settings/gate-openers.ts';

const { roles } = defaultPolicy;
const isSound = (changed: typeof roles) => policySchema.safeParse({ ...defaultPolicy, roles: changed }).success;

it('REL-7: is the approver where a policy does not say, and nothing but the choice itself says anybody', () => {
  expect(toGateOpenersChoice(roles)).toBe('approver');
  const anybody = toOpenersOf(roles, 'anybody');
  expect([toGateOpenersChoice(anybody), toGateOpeners({ roles: anybody }), isSound(anybody)]).toEqual([
    'anybody',
    [],
    true,
  ]);
  expect(toOpenersOf(anybody, 'approver')).toEqual(roles);
});

it('REL-7: a list of roles begins with the approver, and one that was emptied stays a list that cannot be put in force', () => {
  const named = toOpenersOf(roles, 'named');
  expect(toGateOpeners({ roles: named })).toEqual(['EM']);
  const emptied = withNamedOpeners(named, []);
  expect([toGateOpenersChoice(emptied), isSound(emptied)]).toEqual(['named', false]);
  const refilled = withNamedOpeners(emptied, ['SRE']);
  expect([toGateOpeners({ roles: refilled }), isSound(refilled)]).toEqual([['SRE'], true]);
});
