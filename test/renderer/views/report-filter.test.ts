import { expect, test } from 'vitest';
import type { ReportSummary } from '../../../src/contract/report-shapes.ts';
import type { MaintenanceId } from '../../../src/core/ids.ts';
import { isMissing, noFilter, type Span, toFiltered } from '../../../src/renderer/views/reports/report-filter.ts';

const nowMs = Date.parse('2026-11-29T10:00:00Z');

function summary(title: string, more: Partial<ReportSummary> = {}): ReportSummary {
  return {
    maintenance: title as MaintenanceId,
    title,
    status: 'completed',
    isPractice: false,
    services: [],
    startedAtMs: nowMs,
    endedAtMs: nowMs,
    isPerfect: true,
    demand: { kind: 'offered', report: 'aar', says: '' },
    state: 'none',
    outages: [],
    actionItems: [],
    isClosed: false,
    ...more,
  };
}

const titles = (rows: readonly ReportSummary[]) => rows.map(({ title }) => title);
const expected = { kind: 'expected', report: 'pmr', says: '' } as const;

test('practice is left out until it is asked for', () => {
  const rows = [summary('real'), summary('practice', { isPractice: true })];
  expect(titles(toFiltered(rows, noFilter, nowMs))).toEqual(['real']);
  expect(titles(toFiltered(rows, { ...noFilter, hasPractice: true }, nowMs))).toEqual(['real', 'practice']);
});

test('what ended before or after the time looked at is left out; what still runs counts by its start', () => {
  const rows = [
    summary('june', { endedAtMs: Date.parse('2026-06-30T23:59:59Z') }),
    summary('july', { endedAtMs: Date.parse('2026-07-01T00:00:00Z') }),
    summary('september', { endedAtMs: Date.parse('2026-09-30T23:59:59Z') }),
    summary('october', { endedAtMs: Date.parse('2026-10-01T00:00:00Z') }),
    summary('runs', { endedAtMs: undefined }),
  ];
  const of = (span: Span, atMs = nowMs) => titles(toFiltered(rows, { ...noFilter, span }, atMs));
  expect(of('quarter')).toEqual(['october', 'runs']);
  expect(of('last-quarter')).toEqual(['july', 'september']);
  expect(of('all')).toEqual(titles(rows));
  // The last quarter of January is the last of the year before.
  expect(of('last-quarter', Date.parse('2027-01-02T00:00:00Z'))).toEqual(['october', 'runs']);
});

test('state, service, cause, kind and words each narrow it down, and all of them together', () => {
  const cache = { service: 'Cache', totalMs: 1, visibleMs: 1, isOngoing: false };
  const rows = [
    summary('a', { services: ['Wiki'], cause: 'human', kind: 'incident-report', state: 'published', leader: 'Ada' }),
    summary('b', { services: ['Mail'], outages: [cache], cause: 'human' }),
  ];
  const only = (change: Partial<typeof noFilter>) => titles(toFiltered(rows, { ...noFilter, ...change }, nowMs));
  expect(only({ service: 'Wiki' })).toEqual(['a']);
  // Marked, and named by no record.
  expect(only({ service: 'cache' })).toEqual(['b']);
  expect(only({ cause: 'human' })).toEqual(['a', 'b']);
  expect(only({ kind: 'incident-report' })).toEqual(['a']);
  expect(only({ state: 'none' })).toEqual(['b']);
  expect(only({ words: 'mail' })).toEqual(['b']);
  expect(only({ words: 'ada', service: 'Mail' })).toEqual([]);
});

test('a report is missing where one is asked for, none is published, and nobody closed it without', () => {
  expect(isMissing(summary('a', { demand: expected }))).toBe(true);
  expect(isMissing(summary('a', { demand: expected, state: 'approved' }))).toBe(true);
  expect(isMissing(summary('a', { demand: expected, state: 'published' }))).toBe(false);
  expect(isMissing(summary('a', { demand: expected, isClosed: true }))).toBe(false);
  expect(isMissing(summary('a'))).toBe(false);
});
