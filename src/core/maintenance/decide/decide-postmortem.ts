/** Decisions about what comes after the work: marks of the service, the report's review and publication, the close. */

import { toInvolved } from '../../policy/involved.ts';
import { toDemand } from '../../postmortem/demand.ts';
import { toFiling } from '../../postmortem/filing.ts';
import { postmortemLimits } from '../../postmortem/postmortem.ts';
import { toPublishingProblems } from '../../postmortem/publishing.ts';
import { hasRole, toReviewerProblems, toReviewers } from '../../postmortem/review.ts';
import { assertNever, type Result, succeed } from '../../result.ts';
import { toNames } from '../../roster/roster.ts';
import { toUtcMinuteText } from '../../text/instant.ts';
import type { Actor } from '../actor.ts';
import type { postmortemCommandSchemas } from '../commands/postmortem-commands.ts';
import type { CommandOf } from '../commands.ts';
import type { NewEvent } from '../events.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { MaintenanceState } from '../state.ts';
import { isOver } from '../tasks.ts';

type PostmortemCommand = CommandOf<keyof typeof postmortemCommandSchemas>;
type Decision = Result<readonly NewEvent[], Refusal>;

export function decideOnPostmortem(
  state: MaintenanceState,
  command: PostmortemCommand,
  actor: Actor,
  atMs: number,
): Decision {
  switch (command.type) {
    case 'mark-service':
      return markService(state, command, actor, atMs);
    case 'withdraw-service-mark': {
      const { mark, reason } = command;
      if (!state.postmortem.marks.some(({ id }) => id === mark)) return refuse('not-now', 'There is no such mark.');
      return succeed([{ type: 'service-mark-withdrawn', data: { mark, reason }, actor }]);
    }
    case 'begin-report':
      return beginReport(state, command, actor, atMs);
    case 'ask-report-review':
      return askReview(state, command, actor);
    case 'review-report':
      return review(state, command, actor);
    case 'excuse-reviewer':
      return excuse(state, command, actor);
    case 'publish-report': {
      const { publication, textHash, people } = command;
      const { roles } = inForce(state, command);
      const problems = toPublishingProblems(state, publication.audience, { actor, textHash, roles, people });
      if (problems.length > 0) return refuse('not-ready', problems.join(' '), 'See to each of these first.');
      if (publication.audience === 'internal' && publication.textHash !== textHash)
        return refuse('not-now', 'What is to be published is not the report as it is now.', 'Look at it again.');
      if (state.postmortem.publications.length >= postmortemLimits.publications)
        return refuse('not-now', `It was published ${postmortemLimits.publications} times already.`);
      return succeed([{ type: 'report-published', data: { publication }, actor }]);
    }
    case 'set-action-item-state': {
      const { type: _, ...data } = command;
      if ((state.postmortem.items[data.item]?.state ?? 'open') === data.state)
        return refuse('not-now', `“${data.title}” is ${data.state} already.`);
      return succeed([{ type: 'action-item-state-set', data, actor }]);
    }
    case 'close-maintenance':
      return close(state, command, actor, atMs);
    default:
      return assertNever(command);
  }
}

function inForce(state: MaintenanceState, { policy }: Pick<CommandOf<'publish-report'>, 'policy'>) {
  return state.schedule.frozen?.policy ?? policy;
}

function markService(
  { postmortem }: MaintenanceState,
  { mark }: CommandOf<'mark-service'>,
  actor: Actor,
  atMs: number,
): Decision {
  if (mark.atMs > atMs)
    return refuse('not-ready', `${toUtcMinuteText(mark.atMs)} has not come yet.`, 'Mark how a service was, or is now.');
  if (postmortem.marks.some(({ id }) => id === mark.id))
    return refuse('not-now', 'There is a mark of that id already.');
  if (postmortem.marks.length >= postmortemLimits.marks)
    return refuse('not-now', `There are ${postmortemLimits.marks} marks already.`);
  return succeed([{ type: 'service-marked', data: { mark }, actor }]);
}

/** Also while the run goes on: what is known then is best written down then. */
function beginReport(
  state: MaintenanceState,
  { kind }: CommandOf<'begin-report'>,
  actor: Actor,
  atMs: number,
): Decision {
  const demand = toDemand(state, atMs);
  if (demand.kind === 'none') return refuse('not-now', demand.says);
  if (demand.kind === 'demanded' && kind !== 'incident-report')
    return refuse('not-ready', demand.says, 'Begin an IncidentReport: it holds all that another report does.');
  const stranger = kind === 'incident-report' ? refuseStranger(state, actor) : undefined;
  if (stranger !== undefined) return stranger;
  const { begun, publications } = state.postmortem;
  if (begun?.kind === kind) return refuse('not-now', 'It has been begun already.', 'Open it.');
  if (begun !== undefined && publications.length > 0)
    return refuse('not-now', 'It has been published, and stays the kind of report it is.');
  return succeed([{ type: 'report-begun', data: { kind }, actor }]);
}

