/** What waits for one person of a maintenance: what a follower's front page puts first (`PREP-4`). Scripts ask the same of the journal. */
import type { ApprovalKind, ApprovalRequest, Support } from '../approval/approval.ts';
import { lastWords, toStaleBecause } from '../approval/standing.ts';
import { findUnaware, toNextStep, toSigners } from '../approval/support.ts';
import type { SettledItem } from '../change/checklist.ts';
import type { Comment } from '../comment/comment.ts';
import { findUnread, mentions } from '../comment/reading.ts';
import type { Actor } from '../maintenance/actor.ts';
import { currentTasks } from '../maintenance/front.ts';
import { leadsRun, standingCountersign } from '../maintenance/second-person.ts';
import type { MaintenanceState, Task } from '../maintenance/state.ts';
import { isBeforeStart, isOver, stepOf } from '../maintenance/tasks.ts';
import { type DueNotice, toDueNotices } from '../notice/due.ts';
import { defaultPolicy } from '../policy/default-policy.ts';
import type { Policy } from '../policy/policy.ts';
import { toEmergencyDebts } from '../policy/rules/emergency.ts';
import { hasWord as hasRoleWord, type PersonId } from '../roster/names.ts';
import type { Member } from '../roster/person.ts';
import { isAbsent } from '../roster/presence.ts';
import type { HandOver, Shift } from '../roster/roster.ts';
import type { Emergency } from '../schedule/schedule.ts';
import { isGivenTo, ownsItem, ownsNotices } from './ownership.ts';

export type Waiting =
  /** They were asked for their word, and have not given it on what is planned now. */
  | { readonly kind: 'approval'; readonly matter: ApprovalKind; readonly request: ApprovalRequest }
  /** Outside help is to be signed off by them, or understood. */
  | { readonly kind: 'support'; readonly step: 'sign-off' | 'acknowledge'; readonly support: Support }
  | { readonly kind: 'hand-over'; readonly handOver: HandOver }
  /** Their shift has begun, and nobody has said that they are there. */
  | { readonly kind: 'check-in'; readonly shift: Shift }
  /** A validation that is theirs, open while the run is. */
  | { readonly kind: 'validation'; readonly item: SettledItem }
  /** A step by hand that the plan gives to them, and that the run has come to. */
  | { readonly kind: 'step'; readonly task: Task }
  /** A step that a second person confirms before it runs: anybody’s of the roster but the leader’s (`PREP-3`). */
  | { readonly kind: 'countersign'; readonly task: Task }
  /** A comment that names them, and that they have not marked as seen. */
  | { readonly kind: 'mention'; readonly comment: Comment }
  /** They were asked to review the report, and have not on that text (`PM-3`). */
  | { readonly kind: 'review'; readonly askedBy: Actor; readonly atMs: number }
  /** An emergency that an EM is to know of, or for which a CES is to be engaged: theirs to say of themselves (`POL-18`). */
  | { readonly kind: 'emergency'; readonly step: 'know' | 'engage'; readonly emergency: Emergency }
  /** The public announcement of a report that the team has: the CES's alone to publish (`PM-3`). */
  | { readonly kind: 'announcement'; readonly readyBy: Actor; readonly atMs: number }
  /** A notice that is theirs to see to: the communication owner's, and the CES's. */
  | { readonly kind: 'notice'; readonly due: DueNotice };

/** In the order it presses. Once the maintenance is over: its report, its notices, and what is said to them. */
export function toWaiting(state: MaintenanceState, member: Member, nowMs: number): readonly Waiting[] {
  const { id: person } = member;
  const emergencies = toEmergencies(state, member);
  const later = [
    ...toReviews(state, person),
    ...toAnnouncement(state, member),
    ...toMentions(state, member),
    ...toNotices(state, member, nowMs),
  ];
  if (isOver(state)) return [...emergencies, ...later];
  const { roster } = state;
  const handOvers = roster.handOvers.filter(({ to }) => to === person);
  return [
    ...emergencies,
    ...toSupport(state, person, nowMs),
    ...toCountersigns(state, member),
    ...toSteps(state, member),
    ...toApprovals(state, person),
    ...handOvers.map((handOver) => ({ kind: 'hand-over', handOver }) as const),
    ...toCheckIn(state, person, nowMs),
    ...toValidations(state, member),
    ...later,
  ];
}

/** Of several requests on one matter the last one put to them. */
function toApprovals(state: MaintenanceState, person: PersonId): readonly Waiting[] {
  const asked = new Map<ApprovalKind, ApprovalRequest>();
  for (const request of state.consent.requests) {
    if (!request.to.includes(person) || toStaleBecause(request.bound, state).length > 0) continue;
    for (const matter of request.kinds) asked.set(matter, request);
  }
  return [...asked]
    .filter(([matter]) => !hasWord(state, person, matter))
    .map(([matter, request]) => ({ kind: 'approval', matter, request }));
}

