/** One operation at a time, and one leader (`POL-6`, `POL-8`). */
import { findSimultaneous, type Group, toGroupTitle } from '../../plan/groups.ts';
import { isSameWord } from '../../roster/names.ts';
import { toName, toNames } from '../../roster/roster.ts';
import { findCurrent, judgeApprovals } from '../current.ts';
import { type Outcome, type RuleInput, satisfied, violated } from '../rule.ts';
import { toEvidence } from './approval.ts';

export function isOneAtATime({ policy, facts }: RuleInput): Outcome {
  const approval = findCurrent(policy, facts, 'simultaneous');
  const judged = judgeApprovals(policy, facts, 'simultaneous');
  const groups = findSimultaneous(facts.plan);
  const evidence = [
    ...judged.map((one) => toEvidence(facts, one)),
    ...groups.map((group) => ({ text: `Run together: ${toGroupTitle(group)}` })),
  ];
  if (approval !== undefined)
    return satisfied(`${toName(facts.roster, approval.person)} approved simultaneous operations.`, evidence);
  if (groups.length === 0) return satisfied('The work plan runs one operation at a time.', evidence);
  if (facts.startedAtMs !== undefined && facts.isSimultaneous !== true)
    return satisfied(
      'Nobody approved simultaneous operations, so the groups of the plan run one after another.',
      evidence,
    );
  return violated(
    `${sayGroups(groups)} to run together, and ${policy.roles.approver} has not approved simultaneous operations. Started without it, they run one after another.`,
    { label: 'Ask for the approval', place: 'plan' },
    evidence,
  );
}

/** The first of them by its titles, as far as a sentence can; the evidence has all. */
function sayGroups(groups: readonly Group[]): string {
  const [first] = groups;
  const titles = first === undefined ? [] : first.map(({ title }) => `“${title}”`);
  const named = titles.length > 3 ? [...titles.slice(0, 2), `${titles.length - 2} other steps`] : titles;
  const steps = `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
  const more = groups.length - 1;
  return `${steps} are${more === 0 ? '' : `, and so ${more === 1 ? 'is one more group' : `are ${more} more groups`},`}`;
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
