/** Which approvals count now: given, not taken back, and bound to exactly this plan and this window. */
import type { Approval, ApprovalKind } from '../approval/approval.ts';
import { hasWord, isSameWord } from '../roster/names.ts';
import { findMember } from '../roster/roster.ts';
import { isSameWindow } from '../schedule/window.ts';
import type { Facts } from './facts.ts';
import type { Policy } from './policy.ts';

/** The last word of each person on each matter, for whichever plan it was given. */
export function lastWords({ consent }: Pick<Facts, 'consent'>, kind: ApprovalKind): readonly Approval[] {
  const words = new Map<string, Approval>();
  for (const approval of consent.approvals) {
    if (approval.kind !== kind) continue;
    words.set(`${approval.person}/${approval.service?.trim().toLocaleLowerCase('en') ?? ''}`, approval);
  }
  return [...words.values()];
}

/** Why a word is bound to something else by now; `undefined` where it is bound to what is planned. */
export function toStaleness(
  { planHash, schedule: { window } }: Pick<Facts, 'planHash' | 'schedule'>,
  { bound }: Pick<Approval, 'bound'>,
): string | undefined {
  if (bound.planHash !== planHash) return 'the work plan has changed since';
  const isSame =
    window === undefined || bound.window === undefined ? window === bound.window : isSameWindow(window, bound.window);
  return isSame ? undefined : 'the window has changed since';
}

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
  return toStaleness(facts, approval);
}

/** An approver without services answers for every one. */
export function answersFor({ services }: { readonly services: readonly string[] }, service: string): boolean {
  return services.length === 0 || services.some((one) => isSameWord(one, service));
}
