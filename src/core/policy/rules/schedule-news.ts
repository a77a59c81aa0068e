/** Every change of the schedule is told at once, and stays due until it has been (`POL-17`). */
import { noticesAbout, toSentAtMs } from '../../notice/notice.ts';
import type { Facts } from '../facts.ts';
import { notApplicable, type Outcome, type RuleInput, satisfied, violated } from '../rule.ts';

const verbs = {
  moved: 'was moved',
  delayed: 'was delayed',
  postponed: 'was postponed',
  extended: 'was extended',
  cancelled: 'was called off',
} as const;

export function areChangesTold({ policy, facts }: RuleInput): Outcome {
  const { changes } = facts.schedule;
  if (changes.length === 0) return notApplicable('The schedule has not changed.');
  const { approver, communication } = policy.roles;
  const evidence = changes.map(({ change, reason, atMs }) => ({
    text: `it ${verbs[change]}: ${reason}`,
    fromMs: atMs,
  }));
  const open = changes.filter(({ id }) => !isTold(facts, id));
  const [first] = open;
  if (first === undefined) return satisfied(`${approver} and ${communication} were told of every change.`, evidence);
  const what = open.map(({ change }) => `that it ${verbs[change]}`).join(', ');
  return {
    ...violated(
      `${approver} and ${communication} still have to be told ${what}.`,
      { label: 'Send the notices of the change', place: 'notices' },
      evidence,
    ),
    dueSinceMs: first.atMs,
  };
}

/** There is word of it to them, and no notice about it waits; what the public is told of it is apart. */
function isTold(facts: Facts, change: string): boolean {
  const about = noticesAbout(facts, change).filter((notice) => notice.dropped === undefined);
  return about.length > 0 && about.every((notice) => toSentAtMs(notice) !== undefined);
}
