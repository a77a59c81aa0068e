/** Whether the groups of a plan may run together: what the start of a run decides and records (`POL-6`). */
import { z } from 'zod';
import { findSimultaneous } from '../plan/groups.ts';
import { findCurrent } from './current.ts';
import type { Facts } from './facts.ts';
import { findSetting, type Policy } from './policy.ts';
import { findWaiver } from './waiver.ts';

/** On what they run together; `one-after-another` where nothing allows it. */
export const groupsWordSchema = z.enum(['approved', 'waived', 'no-rule', 'practice', 'one-after-another']);
export type GroupsWord = z.infer<typeof groupsWordSchema>;

/** `undefined` for a plan without groups: there is nothing to decide. */
export function judgeGroups(policy: Policy, facts: Facts): GroupsWord | undefined {
  if (findSimultaneous(facts.plan).length === 0) return undefined;
  if (facts.isPractice) return 'practice';
  const setting = findSetting(policy, 'POL-6');
  if (setting === undefined || setting.severity === 'off') return 'no-rule';
  if (findCurrent(policy, facts, 'simultaneous') !== undefined) return 'approved';
  return findWaiver(policy, facts, 'POL-6') === undefined ? 'one-after-another' : 'waived';
}
