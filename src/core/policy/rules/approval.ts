/** The approval of the maintenance and of each service's part (`POL-1`). */
import type { Approval } from '../../approval/approval.ts';
import { hasWord, isSameWord } from '../../roster/names.ts';
import { answersFor } from '../../roster/person.ts';
import { findMember, toName } from '../../roster/roster.ts';
import { type Judged, judgeApprovals } from '../current.ts';
import type { Facts } from '../facts.ts';
import type { FindingEvidence } from '../finding.ts';
import type { Policy } from '../policy.ts';
import { notApplicable, type Outcome, type RuleInput, satisfied, violated } from '../rule.ts';

export function isApproved({ policy, facts }: RuleInput): Outcome {
  if (facts.schedule.emergency !== undefined)
    return notApplicable('This is an emergency: its own approval is another rule.');
  const { approver } = policy.roles;
  const judged = judgeApprovals(policy, facts, 'schedule');
  const current = judged.filter(({ but }) => but === undefined).map(({ approval }) => approval);
  const evidence = judged.map((one) => toEvidence(facts, one));
  const { services } = facts.change.record;
  const open = services.filter((service) => !current.some((approval) => covers(policy, facts, approval, service)));
  const ask = { label: `Ask ${approver} for approval`, place: 'plan' } as const;
  if (current.length === 0) {
    const stale = judged.filter(({ approval }) => approval.isGiven);
    const says =
      stale.length === 0
        ? `${approver} has not approved it.`
        : `No approval counts now: ${stale.map(({ approval, but }) => `${toName(facts.roster, approval.person)} (${but})`).join(', ')}.`;
    return violated(says, ask, evidence);
  }
  if (open.length > 0) return violated(sayOpen(policy, facts, open), ask, evidence);
  const who = current.map(({ person }) => toName(facts.roster, person)).join(', ');
  return satisfied(
    services.length === 0 ? `${who} approved it.` : `${who} approved it: ${services.join(', ')}.`,
    evidence,
  );
}

/** The approver of the service, or another one on behalf of that one. A word on the whole is a word on each of its parts. */
function covers({ roles }: Policy, { roster }: Facts, approval: Approval, service: string): boolean {
  if (approval.service !== undefined && !isSameWord(approval.service, service)) return false;
  const member = findMember(roster, approval.person);
  if (member !== undefined && answersFor(member, service)) return true;
  const instead = approval.onBehalfOf === undefined ? undefined : findMember(roster, approval.onBehalfOf);
  return instead !== undefined && hasWord(instead.roles, roles.approver) && answersFor(instead, service);
}

function sayOpen({ roles }: Policy, { roster }: Facts, open: readonly string[]): string {
  const parts = open.map((service) => {
    const able = roster.members.filter(
      (member) => hasWord(member.roles, roles.approver) && answersFor(member, service),
    );
    return able.length === 0
      ? `${service} (no ${roles.approver} on the roster answers for it)`
      : `${service} (${able.map(({ name }) => name).join(' or ')})`;
  });
  return `Not approved yet: the part of ${parts.join(', ')}.`;
}

export function toEvidence({ roster }: Pick<Facts, 'roster'>, { approval, but }: Judged): FindingEvidence {
  const { person, service, onBehalfOf, isGiven, atMs, bound } = approval;
  const part = service === undefined ? '' : `, the part of ${service}`;
  const instead = onBehalfOf === undefined ? '' : `, on behalf of ${toName(roster, onBehalfOf)}`;
  const problem = but === undefined || !isGiven ? '' : ` – does not count: ${but}`;
  const word = isGiven ? 'approved' : 'refused';
  return {
    text: `${toName(roster, person)} ${word}${part}${instead} (plan ${bound.planHash.slice(0, 12)})${problem}`,
    fromMs: atMs,
  };
}
