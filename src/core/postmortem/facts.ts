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
import { toTimeline } from './timeline.ts';

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
    times: toTimes(journal, state, nowMs),
    ...(outage === undefined ? {} : { outage }),
    timeline: [...timeline.entries],
    isTimelineCut: timeline.isCut,
    decisions: [...timeline.decisions],
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

/** What tells that something went wrong, and what is an answer to that. */
function isFailure(event: JournalEvent): boolean {
  switch (event.type) {
    case 'attempt-ended':
      return !event.data.isSuccess && !event.data.task.includes('~errand');
    case 'checklist-item-settled':
      return event.data.result === 'failed';
    case 'attempt-became-unknown':
    case 'step-not-done':
      return true;
    case 'service-marked':
      return event.data.mark.level === 'down';
    default:
      return false;
  }
}

/**
 * Something failed when the journal first says so, or when a service was down by its marks, whichever was earlier. It was detected
 * when the console held the run for it, or a person did anything after it: whoever marks a service knows of it.
 */
function toTimes(journal: readonly JournalEvent[], state: MaintenanceState, nowMs: number): ReportFacts['times'] {
  const window = toPlannedWindow(state);
  const { startedAtMs, endedAtMs } = state;
  const overrunMs = toOverrunMs(state, nowMs);
  const downs = state.postmortem.marks.filter(({ level }) => level === 'down').map(({ atMs }) => atMs);
  const firstIndex = journal.findIndex(isFailure);
  const first = journal[firstIndex];
  const failures = [...(first === undefined || first.type === 'service-marked' ? [] : [first.atMs]), ...downs];
  const firstFailureAtMs = failures.length === 0 ? undefined : Math.min(...failures);
  const answer =
    first === undefined
      ? undefined
      : journal.slice(firstIndex).find(({ type, actor }) => actor.kind === 'person' || type === 'run-held');
  const rollback = journal.find(({ type }) => type === 'roll-back-begun');
  return {
    ...(window === undefined ? {} : { plannedWindow: window }),
    ...optional('startedAtMs', startedAtMs),
    ...optional('firstFailureAtMs', firstFailureAtMs),
    ...optional('detectedAtMs', firstFailureAtMs === undefined ? undefined : answer?.atMs),
    ...optional('rollbackAtMs', rollback?.atMs),
    ...optional('endedAtMs', isOver(state) ? endedAtMs : undefined),
    ...optional('overrunMs', overrunMs),
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
