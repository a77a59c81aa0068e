/** Requests about maintenances as documents: list, make, read. What makes one move is in `run.ts`. */
import type { MaintenanceSummary } from '../../../contract/shapes.ts';
import type { ChecklistItem } from '../../../core/change/checklist.ts';
import type { ChangeRecord } from '../../../core/change/record.ts';
import { findUnreadMentions } from '../../../core/comment/reading.ts';
import type { MaintenanceId, RunbookName } from '../../../core/ids.ts';
import type { Actor } from '../../../core/maintenance/actor.ts';
import type { NewEventOf } from '../../../core/maintenance/events.ts';
import { toLeaderNames } from '../../../core/maintenance/leader-names.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isSettled } from '../../../core/maintenance/tasks.ts';
import type { Release } from '../../../core/migration/release.ts';
import { countDue } from '../../../core/notice/due.ts';
import type { Notice } from '../../../core/notice/notice.ts';
import { toFirstNotices } from '../../../core/notice/notice-plan.ts';
import { toMarkdown } from '../../../core/plan/markdown/to-markdown.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import { toPlanHash } from '../../../core/plan/plan-hash.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { toWishes } from '../../../core/sharing/present.ts';
import type { Handlers } from '../handlers.ts';
import { findNoticePlan } from '../notice/notice-setting.ts';
import type { DeskParts } from '../parts.ts';
import { findMe } from '../people/address-book.ts';
import { findRunbook, toFileName, toPlan } from './runbooks.ts';
import { readTeamPolicy } from './team-policy.ts';

type LookingRequest = 'maintenance.list' | 'maintenance.summary' | 'maintenance.events' | 'maintenance.export';

export function maintenanceHandlers(parts: DeskParts): Handlers<LookingRequest | 'maintenance.create'> {
  return {
    ...maintenanceLookingHandlers(parts, () => findMe(parts)?.id),
    'maintenance.create': ({ title, runbook, version }, caller) => {
      const found = findRunbook(parts, runbook, version);
      if (!found.ok) return found;
      const from = { name: runbook, version: found.value.version };
      return createMaintenance(
        parts,
        { title, plan: toPlan(found.value), runbook: from, isPractice: false },
        caller.actor,
      );
    },
  };
}

/**
 * Those that only look.
 * @param findHere who sits at this console, where it tells them of what is said to them
 */
export function maintenanceLookingHandlers(
  parts: Pick<DeskParts, 'store' | 'ledger' | 'clock'>,
  findHere: () => PersonId | undefined = () => undefined,
): Handlers<LookingRequest> {
  const { ledger, store } = parts;
  return {
    // Somebody who came by an invite has one, and hundreds of them do not read all the others to find it.
    'maintenance.list': (_input, { share }) => {
      const here = share === undefined ? findHere() : undefined;
      return succeed(
        (share === undefined ? ledger.list() : [share.maintenance])
          .flatMap((id) => ledger.state(id) ?? [])
          .map((state) => ({ ...toSummary(parts, state), ...toMentions(state, here) })),
      );
    },
    'maintenance.summary': ({ maintenance }) => {
      const state = findState(parts, maintenance);
      return state.ok ? succeed(toSummary(parts, state.value)) : state;
    },
    'maintenance.events': ({ maintenance, afterSeq, limit }) => {
      const state = findState(parts, maintenance);
      if (!state.ok) return state;
      return succeed({ events: [...store.journal.read(maintenance, afterSeq, limit)], seq: state.value.seq });
    },
    'maintenance.export': ({ maintenance }) => {
      const state = findState(parts, maintenance);
      if (!state.ok) return state;
      return succeed({ file: `${toFileName(state.value.title)}.md`, markdown: toMarkdown(state.value.plan) });
    },
  };
}

export interface MaintenanceOrder {
  readonly title: string;
  readonly plan: Plan;
  /** None for what is made otherwise: a maintenance release, say. */
  readonly runbook?: { readonly name: RunbookName; readonly version: number };
  readonly isPractice: boolean;
  readonly release?: Release;
  /** What its change record and its checklist begin with; empty where nothing is said. */
  readonly record?: ChangeRecord;
  readonly checklist?: readonly ChecklistItem[];
  /** Beside those of the team’s plan of notices. */
  readonly notices?: readonly Notice[];
  /** A new one where nothing is said. */
  readonly id?: MaintenanceId;
}

