/** What the fields of a report are called, and their values in words: one place, so that every format says the same. */
import { toLocalTimeText } from '../../schedule/local-time.ts';
import { toDurationText } from '../../text/duration.ts';
import type { ActionItem, IncidentFields, Report, ReportFacts, ReviewerStanding, SectionId } from '../report.ts';

export const kindWords: Readonly<Record<Report['kind'], string>> = {
  pmr: 'Post-mortem report',
  aar: 'After-action review',
  'incident-report': 'IncidentReport',
};

export const sectionTitles: Readonly<Record<SectionId, string>> = {
  summary: 'Summary',
  impact: 'Impact',
  timeline: 'Timeline',
  'root-causes': 'Root causes and contributing factors',
  'five-whys': 'Five whys',
  'went-well': 'What went well',
  'went-poorly': 'What went poorly',
  lucky: 'Where we were lucky',
  complications: 'Complications',
  detection: 'Detection',
  response: 'Response',
  recovery: 'Recovery',
};

export const outcomeWords: Readonly<Record<ReportFacts['outcome'], string>> = {
  completed: 'completed',
  'completed-with-failures': 'completed with failures',
  'rolled-back': 'rolled back',
  aborted: 'aborted',
  cancelled: 'cancelled',
  running: 'still running',
};

export const causeWords: Readonly<Record<NonNullable<IncidentFields['cause']>, string>> = {
  human: 'human',
  technical: 'technical',
  upstream: 'upstream',
};

export const taskKindWords: Readonly<Record<ActionItem['kind'], string>> = {
  prevent: 'prevent',
  detect: 'detect',
  mitigate: 'mitigate',
  process: 'process',
};

export const taskStateWords: Readonly<Record<ActionItem['state'], string>> = {
  open: 'open',
  done: 'done',
  dropped: 'dropped',
};

export function toVerdictWords({
  verdict,
  isStale,
  excused,
}: Pick<ReviewerStanding, 'verdict' | 'isStale' | 'excused'>): string {
  if (excused !== undefined && verdict === 'none') return 'excused';
  const stale = isStale ? ' (an earlier text)' : '';
  switch (verdict) {
    case 'none':
      return 'not yet';
    case 'approved':
      return `approved${stale}`;
    case 'changes-wanted':
      return `wants changes${stale}`;
  }
}

export function toYesNo(answer: boolean | undefined): string {
  return answer === undefined ? 'not stated' : answer ? 'yes' : 'no';
}

export function toOutageText(lengthMs: number, isOngoing: boolean): string {
  return isOngoing ? `${toLengthText(lengthMs)} so far` : toLengthText(lengthMs);
}

/** To the minute: `2026-10-25 02:30+02:00`. */
export function toTimeText(atMs: number, zone: string): string {
  return toLocalTimeText(atMs, zone);
}

/** To the second for what takes less than an hour, to the minute for all else. */
export function toLengthText(lengthMs: number): string {
  const stepMs = lengthMs < 3_600_000 ? 1_000 : 60_000;
  return toDurationText(Math.round(lengthMs / stepMs) * stepMs);
}
