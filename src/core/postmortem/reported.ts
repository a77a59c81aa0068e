/** What of the log a report has: what reviewers were shown when they were last asked, so that nothing is published that nobody reviewed. */
import type { JournalEvent } from '../maintenance/events.ts';
import { evolve } from '../maintenance/evolve.ts';
import type { MaintenanceState } from '../maintenance/state.ts';
import { toFacts } from './facts.ts';
import type { ReportFacts } from './report.ts';

export interface Reported {
  /** Of the log up to the newest request for review, and as of its instant; before the first one, of the log until now. */
  readonly facts: ReportFacts;
  /** Of the whole log until now: what a draft is drawn from, and evidence is picked of. */
  readonly whole: ReportFacts;
  /** So many entries of the timeline, or marks that were taken back, came after the request. */
  readonly laterEntries: number;
}

/**
 * @param journal all of it, in order
 * @param state what it folds to
 * @param nowMs UTC milliseconds
 */
export function toReported(journal: readonly JournalEvent[], state: MaintenanceState, nowMs: number): Reported {
  const whole = toFacts(journal, state, nowMs);
  const { asked } = state.postmortem;
  const until = asked === undefined ? [] : journal.filter(({ seq }) => seq <= asked.seq);
  const then = until.reduce<MaintenanceState | undefined>(evolve, undefined);
  if (asked === undefined || then === undefined) return { facts: whole, whole, laterEntries: 0 };
  const told = whole.timeline.filter(({ at }) => 'event' in at && at.event > asked.seq);
  const withdrawn = journal.filter(({ type, seq }) => type === 'service-mark-withdrawn' && seq > asked.seq);
  return {
    facts: toFacts(until, then, asked.atMs),
    whole,
    laterEntries: told.length + withdrawn.length,
  };
}
