/** Which approvals count under a policy: those that stand, of an approver who did not ask for them. */
import type { Approval, ApprovalKind } from '../approval/approval.ts';
import { lastWords, toStaleText } from '../approval/standing.ts';
import { hasWord } from '../roster/names.ts';
import { findMember } from '../roster/roster.ts';
import type { Facts } from './facts.ts';
import type { Policy } from './policy.ts';

export interface Judged {
  readonly approval: Approval;
  /** Why it does not count; absent where it does. */
  readonly but?: string;
}

/** Each approver's last word on a matter that asks for one, and why it does not count. An approver is not the one who asked. */
export function judgeApprovals(policy: Policy, facts: Facts, kind: ApprovalKind): readonly Judged[] {
  return lastWords(facts, kind).map((approval) => {
    const but = refuse(policy, facts, approval);
    return but === undefined ? { approval } : { approval, but };
  });
}

/** The first approval of the whole matter that counts. */
export function findCurrent(policy: Policy, facts: Facts, kind: ApprovalKind): Approval | undefined {
  return judgeApprovals(policy, facts, kind).find(({ but }) => but === undefined)?.approval;
}

function refuse({ roles }: Policy, facts: Facts, approval: Approval): string | undefined {
  const { person, kind } = approval;
  if (!approval.isGiven) return 'it was refused';
  const member = findMember(facts.roster, person);
  if (member === undefined) return `${person} is not on the roster`;
  if (!hasWord(member.roles, roles.approver)) return `${member.name} is not ${roles.approver}`;
  const hasAsked = facts.consent.requests.some(
    ({ kinds, askedBy }) => kinds.includes(kind) && askedBy.person === person,
  );
  if (hasAsked) return 'whoever asks does not approve';
  return toStaleText(approval.bound, facts);
}