export function createMaintenance(
  parts: DeskParts,
  order: MaintenanceOrder,
  actor: Actor,
): Result<MaintenanceSummary, Failure> {
  const { record, checklist = [], notices = [], id = parts.newMaintenanceId(), ...data } = order;
  const created = parts.ledger.create(
    id,
    { type: 'maintenance-created', data: { ...data, planHash: toPlanHash(order.plan) }, actor },
    [
      ...(record === undefined ? [] : [{ type: 'record-changed' as const, data: { record }, actor }]),
      ...(checklist.length === 0 ? [] : [{ type: 'checklist-set' as const, data: { items: [...checklist] }, actor }]),
      ...(order.isPractice ? [] : toNoticeEvents(parts, actor)),
      ...notices.map((notice) => ({ type: 'notice-planned' as const, data: { notice }, actor })),
    ],
  );
  if (!created.ok) return created;
  parts.news.changed('maintenance');
  return succeed(toSummary(parts, created.value));
}

/** A practice has nobody to tell. */
function toNoticeEvents({ store }: Pick<DeskParts, 'store'>, actor: Actor): readonly NewEventOf<'notice-planned'>[] {
  const { announcedDaysAhead } = readTeamPolicy(store).numbers;
  return toFirstNotices(findNoticePlan(store).plan, announcedDaysAhead).map((notice) => ({
    type: 'notice-planned',
    data: { notice },
    actor,
  }));
}

export function findState(
  { ledger }: Pick<DeskParts, 'ledger'>,
  id: MaintenanceId,
): Result<MaintenanceState, Failure<'no-such-maintenance' | 'journal-damaged'>> {
  const state = ledger.state(id);
  if (state !== undefined) return succeed(state);
  return (
    ledger.refuseDamaged(id) ??
    fail('no-such-maintenance', `There is no maintenance “${id}”.`, {
      advice: 'List the maintenances to see what there is.',
    })
  );
}

const shownMentions = 20;

/** @param person who sits at the console; their own screens show what is said to them, whatever room they are in */
function toMentions({ talk }: MaintenanceState, person: PersonId | undefined): Pick<MaintenanceSummary, 'mentions'> {
  // Who is mentioned is known by id; the name only tells apart those who have none.
  const found = person === undefined ? [] : findUnreadMentions(talk, { name: '', person }).slice(-shownMentions);
  if (found.length === 0) return {};
  return {
    mentions: found.map(({ id, seq, by, text }) => ({ comment: id, seq, by: by.name, text: text.slice(0, 300) })),
  };
}

export function toSummary(
  { store, clock }: Pick<DeskParts, 'store' | 'clock'>,
  state: MaintenanceState,
): MaintenanceSummary {
  const { id, title, status, isPractice, release, createdAtMs, startedAtMs, endedAtMs, seq } = state;
  const leader = toLeaderNames(state);
  const { environment } = state.change.record;
  const { window } = state.schedule;
  const wishes = toWishes(state.sharing, clock.now()).slice(0, 20);
  return {
    id,
    title,
    status,
    isHeld: state.hold !== undefined,
    isPractice,
    ...(environment === undefined ? {} : { environment }),
    ...(release === undefined ? {} : { release: { environment: release.environment, toVersion: release.toVersion } }),
    ...(window === undefined ? {} : { window }),
    createdAtMs,
    ...(startedAtMs === undefined ? {} : { startedAtMs }),
    ...(endedAtMs === undefined ? {} : { endedAtMs }),
    steps: state.plan.steps.length,
    settled: state.tasks.filter((task) => isSettled(state, task)).length,
    troubled: state.tasks.filter((task) => ['failed', 'timed-out', 'unknown'].includes(task.state)).length,
    seq,
    rows: store.log.rows(id),
    ...(leader === undefined ? {} : { leader }),
    ...(wishes.length === 0 ? {} : { wishes: wishes.map(({ name }) => name) }),
    notices: { ...countDue(state, clock.now()) },
  };
}