/** Yes or no, on the plan and window as they are. */
function hasWord(state: MaintenanceState, person: PersonId, matter: ApprovalKind): boolean {
  return lastWords(state, matter).some(
    (word) => word.person === person && toStaleBecause(word.bound, state).length === 0,
  );
}

function toSupport(state: MaintenanceState, person: PersonId, nowMs: number): readonly Waiting[] {
  return state.consent.support.flatMap((support): readonly Waiting[] => {
    const step = toNextStep(state.roster, support, nowMs);
    if (step === 'sign-off') return toSigners(state).includes(person) ? [{ kind: 'support', step, support }] : [];
    const isUnaware = support.withdrawn === undefined && findUnaware(state.roster, support, nowMs).includes(person);
    return isUnaware ? [{ kind: 'support', step: 'acknowledge', support }] : [];
  });
}

function toCheckIn({ roster }: MaintenanceState, person: PersonId, nowMs: number): readonly Waiting[] {
  if (isAbsent(roster, person, nowMs) || roster.checkIns.some((one) => one.person === person)) return [];
  const shift = roster.shifts.find((one) => one.person === person && one.fromMs <= nowMs && nowMs < one.toMs);
  return shift === undefined ? [] : [{ kind: 'check-in', shift }];
}

function toCountersigns(state: MaintenanceState, member: Member): readonly Waiting[] {
  if (leadsRun(state, { person: member.id, name: member.name })) return [];
  return currentTasks(state)
    .filter((task) => task.awaits?.for === 'countersign' && standingCountersign(state, task) === undefined)
    .map((task) => ({ kind: 'countersign', task }));
}

function toMentions({ talk }: MaintenanceState, { id: person, name }: Member): readonly Waiting[] {
  const reader = { name, person };
  return findUnread(talk, reader)
    .filter((comment) => mentions(comment, reader))
    .map((comment) => ({ kind: 'mention', comment }));
}

/** Of a report that has changed since it was asked for, the leader asks anew. */
function toReviews({ postmortem }: MaintenanceState, person: PersonId): readonly Waiting[] {
  const { asked, reviews, excused, closed } = postmortem;
  if (asked === undefined || closed !== undefined || excused.some((one) => one.person === person)) return [];
  const isAsked = asked.reviewers.some((one) => one.person === person);
  const hasSaid = reviews.some((one) => one.person === person && one.textHash === asked.textHash);
  return isAsked && !hasSaid ? [{ kind: 'review', askedBy: asked.by, atMs: asked.atMs }] : [];
}

/** An EM's word that they approve it is as good as that they know of it. */
function toEmergencies(state: MaintenanceState, { roles }: Member): readonly Waiting[] {
  const { emergency } = state.schedule;
  if (emergency === undefined) return [];
  const policy = policyOf(state);
  const { tellsApprover, engagesCommunication } = toEmergencyDebts(policy, state);
  return [
    ...(tellsApprover && hasRoleWord(roles, policy.roles.approver)
      ? [{ kind: 'emergency', step: 'know', emergency } as const]
      : []),
    ...(engagesCommunication && hasRoleWord(roles, policy.roles.communication)
      ? [{ kind: 'emergency', step: 'engage', emergency } as const]
      : []),
  ];
}

/** Internal comes first; once anything of it is public, what comes after is the team's to judge. */
function toAnnouncement(state: MaintenanceState, { roles }: Member): readonly Waiting[] {
  const { publications, closed } = state.postmortem;
  const internal = publications.findLast(({ audience }) => audience === 'internal');
  const isPublic = publications.some(({ audience }) => audience === 'public');
  if (internal === undefined || isPublic || closed !== undefined) return [];
  if (!hasRoleWord(roles, policyOf(state).roles.communication)) return [];
  return [{ kind: 'announcement', readyBy: internal.by, atMs: internal.atMs }];
}

function policyOf({ schedule }: MaintenanceState): Policy {
  return schedule.frozen?.policy ?? defaultPolicy;
}

function toSteps(state: MaintenanceState, member: Member): readonly Waiting[] {
  return currentTasks(state)
    .filter((task) => task.awaits?.for === 'person' && isGivenTo(stepOf(state, task), member))
    .map((task) => ({ kind: 'step', task }));
}

function toValidations(state: MaintenanceState, member: Member): readonly Waiting[] {
  if (isBeforeStart(state)) return [];
  return state.change.checklist
    .filter((item) => item.settled === undefined && ownsItem(state, item.id, member))
    .map((item) => ({ kind: 'validation', item }));
}

function toNotices(state: MaintenanceState, member: Member, nowMs: number): readonly Waiting[] {
  if (!ownsNotices(state, member)) return [];
  return toDueNotices(state, nowMs)
    .filter(({ status, troubled }) => status === 'due' || status === 'overdue' || troubled.length > 0)
    .map((due) => ({ kind: 'notice', due }));
}
