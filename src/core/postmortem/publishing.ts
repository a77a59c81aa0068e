/** What stands in the way of publishing a report: internal first, and the public announcement by the CES (`PM-1`, `PM-3`). */
import type { Actor } from '../maintenance/actor.ts';
import type { MaintenanceState } from '../maintenance/state.ts';
import { isOver } from '../maintenance/tasks.ts';
import type { Policy } from '../policy/policy.ts';
import type { Member } from '../roster/person.ts';
import type { Publication } from './postmortem.ts';
import { hasRole, toReviewProblems } from './review.ts';

export interface PublishingMoment {
  readonly actor: Actor;
  /** Of the report as it is now. */
  readonly textHash: string;
  readonly roles: Policy['roles'];
  readonly people: readonly Member[];
}

/** In sentences; none: it may be published. */
export function toPublishingProblems(
  state: MaintenanceState,
  audience: Publication['audience'],
  moment: PublishingMoment,
): readonly string[] {
  const { postmortem } = state;
  if (postmortem.begun === undefined) return ['There is no report yet.'];
  if (!isOver(state)) return ['The maintenance is not over.'];
  const problems = toReviewProblems(postmortem, moment.textHash, moment.roles);
  if (audience === 'internal') return problems;
  const { communication } = moment.roles;
  return [
    ...problems,
    ...(isPublishedInternally(state, moment.textHash)
      ? []
      : ['It is not published internally as it is now: internal comes first.']),
    ...(hasRole(state, moment.actor, communication, moment.people)
      ? []
      : [`The public announcement is published by ${communication}, and ${moment.actor.name} is not known as one.`]),
  ];
}

/** The report with this text; any text of it where none is given. */
export function isPublishedInternally(
  { postmortem }: Pick<MaintenanceState, 'postmortem'>,
  textHash?: string,
): boolean {
  return postmortem.publications.some(
    (one) => one.audience === 'internal' && (textHash === undefined || one.textHash === textHash),
  );
}
