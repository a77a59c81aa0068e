/** Emergencies: approved, or begun at once with a clock that runs until the approver knows (`POL-18`). */

import { toSentAtMs } from '../../notice/notice.ts';
import { hasWord } from '../../roster/names.ts';
import { findMember, toName } from '../../roster/roster.ts';
import type { Emergency } from '../../schedule/schedule.ts';
import { findCurrent, judgeApprovals } from '../current.ts';
import type { Facts } from '../facts.ts';
import type { FindingEvidence } from '../finding.ts';
import type { Policy } from '../policy.ts';
import { notApplicable, type Outcome, type RuleInput, satisfied, violated } from '../rule.ts';
import { toEvidence } from './approval.ts';

export function isEmergencyInOrder({ policy, facts }: RuleInput): Outcome {
  const { emergency } = facts.schedule;
  if (emergency === undefined) return notApplicable('This is no emergency.');
  const { approver, communication } = policy.roles;
  const said: FindingEvidence = {
    text: `${emergency.by.name} declared an emergency: ${emergency.justification}`,
    fromMs: emergency.declaredAtMs,
  };
  const approval = findCurrent(policy, facts, 'emergency');
  const told = findTold(policy, facts, emergency);
  const evidence = [
    said,
    ...judgeApprovals(policy, facts, 'emergency').map((one) => toEvidence(facts, one)),
    ...(told === undefined ? [] : [told]),
    ...toEngaged(facts.roster, emergency),
  ];
  if (approval === undefined && told === undefined) {
    if (!emergency.isAtOnce)
      return violated(
        `${approver} has not approved the emergency.`,
        { label: `Ask ${approver} for approval`, place: 'plan' },
        evidence,
      );
    return {
      ...violated(
        `${facts.startedAtMs === undefined ? 'It may start at once' : 'It was begun at once'}; ${approver} has to be told as soon as possible, and has not been.`,
        { label: `Tell ${approver}, and record it`, place: 'readiness' },
        evidence,
      ),
      dueSinceMs: emergency.declaredAtMs,
    };
  }
  if (!emergency.isAtOnce && approval === undefined)
    return violated(
      `${approver} knows, but has not approved it.`,
      { label: `Ask ${approver} for approval`, place: 'plan' },
      evidence,
    );
  const knows = approval === undefined ? `${approver} was told` : `${approver} has approved it`;
  if (emergency.cesEngaged !== undefined) return satisfied(`${knows}, and a ${communication} is engaged.`, evidence);
  const engage = { label: `Engage a ${communication}, and record it`, place: 'readiness' } as const;
  // At the earliest opportunity, and never in the way of the start itself.
  if (facts.startedAtMs === undefined)
    return {
      ...satisfied(`${knows}. Engage a ${communication} at the earliest opportunity.`, evidence),
      action: engage,
    };
  return {
    ...violated(`${knows}; no ${communication} has been engaged yet.`, engage, evidence),
    dueSinceMs: emergency.declaredAtMs,
  };
}

/** What is still owed after an emergency was declared: each a clock that runs until it is done (`POL-18`). */
export function toEmergencyDebts(
  policy: Policy,
  facts: Facts,
): { readonly tellsApprover: boolean; readonly engagesCommunication: boolean } {
  const { emergency } = facts.schedule;
  if (emergency === undefined) return { tellsApprover: false, engagesCommunication: false };
  const knows =
    findTold(policy, facts, emergency) !== undefined || findCurrent(policy, facts, 'emergency') !== undefined;
  return { tellsApprover: !knows, engagesCommunication: emergency.cesEngaged === undefined };
}

/**
 * How the approver was told: by somebody's word, or by the notice of the emergency, once it has arrived. Somebody who is
 * known not to be an approver is not whom the rule means.
 */
export function findTold(
  { roles }: Policy,
  { roster, notices }: Pick<Facts, 'roster' | 'notices'>,
  { emNotified, declaredAtMs }: Emergency,
): { readonly text: string; readonly fromMs: number } | undefined {
  const member = emNotified === undefined ? undefined : findMember(roster, emNotified.person);
  if (emNotified !== undefined && (member === undefined || hasWord(member.roles, roles.approver)))
    return { text: `${toName(roster, emNotified.person)} was told: ${emNotified.how}`, fromMs: emNotified.atMs };
  const arrivals = notices.notices
    .filter(({ kind }) => kind === 'em-notification')
    .flatMap((notice) => toSentAtMs(notice) ?? [])
    .filter((sentAtMs) => sentAtMs >= declaredAtMs);
  return arrivals.length === 0
    ? undefined
    : { text: `the notice of the emergency to ${roles.approver} was sent`, fromMs: Math.min(...arrivals) };
}

function toEngaged(roster: Facts['roster'], { cesEngaged }: Emergency): readonly FindingEvidence[] {
  if (cesEngaged === undefined) return [];
  const { person, how, atMs } = cesEngaged;
  return [{ text: `${toName(roster, person)} was engaged for the notices: ${how}`, fromMs: atMs }];
}
