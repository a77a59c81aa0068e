/** The policy a workspace begins with: that of `POL-1` … `POL-18` with their own numbers and roles. A team edits it (`POL-19`). */
import { type BuiltInRule, builtInRules, type Policy, type RuleSetting } from './policy.ts';

/** Not a `must` in the seed, or nothing that a start could wait for: shown, and never in the way. */
const advice: readonly BuiltInRule[] = ['POL-5', 'POL-7', 'POL-13', 'CHG-2', 'CHG-5', 'REL-10'];

function toSetting(rule: BuiltInRule): readonly [BuiltInRule, RuleSetting] {
  return [rule, { severity: advice.includes(rule) ? 'should' : 'must', waivedBy: ['EM'] }];
}

export const defaultPolicy: Policy = {
  name: 'Default maintenance policy',
  numbers: { announcedDaysAhead: 7, backupsDaysAhead: 3, qualifiedPeople: 2, postponedDays: 3 },
  // The seed wants them complete and says nothing of proof: a team that has tools to ask turns it up.
  backupProof: 'none',
  roles: {
    qualified: 'SRE',
    qualification: 'root',
    approver: 'EM',
    communication: 'CES',
    urgent: ['leader'],
  },
  rules: Object.fromEntries(builtInRules.map(toSetting)) as Policy['rules'],
  own: [],
};
