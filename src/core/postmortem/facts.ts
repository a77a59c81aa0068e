/** What the journal says of a maintenance, for its report: times, timeline, steps, people, notices, backups, outages (`PM-2`, `PM-5`). */
import { levelWords } from '../backup/level.ts';
import { toBackupStanding } from '../backup/standing.ts';
import type { JournalEvent } from '../maintenance/events.ts';
import type { MaintenanceState } from '../maintenance/state.ts';
import { isOver, toTaskTitle } from '../maintenance/tasks.ts';
import { toDueNotices } from '../notice/due.ts';
import { toNoticeTitle } from '../notice/notice-title.ts';
import { toName } from '../roster/roster.ts';
import { toOutage } from './outage.ts';
import { toOverrunMs, toPlannedWindow } from './overrun.ts';
import { toPerfect } from './perfect.ts';
import type { ReportFacts } from './report.ts';
import { type Timeline, toTimeline } from './timeline.ts';

/**
 * @param journal all of it, in order
 * @param state what it folds to
 * @param nowMs UTC milliseconds
 */
export function toFacts(journal: readonly JournalEvent[], state: MaintenanceState, nowMs: number): ReportFacts {
  const untilMs = Math.min(nowMs, state.endedAtMs ?? nowMs);
  const { environment, services } = state.change.record;
  const timeline = toTimeline(journal, state);
  const outage = toOutage(state.postmortem.marks, nowMs);
  const rollback = toRollback(journal, state);
  return {
    maintenance: state.id,
    title: state.title,
    ...(environment === undefined ? {} : { environment }),
    services: [...services],
    leaders: [...toLeaders(state)],
    outcome: toOutcome(state),
    zone: toPlannedWindow(state)?.zone ?? 'UTC',
    times: toTimes(journal, state, timeline, nowMs),
    ...(outage === undefined ? {} : { outage }),
    timeline: [...timeline.entries],
    isTimelineCut: timeline.isCut,
    decisions: [...timeline.decisions],
    failures: [...timeline.failures],
    ...optional('detection', timeline.detection),
    steps: state.tasks.map((task) => toStep(state, task)),
    onShift: state.roster.shifts.map(({ person, role, fromMs, toMs }) => ({
      name: toName(state.roster, person),
      roles: [role],
      fromMs,
      toMs,
    })),
    waivers: state.consent.waivers.map(({ rule, reason, by, atMs }) => ({ rule, by: by.name, reason, atMs })),
    notices: toNotices(state, untilMs),
    backups: state.backups.backups.map((backup) => ({
      name: backup.what,
      level: levelWords[toBackupStanding(backup, state.schedule.window?.startMs).level],
    })),
    ...(rollback === undefined ? {} : { rollback }),
    perfect: toPerfectFacts(state, nowMs),
  };
}

function toPerfectFacts(state: MaintenanceState, nowMs: number): ReportFacts['perfect'] {
  const { isPerfect, reasons } = toPerfect(state, nowMs);
  return { isPerfect, reasons: reasons.map((reason) => ({ ...reason })) };
}

function toLeaders({ leader, roster }: MaintenanceState): readonly string[] {
  const named = roster.duties.leaders.map(({ person }) => toName(roster, person));
  return [...new Set([...(leader === undefined ? [] : [leader.name]), ...named])];
}

function toOutcome({ status }: MaintenanceState): ReportFacts['outcome'] {
  switch (status) {
    case 'draft':
    case 'scheduled':
    case 'running':
    case 'rolling-back':
      return 'running';
    default:
      return status;
  }
}

/**
 * Something failed when the journal first says so, or when a service was down by its marks, whichever was earlier: that a service
 * is down is often said later than it was.
 */
function toTimes(
  journal: readonly JournalEvent[],
  state: MaintenanceState,
  { failures, detection }: Timeline,
  nowMs: number,
): ReportFacts['times'] {
  const { startedAtMs, endedAtMs } = state;
  const failedAtMs = failures.map(({ atMs }) => atMs);
  return {
    ...optional('plannedWindow', toPlannedWindow(state)),
    ...optional('startedAtMs', startedAtMs),
    ...optional('firstFailureAtMs', failedAtMs.length === 0 ? undefined : Math.min(...failedAtMs)),
    ...optional('detectedAtMs', detection?.atMs),
    ...optional('rollbackAtMs', journal.find(({ type }) => type === 'roll-back-begun')?.atMs),
    ...optional('endedAtMs', isOver(state) ? endedAtMs : undefined),
    ...optional('overrunMs', toOverrunMs(state, nowMs)),
  };
}

function toStep(state: MaintenanceState, task: MaintenanceState['tasks'][number]): ReportFacts['steps'][number] {
  const step = state.plan.steps.find(({ id }) => id === task.step);
  const estimateMs = step === undefined ? undefined : step.kind === 'wait' ? step.waitMs : step.estimateMs;
  const { beganAtMs, endedAtMs } = task;
  const actualMs = beganAtMs === undefined || endedAtMs === undefined ? undefined : endedAtMs - beganAtMs;
  return {
    task: task.id,
    title: toTaskTitle(state, { ...task, host: undefined } as unknown as typeof task),
    ...optional('host', task.host),
    state: task.state,
    ...optional('estimateMs', task.direction === 'back' ? undefined : estimateMs),
    ...optional('actualMs', actualMs),
    attempts: task.attempts.length,
  };
}

function toNotices(state: MaintenanceState, untilMs: number): ReportFacts['notices'] {
  return toDueNotices(state, untilMs)
    .filter(({ status, sentAtMs }) => sentAtMs !== undefined || status === 'due' || status === 'overdue')
    .map(({ notice, dueAtMs, sentAtMs }) => ({
      title: toNoticeTitle(notice),
      ...optional('dueAtMs', dueAtMs),
      ...optional('sentAtMs', sentAtMs),
      ...optional('by', notice.sendings.find(({ state: now }) => now === 'sent')?.by.name),
    }));
}

/** With the criterion it was decided by, where one was: the last decision to revert before it began. */
function toRollback(journal: readonly JournalEvent[], state: MaintenanceState): ReportFacts['rollback'] {
  const begun = journal.find((event) => event.type === 'roll-back-begun');
  if (begun?.type !== 'roll-back-begun') return undefined;
  const decision = state.change.decisions.findLast((one) => one.decision === 'revert' && one.atMs <= begun.atMs);
  return {
    atMs: begun.atMs,
    by: decision?.by.name ?? (begun.actor.kind === 'person' ? begun.actor.name : 'the plan'),
    reason: decision?.reason ?? begun.data.reason,
    ...optional('criterion', decision?.criterion.condition),
  };
}

function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
}
