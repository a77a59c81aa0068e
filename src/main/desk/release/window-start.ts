/**
 * Starts due migrations in the recurring window (`REL-3`): at its beginning, once an occurrence, only if every `must` holds, and never on the
 * word of somebody who came by an invite alone. Whatever is in the way is written down: nobody finds out by surprise that nothing has run.
 */
import type { EnvironmentRecord } from '../../../contract/environment-shapes.ts';
import { toEnvironmentKey } from '../../../core/environment/environment.ts';
import { type Occurrence, toNextOccurrences } from '../../../core/environment/window-occurrences.ts';
import type { WindowRule } from '../../../core/environment/window-rule.ts';
import type { Actor } from '../../../core/maintenance/actor.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isBeforeStart } from '../../../core/maintenance/tasks.ts';
import { evaluate, toStartProblems } from '../../../core/policy/evaluate.ts';
import type { Failure } from '../../../core/result.ts';
import { isSameWindow, type Window } from '../../../core/schedule/window.ts';
import { sayUnled } from '../../../core/sharing/unled-word.ts';
import { environmentKind } from '../environment/environment-book.ts';
import { readTeamPolicy } from '../maintenance/team-policy.ts';
import type { DeskParts } from '../parts.ts';
import { startRun } from '../run/run-start.ts';
import { findOccurrence, type OccurrenceRecord, recordOccurrence } from './occurrence-book.ts';

/** So long after its beginning a start is tried: later, whoever expects it to have begun has gone on to other things. */
const startGraceMs = 5 * 60_000;
/** Occurrences that were missed are told as far back as this. */
const missedMs = 14 * 24 * 3_600_000;
const missedLimit = 50;

const itself: Actor = { kind: 'console', name: 'Drydock' };

/** The maintenance that is to run in the window, or why there is none. */
export type Waiting = { readonly state: MaintenanceState } | { readonly failure: Pick<Failure, 'kind' | 'message'> };

export async function lookAtWindow(parts: DeskParts, record: EnvironmentRecord, waiting: Waiting): Promise<void> {
  const { environment } = record;
  const rule = environment.windowRule;
  if (rule?.isAutomatic !== true) return;
  const nowMs = parts.clock.now();
  const { name } = environment;
  const isDue = 'state' in waiting || waiting.failure.kind !== 'nothing-due';
  for (const missed of isDue ? toMissed(parts, record, rule, nowMs) : []) {
    if (findOccurrence(parts.store, name, missed.startMs) !== undefined) continue;
    settle(parts, name, missed, 'not-started', ['The console was not running when it began.']);
  }
  const [first] = toNextOccurrences(rule, nowMs, 1);
  if (first === undefined) return;
  if (nowMs < first.startMs) place(parts, waiting, first);
  else await decide(parts, name, first, waiting, nowMs);
  // What did not run in this one is for the next; a person may have started or cancelled it meanwhile.
  const [next] = toNextOccurrences(rule, nowMs, 2).filter(({ startMs }) => startMs > nowMs);
  const isSettled = isFinal(findOccurrence(parts.store, name, first.startMs));
  if (next !== undefined && nowMs >= first.startMs && isSettled) place(parts, waiting, next);
}

/** A draft that the console made is for the next occurrence; one a person has given a window, or scheduled, is theirs. */
function place({ ledger }: DeskParts, waiting: Waiting, occurrence: Occurrence): void {
  if (!('state' in waiting)) return;
  const state = ledger.state(waiting.state.id);
  if (state === undefined || state.status !== 'draft') return;
  const { window } = state.schedule;
  if (window !== undefined && (state.release?.isMadeByItself !== true || isSameWindow(window, occurrence))) return;
  ledger.submit(state.id, { type: 'set-window', window: toWindow(occurrence) }, itself);
}

