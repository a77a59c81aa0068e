/** What is due when: each notice of a maintenance beside the clock. */
import type { MaintenanceState } from '../maintenance/state.ts';
import { isBeforeStart, isOver } from '../maintenance/tasks.ts';
import { toReleaseReport } from '../migration/release-report.ts';
import { toExtensionNotice } from './change-notices.ts';
import { type Notice, type PlannedNotice, type Sending, toSentAtMs } from './notice.ts';

export type NoticeStatus =
  | 'upcoming'
  | 'due'
  | 'overdue'
  | 'sent'
  | 'dropped'
  /** The maintenance has gone another way: no rollback to tell of, a reminder of what has begun. */
  | 'not-needed';

export interface DueNotice {
  readonly notice: PlannedNotice;
  readonly status: NoticeStatus;
  /** Absent while what it counts from has not happened, and nobody can say when it will. */
  readonly dueAtMs?: number;
  readonly overdueAtMs?: number;
  readonly sentAtMs?: number;
  /** Channels it still has to go through. */
  readonly left: readonly string[];
  /** Sendings a person should look at: failed, or nobody knows. */
  readonly troubled: readonly Sending[];
  /** Drafted by the console, and in the journal once somebody does something with it. */
  readonly isDrafted: boolean;
}

/** Where a notice says nothing of its own. */
const defaultGraceMs = 10 * 60_000;

/** In the order they are due; those without an instant last. */
export function toDueNotices(state: MaintenanceState, nowMs: number): readonly DueNotice[] {
  const drafted = toExtensionNotice(state, nowMs);
  const isNew = drafted !== undefined && !state.notices.notices.some(({ id }) => id === drafted.id);
  const all = state.notices.notices.map((notice) => toDueNotice(state, notice, nowMs, false));
  if (isNew) all.push(toDueNotice(state, { ...drafted, sendings: [] }, nowMs, true));
  return all.sort((a, b) => (a.dueAtMs ?? Number.MAX_VALUE) - (b.dueAtMs ?? Number.MAX_VALUE));
}

/** Due or overdue now: what a maintenance shows wherever it is shown. */
export function countDue(state: MaintenanceState, nowMs: number): { readonly due: number; readonly overdue: number } {
  const statuses = toDueNotices(state, nowMs).map(({ status }) => status);
  const count = (wanted: NoticeStatus) => statuses.filter((status) => status === wanted).length;
  return { due: count('due'), overdue: count('overdue') };
}

/** `2 overdue, 1 due`; empty where neither is. */
export function toCountWords({ due, overdue }: { readonly due: number; readonly overdue: number }): string {
  return [...(overdue > 0 ? [`${overdue} overdue`] : []), ...(due > 0 ? [`${due} due`] : [])].join(', ');
}

function toDueNotice(state: MaintenanceState, notice: PlannedNotice, nowMs: number, isDrafted: boolean): DueNotice {
  const dueAtMs = toDueAtMs(state, notice);
  const overdueAtMs = dueAtMs === undefined ? undefined : dueAtMs + (notice.graceMs ?? defaultGraceMs);
  const sentAtMs = toSentAtMs(notice);
  const left = toLeft(notice);
  return {
    notice,
    status: toStatus(),
    ...(dueAtMs === undefined ? {} : { dueAtMs }),
    ...(overdueAtMs === undefined ? {} : { overdueAtMs }),
    ...(sentAtMs === undefined ? {} : { sentAtMs }),
    left,
    troubled: notice.sendings.filter((sending) => isTroubled(notice, sending)),
    isDrafted,
  };

  function toStatus(): NoticeStatus {
    if (notice.dropped !== undefined) return 'dropped';
    if (sentAtMs !== undefined && left.length === 0) return 'sent';
    if (!isNeeded(state, notice) || isOvertaken(state, notice, dueAtMs)) return 'not-needed';
    if (dueAtMs === undefined || overdueAtMs === undefined || nowMs < dueAtMs) return 'upcoming';
    return nowMs < overdueAtMs ? 'due' : 'overdue';
  }
}

