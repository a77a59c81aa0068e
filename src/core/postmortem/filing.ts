/**
 * What is still open before a maintenance closes. A run ends by itself and stays ended; closing is the word that nothing of it
 * is waited for any more, and after an overrun it is not given without a published IncidentReport (`PM-1`).
 */
import type { MaintenanceState } from '../maintenance/state.ts';
import { isOver } from '../maintenance/tasks.ts';
import { toDemand } from './demand.ts';
import { levelWords, toLevels } from './outage.ts';
import { isPublishedInternally } from './publishing.ts';

export interface FilingItem {
  readonly part: 'end' | 'report' | 'service';
  readonly isDone: boolean;
  /** Done, or settled by a reason that is given at the close. */
  readonly mayBeReasoned: boolean;
  /** What is so, in one sentence. */
  readonly says: string;
  /** What supplies it; absent where it is done. */
  readonly action?: string;
}

export function toFiling(state: MaintenanceState, nowMs: number): readonly FilingItem[] {
  const end: FilingItem = isOver(state)
    ? { part: 'end', isDone: true, mayBeReasoned: true, says: 'It is over.' }
    : {
        part: 'end',
        isDone: false,
        mayBeReasoned: false,
        says: 'It is not over.',
        action: 'Bring the run to its end.',
      };
  return [end, toReportItem(state, nowMs), ...toServiceItems(state)];
}

function toReportItem(state: MaintenanceState, nowMs: number): FilingItem {
  const demand = toDemand(state, nowMs);
  const { begun } = state.postmortem;
  const isPublished = begun !== undefined && isPublishedInternally(state);
  const done = (says: string): FilingItem => ({ part: 'report', isDone: true, mayBeReasoned: true, says });
  switch (demand.kind) {
    case 'none':
    case 'offered':
      return done(isPublished ? 'The report is published internally.' : demand.says);
    case 'expected':
      if (isPublished) return done('The report is published internally.');
      return {
        part: 'report',
        isDone: false,
        mayBeReasoned: true,
        says: demand.says,
        action: 'Write the report and publish it, or close with a reason.',
      };
    case 'demanded':
      if (isPublished && begun?.kind === 'incident-report') return done('The IncidentReport is published internally.');
      return {
        part: 'report',
        isDone: false,
        mayBeReasoned: false,
        says: demand.says,
        action: 'File the IncidentReport: write it, have it reviewed, publish it internally.',
      };
  }
}

/** Whoever was told that a service is out is also told that it is back. */
function toServiceItems({ postmortem }: MaintenanceState): readonly FilingItem[] {
  return toLevels(postmortem.marks)
    .filter(({ level }) => level !== 'up')
    .map(({ service, level }) => ({
      part: 'service',
      isDone: false,
      mayBeReasoned: true,
      says: `${service} ${levelWords[level]} by its last mark.`,
      action: 'Mark when it was up again, or close with a reason.',
    }));
}
