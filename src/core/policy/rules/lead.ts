/** One operation at a time, and one leader (`POL-6`, `POL-8`). */
import { isSameWord } from '../../roster/names.ts';
import { toName, toNames } from '../../roster/roster.ts';
import { findCurrent, judgeApprovals } from '../current.ts';
import { type Outcome, type RuleInput, satisfied, violated } from '../rule.ts';
import { toEvidence } from './approval.ts';

export function isOneAtATime({ policy, facts }: RuleInput): Outcome {
  const approval = findCurrent(policy, facts, 'simultaneous');
  const evidence = judgeApprovals(policy, facts, 'simultaneous').map((one) => toEvidence(facts, one));
  return approval === undefined
    ? satisfied('The work plan runs one operation at a time.', evidence)
    : satisfied(`${toName(facts.roster, approval.person)} approved simultaneous operations.`, evidence);
}

export function isLeaderNamed({ policy, facts }: RuleInput): Outcome {
  const { roster } = facts;
  const { leaders } = roster.duties;
  const assign = { label: 'Name the leader', place: 'roster' } as const;
  const [only, ...others] = leaders;
  if (only === undefined) return violated('No leader is named.', assign);
  const evidence = leaders.map(({ person, service }) => ({
    text: `${toName(roster, person)} leads${service === undefined ? '' : ` ${service}`}`,
  }));
  if (others.length === 0) return satisfied(`${toName(roster, only.person)} leads.`, evidence);
  const names = toNames(
    roster,
    leaders.map(({ person }) => person),
  );
  if (leaders.some(({ service }) => service === undefined))
    return violated(`${names} lead, and not each a service of their own.`, assign, evidence);
  const twice = leaders.find(({ service = '' }, index) =>
    leaders.slice(index + 1).some((other) => isSameWord(other.service ?? '', service)),
  );
  if (twice !== undefined) return violated(`${twice.service} has more than one leader.`, assign, evidence);
  if (findCurrent(policy, facts, 'simultaneous') === undefined)
    return violated(
      `${names} lead, but ${policy.roles.approver} has not approved simultaneous operations.`,
      { label: 'Ask for the approval, or name one leader', place: 'plan' },
      evidence,
    );
  return satisfied('Each service has one leader, and simultaneous operations are approved.', evidence);
}
