/** Who reviews a report (`PM-1`, `PM-3`), what they said of which text, and what is missing before it may be published. */
import type { Actor } from '../maintenance/actor.ts';
import type { MaintenanceState } from '../maintenance/state.ts';
import { toInvolved } from '../policy/involved.ts';
import type { Policy } from '../policy/policy.ts';
import { hasWord, type PersonId } from '../roster/names.ts';
import type { Member } from '../roster/person.ts';
import { toName } from '../roster/roster.ts';
import type { Postmortem, ReviewDuty, Reviewer } from './postmortem.ts';
import type { ReportKind, ReviewerStanding } from './report.ts';

type Roles = Policy['roles'];

/**
 * An EM and a CES for every report; for an IncidentReport also everybody involved but whoever files it.
 * @param people those of the address book that were named beside the roster; they are asked too
 * @param filer whoever began it, who does not review it
 */
export function toReviewers(
  { roster }: Pick<MaintenanceState, 'roster'>,
  kind: ReportKind,
  { roles, people, filer }: { readonly roles: Roles; readonly people: readonly Member[]; readonly filer?: PersonId },
): readonly Reviewer[] {
  const members = [...roster.members, ...people.filter(({ id }) => !roster.members.some((one) => one.id === id))];
  const involved = kind === 'incident-report' ? toInvolved(roster) : [];
  const ids = new Set([...members.map(({ id }) => id), ...involved]);
  return [...ids].flatMap((person): readonly Reviewer[] => {
    const member = members.find(({ id }) => id === person);
    const as: ReviewDuty[] = [
      ...(member !== undefined && hasWord(member.roles, roles.approver) ? (['approver'] as const) : []),
      ...(member !== undefined && hasWord(member.roles, roles.communication) ? (['communication'] as const) : []),
      ...(involved.includes(person) ? (['involved'] as const) : []),
    ];
    const isNamed = people.some(({ id }) => id === person);
    if (person === filer || (as.length === 0 && !isNamed)) return [];
    const name = member?.name ?? toName(roster, person);
    return [{ person, name, as: as.length === 0 ? ['involved'] : as }];
  });
}

/** What is missing for a request to review, in sentences; none: it may be put. */
export function toReviewerProblems(reviewers: readonly Reviewer[], roles: Roles): readonly string[] {
  const missing = (['approver', 'communication'] as const).filter(
    (duty) => !reviewers.some(({ as }) => as.includes(duty)),
  );
  return missing.map(
    (duty) => `Nobody of those asked is ${roles[duty]}, who reviews every report, and does not file it.`,
  );
}

/** Each reviewer's last word, and whether it is on the text as it is now. */
export function toReviewerStandings(
  postmortem: Postmortem,
  textHash: string,
  roles: Roles,
): readonly ReviewerStanding[] {
  return (postmortem.asked?.reviewers ?? []).map((reviewer): ReviewerStanding => {
    const review = postmortem.reviews.findLast(({ person }) => person === reviewer.person);
    const excused = postmortem.excused.findLast(({ person }) => person === reviewer.person);
    const known = { person: reviewer.person, name: reviewer.name, role: toRoleText(reviewer, roles) };
    if (review === undefined)
      return {
        ...known,
        verdict: 'none',
        isStale: false,
        ...(excused === undefined ? {} : { excused: excused.reason }),
      };
    return {
      ...known,
      verdict: review.verdict,
      isStale: review.textHash !== textHash,
      atMs: review.atMs,
      ...(review.comment === undefined ? {} : { comment: review.comment }),
      ...(excused === undefined ? {} : { excused: excused.reason }),
    };
  });
}

/** Whether they may still be excused: they are known, nobody has excused them, and have not approved the text as it is now. */
export function isWaitedFor({ person, verdict, isStale, excused }: ReviewerStanding): boolean {
  return person !== undefined && excused === undefined && (verdict !== 'approved' || isStale);
}

/** What the review still waits for, in sentences; none: exactly this text is approved. */
export function toReviewProblems(postmortem: Postmortem, textHash: string, roles: Roles): readonly string[] {
  const { asked } = postmortem;
  if (asked === undefined) return ['Nobody has been asked to review it.'];
  const standings = toReviewerStandings(postmortem, textHash, roles);
  const standingOf = (person: PersonId) => standings.find((one) => one.person === person);
  const hasApproved = ({ person }: Reviewer) => {
    const standing = standingOf(person);
    return standing?.verdict === 'approved' && !standing.isStale;
  };
  const objecting = standings.filter(({ verdict, isStale }) => verdict === 'changes-wanted' && !isStale);
  const unmet = (['approver', 'communication'] as const).filter((duty) => {
    const asking = asked.reviewers.filter(({ as }) => as.includes(duty));
    return asking.length > 0 && !asking.some(hasApproved);
  });
  const oneOf = unmet.map((duty) => {
    const asking = asked.reviewers.filter(({ as }) => as.includes(duty));
    return `No ${roles[duty]} has approved it: ${asking.map(({ name }) => name).join(', ')}.`;
  });
  const involved = asked.reviewers.filter(
    (reviewer) =>
      reviewer.as.includes('involved') &&
      !hasApproved(reviewer) &&
      standingOf(reviewer.person)?.excused === undefined &&
      !objecting.some(({ person }) => person === reviewer.person),
  );
  // An EM or a CES whose duty another has done meanwhile need not read it again.
  const stale = asked.reviewers.filter(({ person, as }) => {
    const standing = standingOf(person);
    const isOutdated = standing?.verdict === 'approved' && standing.isStale;
    return (
      isOutdated && standing.excused === undefined && as.some((duty) => duty === 'involved' || unmet.includes(duty))
    );
  });
  return [
    ...objecting.map(({ name }) => `${name} wants changes.`),
    ...oneOf,
    ...(involved.length === 0
      ? []
      : [`Not approved yet by ${involved.map(({ name }) => name).join(', ')}, who took part.`]),
    ...(stale.length === 0
      ? []
      : [`Approved before the text was changed, so anew: ${stale.map(({ name }) => name).join(', ')}.`]),
  ];
}

export function toRoleText({ as }: Reviewer, roles: Roles): string {
  return as.map((duty) => (duty === 'involved' ? 'involved' : roles[duty])).join(', ');
}

/** Whether somebody has a role, by the roster, or as they were asked to review, or by what the address book says of them. */
export function hasRole(
  state: Pick<MaintenanceState, 'roster' | 'postmortem'>,
  { person }: Actor,
  role: string,
  people: readonly Member[],
): boolean {
  if (person === undefined) return false;
  const known = [...state.roster.members, ...people].filter(({ id }) => id === person);
  return known.some(({ roles }) => hasWord(roles, role));
}
