/** Which reports are looked at: by words, state, service, cause, kind and time. */
import type { ReportState, ReportSummary } from '../../../contract/report-shapes.ts';
import type { IncidentFields, ReportKind } from '../../../core/postmortem/report.ts';
import { hasTouched, toTouched } from '../../../core/postmortem/statistics.ts';

export const spans = ['quarter', 'last-quarter', 'year', 'all'] as const;
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
  const { fromMs, beforeMs } = toTimes(filter.span, nowMs);
  const words = filter.words.trim().toLocaleLowerCase('en');
  return rows.filter((row) => {
    const { state, service, cause, kind } = filter;
    const atMs = row.endedAtMs ?? row.startedAtMs ?? 0;
    const texts = [row.title, row.reportTitle ?? '', row.leader ?? '', row.environment ?? '', ...toTouched([row])];
    return (
      (filter.hasPractice || !row.isPractice) &&
      atMs >= fromMs &&
      atMs < beforeMs &&
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

/** A quarter of the calendar, in UTC, or twelve months back; `beforeMs` is no part of it. */
export function toTimes(span: Span, nowMs: number): { readonly fromMs: number; readonly beforeMs: number } {
  const now = new Date(nowMs);
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  const first = month - (month % 3);
  const ever = Number.POSITIVE_INFINITY;
  switch (span) {
    case 'quarter':
      return { fromMs: Date.UTC(year, first, 1), beforeMs: ever };
    case 'last-quarter':
      return { fromMs: Date.UTC(year, first - 3, 1), beforeMs: Date.UTC(year, first, 1) };
    case 'year':
      return { fromMs: Date.UTC(year - 1, month, now.getUTCDate()), beforeMs: ever };
    case 'all':
      return { fromMs: 0, beforeMs: ever };
  }
}
