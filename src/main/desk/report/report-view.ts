/** Shows reports: one whole with what may be done now, and the rows of the list. */
import type { ReportAction, ReportState, ReportSummary, ReportView } from '../../../contract/report-shapes.ts';
import type { Actor } from '../../../core/maintenance/actor.ts';
import { toLeaderNames } from '../../../core/maintenance/leader-names.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isOver } from '../../../core/maintenance/tasks.ts';
import { toDemand } from '../../../core/postmortem/demand.ts';
import { redraft } from '../../../core/postmortem/draft.ts';
import { toFiling } from '../../../core/postmortem/filing.ts';
import { toOutage, toServiceOutages } from '../../../core/postmortem/outage.ts';
import { toOverrunMs, toPlannedWindow } from '../../../core/postmortem/overrun.ts';
import { toPerfect } from '../../../core/postmortem/perfect.ts';
import { isPublishedInternally, toPublishingProblems } from '../../../core/postmortem/publishing.ts';
import { type ReportText, toReportHash } from '../../../core/postmortem/report-text.ts';
import { toReviewers, toReviewProblems, toRoleText } from '../../../core/postmortem/review.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { type Member, toMember } from '../../../core/roster/person.ts';
import { toCanonicalJson } from '../../../core/text/canonical-json.ts';
import { findPerson } from '../people/address-book.ts';
import {
  type BookParts,
  findAnnouncement,
  findText,
  readReported,
  rolesOf,
  type TextVersion,
  toActionItems,
  toReport,
} from './report-book.ts';
import { isSameActor, type ReportLocks } from './report-locks.ts';

export function toReportView(parts: BookParts, locks: ReportLocks, state: MaintenanceState, actor: Actor): ReportView {
  const { store, clock } = parts;
  const nowMs = clock.now();
  const reported = readReported(parts, state);
  const { whole, laterEntries } = reported;
  const text = findText(store, state.id);
  const demand = toDemand(state, nowMs);
  const turn = locks.find(state.id, nowMs);
  const { postmortem } = state;
  const textHash = text === undefined ? undefined : toReportHash(text.text, state);
  const announcement = findAnnouncement(store, state.id);
  return {
    maintenance: state.id,
    atMs: nowMs,
    state: toReportState(parts, state, text),
    demand,
    ...(text === undefined || textHash === undefined
      ? { facts: whole }
      : {
          report: toReport(parts, { state, reported, text, textHash }),
          ...(laterEntries === 0 ? {} : { facts: whole }),
          document: { version: text.version, savedAtMs: text.savedAtMs, savedBy: text.savedBy },
        }),
    ...(turn === undefined
      ? {}
      : {
          lock: {
            by: turn.by.name,
            sinceMs: turn.sinceMs,
            untilMs: turn.untilMs,
            isMine: isSameActor(turn.by, actor),
          },
        }),
    isRedraftDue: text !== undefined && toCanonicalJson(redraft(text.text, whole)) !== toCanonicalJson(text.text),
    laterEntries,
    may: toMay(parts, locks, state, actor, textHash),
    wouldReview: toWouldReview(parts, state, text?.text),
    reviews: postmortem.reviews.map(({ by, atMs, person, verdict, comment, textHash: read, way }) => ({
      by: by.name,
      atMs,
      person,
      name: postmortem.asked?.reviewers.find((one) => one.person === person)?.name ?? person,
      verdict,
      ...(comment === undefined ? {} : { comment }),
      textHash: read,
      isStale: read !== textHash,
      isByFile: way.kind === 'file',
    })),
    marks: postmortem.marks.map(({ by, ...mark }) => ({ ...mark, by: by.name })),
    ...(announcement === undefined
      ? {}
      : { announcement: { version: announcement.version, isStale: announcement.body.fromTextHash !== textHash } }),
    filing: toFiling(state, nowMs).map((item) => ({ ...item })),
    ...(postmortem.closed === undefined
      ? {}
      : {
          closed: {
            by: postmortem.closed.by.name,
            atMs: postmortem.closed.atMs,
            ...(postmortem.closed.reason === undefined ? {} : { reason: postmortem.closed.reason }),
          },
        }),
  };
}

function toReportState(
  { store }: Pick<BookParts, 'store'>,
  state: MaintenanceState,
  text: TextVersion | undefined,
): ReportState {
  if (text === undefined) return 'none';
  const { postmortem } = state;
  if (postmortem.publications.some(({ audience }) => audience === 'public')) return 'public';
  if (isPublishedInternally(state)) return 'published';
  if (postmortem.asked === undefined) return 'draft';
  const problems = toReviewProblems(postmortem, toReportHash(text.text, state), rolesOf(store, state));
  return problems.length === 0 ? 'approved' : 'in-review';
}

