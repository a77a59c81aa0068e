/** Which reports are looked at: by words, state, service, cause, kind and time. */
import type { ReportState, ReportSummary } from '../../../contract/report-shapes.ts';
import type { IncidentFields, ReportKind } from '../../../core/postmortem/report.ts';
import { hasTouched, toTouched } from '../../../core/postmortem/statistics.ts';

export const spans = ['quarter', 'year', 'all'] as const;
export type Span = (typeof spans)[number];

export interface ReportFilter {
  readonly words: string;
  /** `missing`: one is demanded or expected, and none is published. */
  readonly state: ReportState | 'missing' | null;
  readonly service: string | null;
  readonly cause: NonNullable<IncidentFields['cause']> | null;
  readonly kind: ReportKind | null;
  readonly span: Span;
  readonly hasPractice: boolean;
}

export const noFilter: ReportFilter = {
  words: '',
  state: null,
  service: null,
  cause: null,
  kind: null,
  span: 'year',
  hasPractice: false,
};

export function toFiltered(
  rows: readonly ReportSummary[],
  filter: ReportFilter,
  nowMs: number,
): readonly ReportSummary[] {
  const sinceMs = toSinceMs(filter.span, nowMs);
  const words = filter.words.trim().toLocaleLowerCase('en');
  return rows.filter((row) => {
    const { state, service, cause, kind } = filter;
    const texts = [row.title, row.reportTitle ?? '', row.leader ?? '', row.environment ?? '', ...toTouched([row])];
    return (
      (filter.hasPractice || !row.isPractice) &&
      (row.endedAtMs ?? row.startedAtMs ?? 0) >= sinceMs &&
      (state === null || (state === 'missing' ? isMissing(row) : row.state === state)) &&
      (service === null || hasTouched(row, service)) &&
      (cause === null || row.cause === cause) &&
      (kind === null || row.kind === kind) &&
      (words === '' || texts.some((text) => text.toLocaleLowerCase('en').includes(words)))
    );
  });
}

export function isMissing({ demand, state, isClosed }: Pick<ReportSummary, 'demand' | 'state' | 'isClosed'>): boolean {
  const isAsked = demand.kind === 'demanded' || demand.kind === 'expected';
  return isAsked && !isClosed && state !== 'published' && state !== 'public';
}

/** The quarter of the calendar, in UTC, or twelve months back. */
export function toSinceMs(span: Span, nowMs: number): number {
  const now = new Date(nowMs);
  const month = now.getUTCMonth();
  switch (span) {
    case 'quarter':
      return Date.UTC(now.getUTCFullYear(), month - (month % 3), 1);
    case 'year':
      return Date.UTC(now.getUTCFullYear() - 1, month, now.getUTCDate());
    case 'all':
      return 0;
  }
}
