/** Whether everything went perfectly (`PM-4`), by rules, each with what it found. */
import type { SettledItem } from '../change/checklist.ts';
import { toItemResult } from '../change/item-result.ts';
import type { MaintenanceState, Task } from '../maintenance/state.ts';
import { isOver, toTaskTitle } from '../maintenance/tasks.ts';
import { toDueNotices } from '../notice/due.ts';
import { toSentAtMs } from '../notice/notice.ts';
import { toDurationText } from '../text/duration.ts';
import { toOverrunMs, toPlannedWindow } from './overrun.ts';

export interface PerfectReason {
  readonly holds: boolean;
  /** One sentence: what was found. */
  readonly says: string;
}

export interface Perfect {
  readonly isPerfect: boolean;
  /** One for each rule, those that do not hold first. */
  readonly reasons: readonly PerfectReason[];
}

type Rule = (state: MaintenanceState, nowMs: number) => PerfectReason;

/** @param nowMs UTC milliseconds; only of a run that goes on it makes a difference */
export function toPerfect(state: MaintenanceState, nowMs: number): Perfect {
  const reasons = rules
    .map((rule) => rule(state, Math.min(nowMs, state.endedAtMs ?? nowMs)))
    .toSorted((a, b) => Number(a.holds) - Number(b.holds));
  return { isPerfect: reasons.every(({ holds }) => holds), reasons };
}

const rules: readonly Rule[] = [toEnd, toWindow, toSteps, toRollBack, toWaivers, toValidations, toNotices];

const holds = (says: string): PerfectReason => ({ holds: true, says });
const fails = (says: string): PerfectReason => ({ holds: false, says });

function toEnd(state: MaintenanceState): PerfectReason {
  if (state.startedAtMs === undefined) return fails('It was never run.');
  if (!isOver(state)) return fails('It is not over yet.');
  if (state.status === 'aborted') return fails('It was aborted.');
  return holds('It came to its end.');
}

function toWindow(state: MaintenanceState, nowMs: number): PerfectReason {
  const window = toPlannedWindow(state);
  if (window === undefined || state.startedAtMs === undefined) return holds('There was no window to keep.');
  const overMs = toOverrunMs(state, nowMs);
  if (overMs !== undefined) return fails(`The window was overrun by ${toRoundText(overMs)}.`);
  const earlyMs = window.startMs - state.startedAtMs;
  if (earlyMs > 0) return fails(`It began ${toRoundText(earlyMs)} before its window.`);
  const extended = state.schedule.changes.some(({ change, atMs }) => change === 'extended' && isDuring(state, atMs));
  return extended ? fails('The window was extended while it ran.') : holds('The window was kept.');
}

function isDuring({ startedAtMs }: MaintenanceState, atMs: number): boolean {
  return startedAtMs !== undefined && atMs >= startedAtMs;
}

/** What a retry mended has failed once all the same. */
function toSteps(state: MaintenanceState): PerfectReason {
  const failed = state.tasks.filter(hasEverFailed).map((task) => toTaskTitle(state, task));
  const unknown = state.tasks.filter(wasEverUnknown).map((task) => toTaskTitle(state, task));
  if (failed.length === 0 && unknown.length === 0)
    return holds('No step failed, and of none it was unknown how it ended.');
  const parts = [
    ...(failed.length === 0 ? [] : [`${toListText(failed)} failed`]),
    ...(unknown.length === 0 ? [] : [`of ${toListText(unknown)} it was not known at once how it ended`]),
  ];
  const says = parts.join('; ');
  return fails(`${says.charAt(0).toUpperCase()}${says.slice(1)}.`);
}

export function hasEverFailed({ state, attempts }: Task): boolean {
  if (state === 'failed' || state === 'timed-out' || state === 'cancelled') return true;
  return attempts.some(
    ({ verdict }) => verdict !== undefined && (verdict.kind !== 'exited' || verdict.unmet.length > 0),
  );
}

function wasEverUnknown({ attempts }: Task): boolean {
  return attempts.some(({ uncertainty }) => uncertainty !== undefined);
}

function toRollBack({ tasks, status }: MaintenanceState): PerfectReason {
  const isUndone =
    status === 'rolled-back' || status === 'rolling-back' || tasks.some(({ direction }) => direction === 'back');
  return isUndone ? fails('It was rolled back.') : holds('Nothing was rolled back.');
}

function toWaivers({ consent }: MaintenanceState): PerfectReason {
  const rules = [...new Set(consent.waivers.map(({ rule }) => rule))];
  return rules.length === 0 ? holds('No rule was waived.') : fails(`Waived: ${rules.join(', ')}.`);
}

function toValidations(state: MaintenanceState): PerfectReason {
  const { checklist, onceFailed = [] } = state.change;
  if (checklist.length === 0) return holds('There was no validation to pass.');
  const isRepeated = ({ step }: SettledItem) => state.tasks.some((task) => task.step === step && hasEverFailed(task));
  const resultOf = (item: SettledItem) => toItemResult(state, item)?.result;
  const failed = checklist.filter(
    (item) => onceFailed.includes(item.id) || isRepeated(item) || resultOf(item) === 'failed',
  );
  const open = checklist.filter((item) => resultOf(item) === undefined);
  if (failed.length + open.length === 0) return holds('Every validation passed the first time.');
  const parts = [
    ...(failed.length === 0 ? [] : [`Not passed the first time: ${toListText(failed.map(toQuoted))}.`]),
    ...(open.length === 0 ? [] : [`Nobody has said how it came out: ${toListText(open.map(toQuoted))}.`]),
  ];
  return fails(parts.join(' '));
}

function toQuoted({ text }: SettledItem): string {
  return `“${text}”`;
}

/** What is due after the end is not looked at: this is asked when a run ends. */
function toNotices(state: MaintenanceState, nowMs: number): PerfectReason {
  const moments = toMoments(state, nowMs).map((moment) => toDueNotices(moment.state, moment.atMs));
  const late = new Set<string>();
  for (const { notice, status, overdueAtMs, sentAtMs, troubled, isDrafted } of moments.flat()) {
    const isLate = sentAtMs !== undefined && overdueAtMs !== undefined && sentAtMs > overdueAtMs;
    if (!isDrafted && (status === 'overdue' || isLate || troubled.length > 0)) late.add(notice.id);
  }
  if (late.size > 0)
    return fails(`${late.size} ${late.size === 1 ? 'notice was' : 'notices were'} late or did not go out.`);
  const isAnySent = state.notices.notices.some((notice) => toSentAtMs(notice) !== undefined);
  return holds(isAnySent ? 'Every notice went out in time.' : 'No notice was late.');
}

/** What announces a start is not needed after it, nor what tells of a run after that: so each is looked at when it was. */
function toMoments(state: MaintenanceState, nowMs: number) {
  const { startedAtMs = nowMs } = state;
  return [
    { state: { ...state, status: 'scheduled' as const }, atMs: startedAtMs },
    { state: { ...state, status: 'running' as const }, atMs: nowMs },
    { state, atMs: nowMs },
  ];
}

function toListText(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

/** To the minute, and never nothing. */
export function toRoundText(durationMs: number): string {
  return toDurationText(
    durationMs < 60_000
      ? Math.max(1_000, Math.round(durationMs / 1_000) * 1_000)
      : Math.round(durationMs / 60_000) * 60_000,
  );
}