/** Whoever acts, as the address book knows them: the roster is history by then. */
export function peopleFor({ store }: Pick<BookParts, 'store'>, ids: readonly (PersonId | undefined)[]): Member[] {
  return ids.flatMap((id) => {
    const person = id === undefined ? undefined : findPerson(store, id);
    return person === undefined ? [] : [toMember(person)];
  });
}

function toWouldReview({ store }: Pick<BookParts, 'store'>, state: MaintenanceState, text: ReportText | undefined) {
  const roles = rolesOf(store, state);
  const kind = text?.kind ?? 'pmr';
  const filer = state.postmortem.begun?.by.person;
  const reviewers = toReviewers(state, kind, { roles, people: [], ...(filer === undefined ? {} : { filer }) });
  return reviewers.map((reviewer) => ({
    person: reviewer.person,
    name: reviewer.name,
    role: toRoleText(reviewer, roles),
  }));
}

/** What stands in the way of each action now, asked of the very rules that refuse it. */
function toMay(
  parts: BookParts,
  locks: ReportLocks,
  state: MaintenanceState,
  actor: Actor,
  textHash: string | undefined,
): ReportView['may'] {
  const nowMs = parts.clock.now();
  const roles = rolesOf(parts.store, state);
  const demand = toDemand(state, nowMs);
  const { asked, closed } = state.postmortem;
  const turn = locks.find(state.id, nowMs);
  const none = textHash === undefined ? ['There is no report yet.'] : [];
  const moment = { actor, textHash: textHash ?? '', roles, people: peopleFor(parts, [actor.person]) };
  const problems: Readonly<Record<ReportAction, readonly string[]>> = {
    begin: [
      ...(textHash === undefined ? [] : ['It has been begun already.']),
      ...(demand.kind === 'none' ? [demand.says] : []),
    ],
    write: [...none, ...(turn !== undefined && !isSameActor(turn.by, actor) ? [`${turn.by.name} is editing it.`] : [])],
    'ask-review': [...none, ...(isOver(state) ? [] : ['The maintenance is not over.'])],
    review: [
      ...none,
      ...(asked === undefined
        ? ['Nobody has been asked to review it.']
        : asked.reviewers.some(({ person }) => person === actor.person)
          ? []
          : [`${actor.name} is not among those who were asked to review it.`]),
    ],
    'publish-internal': textHash === undefined ? none : toPublishingProblems(state, 'internal', moment),
    'publish-public': textHash === undefined ? none : toPublishingProblems(state, 'public', moment),
    close: [
      ...(closed === undefined ? [] : ['It is closed already.']),
      ...toFiling(state, nowMs)
        .filter(({ isDone, mayBeReasoned }) => !isDone && !mayBeReasoned)
        .map(({ says }) => says),
    ],
  };
  return (Object.entries(problems) as [ReportAction, readonly string[]][]).map(([action, found]) => ({
    action,
    isAllowed: found.length === 0,
    ...(found.length === 0 ? {} : { because: found.join(' ') }),
  }));
}

/** From the state alone: a list of a thousand maintenances reads no journal. */
export function toReportSummary(parts: BookParts, state: MaintenanceState): ReportSummary {
  const nowMs = parts.clock.now();
  const text = findText(parts.store, state.id);
  const perfect = toPerfect(state, nowMs);
  const { environment, services } = state.change.record;
  const incident = text?.text.kind === 'incident-report' ? text.text.incident : undefined;
  const published = state.postmortem.publications.find(({ audience }) => audience === 'internal');
  return {
    maintenance: state.id,
    title: state.title,
    status: state.status,
    isPractice: state.isPractice,
    ...optional('environment', environment?.name),
    services: [...services],
    ...optional('leader', toLeaderNames(state)),
    ...optional('startedAtMs', state.startedAtMs),
    ...optional('endedAtMs', isOver(state) ? state.endedAtMs : undefined),
    ...optional('plannedEndMs', toPlannedWindow(state)?.endMs),
    ...optional('overrunMs', toOverrunMs(state, nowMs)),
    isPerfect: perfect.isPerfect,
    demand: toDemand(state, nowMs, perfect),
    state: toReportState(parts, state, text),
    ...optional('kind', text?.text.kind),
    ...optional('reportTitle', text?.text.title),
    ...optional('savedAtMs', text?.savedAtMs),
    ...optional('publishedAtMs', published?.atMs),
    ...optional('cause', incident?.cause),
    ...optional('isPreventable', incident?.isPreventable),
    ...optional('outage', toOutage(state.postmortem.marks, nowMs)),
    outages: toServiceOutages(state.postmortem.marks, nowMs),
    actionItems: text === undefined ? [] : toActionItems(state, text.text),
    isClosed: state.postmortem.closed !== undefined,
  };
}

function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
}