/** An IncidentReport is filed by an involved member (`PM-1`). Where nobody has a shift or a duty, anybody may have been. */
function refuseStranger({ roster, leader }: MaintenanceState, { person, name }: Actor): Decision | undefined {
  const involved = toInvolved(roster);
  if (involved.length === 0 || (person !== undefined && involved.includes(person))) return undefined;
  if (leader !== undefined && leader.person === person && leader.name === name) return undefined;
  return refuse(
    'not-ready',
    `An IncidentReport is filed by somebody who took part, and ${name} is not known as one: ${toNames(roster, involved)}.`,
    'Have one of them begin it, or say who you are under People.',
  );
}

function askReview(state: MaintenanceState, command: CommandOf<'ask-report-review'>, actor: Actor): Decision {
  const { begun } = state.postmortem;
  if (begun === undefined) return refuse('not-now', 'There is no report yet.', 'Begin one first.');
  if (!isOver(state)) return refuse('not-now', 'The maintenance is not over: its report is not whole.');
  const { textHash, version, note, people, log } = command;
  const { roles } = inForce(state, command);
  const filer = begun.by.person;
  const reviewers = toReviewers(state, begun.kind, { roles, people, ...(filer === undefined ? {} : { filer }) });
  const problems = toReviewerProblems(reviewers, roles);
  if (problems.length > 0)
    return refuse(
      'not-ready',
      problems.join(' '),
      'Name somebody of the address book who is, beside those of the roster.',
    );
  if (reviewers.length > postmortemLimits.reviewers)
    return refuse('not-ready', `At most ${postmortemLimits.reviewers} people review a report.`);
  const optional = { ...(note === undefined ? {} : { note }), ...(log === undefined ? {} : { log }) };
  const data = { textHash, version, reviewers: [...reviewers], ...optional };
  return succeed([{ type: 'report-review-asked', data, actor }]);
}

/** Whether the text is still the one they read is not asked here: a word on another is kept, and does not count. */
function review(state: MaintenanceState, { review: given }: CommandOf<'review-report'>, actor: Actor): Decision {
  const { asked, reviews } = state.postmortem;
  const reviewer = asked?.reviewers.find(({ person }) => person === given.person);
  if (asked === undefined) return refuse('not-now', 'Nobody has been asked to review the report.', 'Ask for it first.');
  if (reviewer === undefined)
    return refuse(
      'not-ready',
      `${actor.name} is not among those who were asked to review it.`,
      'Have them asked first.',
    );
  if ((given.way.kind === 'here' || actor.via !== undefined) && actor.person !== given.person)
    return refuse('not-ready', `${reviewer.name} speaks for themselves, and ${actor.name} is somebody else.`);
  if (given.verdict === 'changes-wanted' && (given.comment ?? '') === '')
    return refuse('not-ready', 'Whoever wants changes says which.', 'Write what should be otherwise.');
  if (reviews.some(({ id }) => id === given.id)) return refuse('not-now', 'This word has been taken already.');
  if (reviews.length >= postmortemLimits.reviews)
    return refuse('not-now', `There are ${postmortemLimits.reviews} words on the report already.`);
  return succeed([{ type: 'report-reviewed', data: { review: given }, actor }]);
}

/** Somebody who took part is gone, or cannot be asked: an EM says so, with the reason. An EM and a CES are never done without. */
function excuse(state: MaintenanceState, command: CommandOf<'excuse-reviewer'>, actor: Actor): Decision {
  const { person, reason, people } = command;
  const { roles } = inForce(state, command);
  const reviewer = state.postmortem.asked?.reviewers.find((one) => one.person === person);
  if (reviewer === undefined) return refuse('not-now', 'They were not asked to review the report.');
  if (!hasRole(state, actor, roles.approver, people))
    return refuse('not-ready', `A reviewer is excused by ${roles.approver}, and ${actor.name} is not known as one.`);
  if (actor.person === person)
    return refuse('not-ready', 'Nobody excuses themselves.', 'Review it, or have another do it.');
  return succeed([{ type: 'report-reviewer-excused', data: { person, reason }, actor }]);
}

function close(
  state: MaintenanceState,
  { reason }: CommandOf<'close-maintenance'>,
  actor: Actor,
  atMs: number,
): Decision {
  if (state.postmortem.closed !== undefined) return refuse('not-now', 'It is closed already.');
  const open = toFiling(state, atMs).filter(
    ({ isDone, mayBeReasoned }) => !isDone && !(mayBeReasoned && reason !== undefined),
  );
  if (open.length > 0)
    return refuse(
      'not-ready',
      open.map(({ says }) => says).join(' '),
      open.flatMap(({ action }) => action ?? []).join(' '),
    );
  return succeed([{ type: 'maintenance-closed', data: reason === undefined ? {} : { reason }, actor }]);
}