async function decide(
  parts: DeskParts,
  name: string,
  occurrence: Occurrence,
  waiting: Waiting,
  nowMs: number,
): Promise<void> {
  const known = findOccurrence(parts.store, name, occurrence.startMs);
  if (isFinal(known)) return;
  // The intent of a console that ended: whether it started is in the journal.
  if (known?.maintenance !== undefined) {
    const begun = parts.ledger.state(known.maintenance);
    if (begun !== undefined && !isBeforeStart(begun)) return settle(parts, name, occurrence, 'started', [], begun);
  }
  const isLate = nowMs >= occurrence.startMs + startGraceMs;
  if (!('state' in waiting)) {
    if (waiting.failure.kind === 'nothing-due') return settle(parts, name, occurrence, 'nothing-due', []);
    return isLate ? settle(parts, name, occurrence, 'not-started', [waiting.failure.message]) : undefined;
  }
  const { state } = waiting;
  const { window } = state.schedule;
  if (window === undefined || !isSameWindow(window, occurrence))
    return settle(parts, name, occurrence, 'not-started', [toWindowReason(state.title, window, occurrence)], state);
  if (isLate) {
    const why = known?.why.length ? known.why : ['The console was not running when it began.'];
    return settle(parts, name, occurrence, 'not-started', why, state);
  }
  const why = await tryStart(parts, name, occurrence, state);
  if (why.length === 0) settle(parts, name, occurrence, 'started', [], state);
  else {
    keep(parts, name, toRecord(parts, occurrence, 'starting', why, state));
    if (JSON.stringify(why) !== JSON.stringify(known?.why)) parts.news.changed('environment');
  }
}

/** Why it does not start; empty where it has. The intent is on disk before anything can begin. */
async function tryStart(
  parts: DeskParts,
  name: string,
  occurrence: Occurrence,
  state: MaintenanceState,
): Promise<readonly string[]> {
  const policy = state.schedule.frozen?.policy ?? readTeamPolicy(parts.store);
  const problems = toStartProblems(evaluate(policy, state, parts.clock.now()));
  if (problems.length > 0) return problems.map(({ rule, says }) => `${rule}: ${says}`);
  const unled = sayUnled(state);
  if (unled !== undefined) return [unled];
  keep(parts, name, toRecord(parts, occurrence, 'starting', [], state));
  const order = { maintenance: state.id, planHash: state.planHash, variables: {}, secrets: {} };
  const started = await startRun(parts, order, itself);
  return started.ok ? [] : [started.failure.message];
}

function settle(
  parts: DeskParts,
  name: string,
  occurrence: Occurrence,
  outcome: OccurrenceRecord['outcome'],
  why: readonly string[],
  state?: MaintenanceState,
): void {
  keep(parts, name, toRecord(parts, occurrence, outcome, why, state));
  parts.news.changed('environment');
}

/** The same words are not written again and again while it is tried. */
function keep({ store }: Pick<DeskParts, 'store'>, name: string, record: OccurrenceRecord): void {
  const known = findOccurrence(store, name, record.window.startMs);
  const { atMs: _, ...said } = record;
  const { atMs: __, ...before } = known ?? record;
  if (known === undefined || JSON.stringify(said) !== JSON.stringify(before)) recordOccurrence(store, name, record);
}

function toRecord(
  { clock }: Pick<DeskParts, 'clock'>,
  occurrence: Occurrence,
  outcome: OccurrenceRecord['outcome'],
  why: readonly string[],
  state?: MaintenanceState,
): OccurrenceRecord {
  return {
    window: toWindow(occurrence),
    outcome,
    ...(state === undefined ? {} : { maintenance: state.id }),
    why: why.slice(0, 100).map((one) => one.slice(0, 2_000)),
    atMs: clock.now(),
  };
}

function toWindow({ startMs, endMs, zone }: Window): Window {
  return { startMs, endMs, zone };
}

function toWindowReason(title: string, window: Window | undefined, { startMs }: Occurrence): string {
  if (window === undefined || window.startMs > startMs)
    return `“${title}” was made after this window had begun, or is for a later one.`;
  return `“${title}” is planned for another time.`;
}

function isFinal(record: OccurrenceRecord | undefined): boolean {
  return record !== undefined && record.outcome !== 'starting';
}

/** Those that began since the team turned it on, and whose time to start is over. */
function toMissed(parts: DeskParts, record: EnvironmentRecord, rule: WindowRule, nowMs: number): readonly Occurrence[] {
  const sinceMs = Math.max(toAutomaticSince(parts, record, rule), nowMs - missedMs);
  return toNextOccurrences(rule, sinceMs, missedLimit).filter(
    ({ startMs, endMs }) => startMs >= sinceMs && endMs <= nowMs,
  );
}

/** When the rule became what it is, by the versions of the document. */
function toAutomaticSince({ store }: DeskParts, record: EnvironmentRecord, rule: WindowRule): number {
  let sinceMs = record.savedAtMs;
  for (const { body, savedAtMs } of store.documents.versions(
    environmentKind,
    toEnvironmentKey(record.environment.name),
  )) {
    const then = (body as { readonly windowRule?: unknown } | null)?.windowRule;
    if (JSON.stringify(then) !== JSON.stringify(rule)) break;
    sinceMs = savedAtMs;
  }
  return sinceMs;
}