function isTroubled(notice: PlannedNotice, sending: Sending): boolean {
  if (sending.state === 'unknown') return true;
  // A failure is past once the same channel was sent through.
  return sending.state === 'failed' && toLeft(notice).includes(sending.channel);
}

/** Copied by hand, the words are out, wherever that was. */
function toLeft({ channels, sendings }: PlannedNotice): readonly string[] {
  if (sendings.some(({ channel }) => channel === 'by hand')) return [];
  return channels.filter(
    (channel) => !sendings.some((one) => one.channel === channel && (one.state === 'sent' || one.state === 'given-up')),
  );
}

/** UTC milliseconds; before the run its start is expected at that of the window, its end at that of the window. */
function toDueAtMs(state: MaintenanceState, { due, kind }: Notice): number | undefined {
  if (kind === 'failure') return toTroubleSinceMs(state);
  if (due === undefined) return undefined;
  if (due.kind === 'at') return due.atMs;
  const { window } = state.schedule;
  // What counts from the run is not late while the run is: it is expected with the window, and due when it happens.
  const pointMs = {
    'window-start': window?.startMs,
    'window-end': window?.endMs,
    'run-start': state.startedAtMs,
    'run-end': isOver(state) && kind !== 'schedule-change' ? state.endedAtMs : undefined,
  }[due.to];
  return pointMs === undefined ? undefined : Math.max(0, pointMs + due.offsetMs);
}

/** An emergency is not announced ahead (`POL-10`): what would have been due before it was declared is not late, but overtaken. */
function isOvertaken({ schedule: { emergency } }: MaintenanceState, { kind }: Notice, dueAtMs?: number): boolean {
  if (kind !== 'announcement' && kind !== 'reminder' && kind !== 'integration-owners') return false;
  return emergency !== undefined && dueAtMs !== undefined && dueAtMs < emergency.declaredAtMs;
}

function isNeeded(state: MaintenanceState, notice: PlannedNotice): boolean {
  const hasStarted = !isBeforeStart(state);
  switch (notice.kind) {
    case 'announcement':
    case 'reminder':
      return !hasStarted;
    case 'integration-owners':
      return !hasStarted && state.change.record.touchesIntegrations === true;
    case 'start':
    case 'progress':
    case 'extension':
      return !isOver(state);
    case 'completion':
      return !isOver(state) || state.status === 'completed' || state.status === 'completed-with-failures';
    case 'rollback':
      return state.status === 'rolling-back' || state.status === 'rolled-back' || state.status === 'aborted';
    case 'report':
      return state.status !== 'cancelled';
    case 'schedule-change':
    case 'em-notification':
      return true;
    case 'pending-updates':
      return !hasStarted && state.status !== 'cancelled';
    case 'downtime-ahead':
      return !hasStarted && state.status !== 'cancelled' && hasDowntime(state);
    case 'failure':
      return toTroubleSinceMs(state) !== undefined;
  }
}

/** Where no migration says how long, it may be any time. */
function hasDowntime({ release }: MaintenanceState): boolean {
  const { fullMinutes = 0, partialMinutes = 0, unknown = 0 } = release?.downtime ?? {};
  return fullMinutes + partialMinutes + unknown > 0;
}

/** Since when a release has failed: since a migration did, or since it was ended before all were applied. */
function toTroubleSinceMs(state: MaintenanceState): number | undefined {
  const report = toReleaseReport(state);
  if (report === undefined) return undefined;
  const troubled = report.migrations.filter(({ outcome }) => ['failed', 'unknown', 'undo-failed'].includes(outcome));
  const instants = troubled.flatMap(({ endedAtMs, beganAtMs }) => endedAtMs ?? beganAtMs ?? []);
  if (instants.length > 0) return Math.min(...instants);
  return report.outcome === 'failed' || report.outcome === 'rolled-back' ? state.endedAtMs : undefined;
}
