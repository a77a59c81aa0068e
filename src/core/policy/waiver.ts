/** Who may waive a rule, and which waivers stand (`POL-19`). */
import type { Waiver } from '../approval/approval.ts';
import type { Actor } from '../maintenance/actor.ts';
import { hasWord } from '../roster/names.ts';
import { findMember, type Roster } from '../roster/roster.ts';
import type { Facts } from './facts.ts';
import { findSetting, type Policy } from './policy.ts';

/** Why this actor may not waive this rule, as a sentence; `undefined` where they may. */
export function refuseWaiver(
  policy: Policy,
  roster: Pick<Roster, 'members'>,
  rule: string,
  actor: Actor,
): string | undefined {
  const setting = findSetting(policy, rule);
  if (setting === undefined || setting.severity === 'off') return `The policy “${policy.name}” has no rule ${rule}.`;
  const { waivedBy } = setting;
  if (waivedBy.length === 0) return `${rule} may be waived by nobody.`;
  const roles = waivedBy.join(' or ');
  const member = actor.person === undefined ? undefined : findMember(roster, actor.person);
  if (member === undefined) return `${rule} is waived by ${roles}: ${actor.name} is not on the roster as one.`;
  if (!member.roles.some((role) => hasWord(waivedBy, role)))
    return `${rule} is waived by ${roles}: ${member.name} is ${member.roles.join(', ') || 'none'}.`;
  return undefined;
}

/** The waiver that stands under the policy in force, if one does. */
export function findWaiver(policy: Policy, facts: Pick<Facts, 'consent' | 'roster'>, rule: string): Waiver | undefined {
  return facts.consent.waivers.find(
    (waiver) => waiver.rule === rule && refuseWaiver(policy, facts.roster, rule, waiver.by) === undefined,
  );
}
