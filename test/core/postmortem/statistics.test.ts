import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ActionItem } from '../../../src/core/postmortem/report.ts';
import { type Counted, toStatistics } from '../../../src/core/postmortem/statistics.ts';

const at = (day: string) => Date.parse(`${day}T02:00:00Z`);
const minuteMs = 60_000;

function run(day: string, more: Partial<Counted> = {}): Counted {
  return {
    services: ['Wiki'],
    startedAtMs: at(day),
    endedAtMs: at(day),
    isPerfect: true,
    outages: [],
    actionItems: [],
    ...more,
  };
}

function item(more: Partial<ActionItem> = {}): ActionItem {
  return { id: 'a', title: 'x', kind: 'prevent', owner: 'Ada', note: '', state: 'open', ...more };
}

const outage = (totalMs: number, visibleMs: number) => ({ totalMs, visibleMs, isOngoing: false });

const out = (service: string, minutes: number) => ({ service, ...outage(minutes * minuteMs, 0) });

describe('statistics', () => {
  test('of no maintenance are empty, and say so with zeros', () => {
    const none = toStatistics([], '2026-11-29');
    expect(none).toMatchObject({ runs: 0, overruns: 0, totalOutageMs: 0, months: [], services: [], causes: [] });
  });

  test('name every month from the first to the last, quiet ones too', () => {
    const { months } = toStatistics([run('2026-11-02'), run('2027-01-20', { overrunMs: minuteMs })], '2027-02-01');
    expect(months.map(({ month, kept, overrun }) => [month, kept, overrun])).toEqual([
      ['2026-11', 1, 0],
      ['2026-12', 0, 0],
      ['2027-01', 0, 1],
    ]);
  });

  test('tell visible outage from the part that was back only in part', () => {
    const counted = toStatistics([run('2026-11-02', { outage: outage(30 * minuteMs, 10 * minuteMs) })], '2026-11-29');
    expect(counted.months[0]).toMatchObject({ visibleOutageMs: 10 * minuteMs, partialOutageMs: 20 * minuteMs });
    expect(counted).toMatchObject({ totalOutageMs: 30 * minuteMs, visibleOutageMs: 10 * minuteMs });
  });

  test('count an outage for the service that was out, whoever else the maintenance touched, the longest first', () => {
    const rows = [
      run('2026-11-02', { services: ['Wiki', 'Search'], outages: [out('wiki ', 60), out('Search', 0)] }),
      run('2026-11-03', { services: ['Mail', 'Search'], outages: [out('Mail', 1)], overrunMs: 1 }),
      run('2026-11-04', { services: ['WIKI'], outages: [out('Wiki', 30)] }),
    ];
    expect(toStatistics(rows, '2026-11-29').services).toEqual([
      { service: 'Wiki', runs: 2, overruns: 0, outageMs: 90 * minuteMs },
      { service: 'Mail', runs: 1, overruns: 1, outageMs: minuteMs },
      { service: 'Search', runs: 2, overruns: 1, outageMs: 0 },
    ]);
  });

  test('count a service that was marked and that no record names', () => {
    const rows = [run('2026-11-02', { services: [], outages: [out('Cache', 5)], outage: outage(5 * minuteMs, 0) })];
    expect(toStatistics(rows, '2026-11-29').services).toEqual([
      { service: 'Cache', runs: 1, overruns: 0, outageMs: 5 * minuteMs },
    ]);
  });

  test('count causes of incidents alone, and those nobody knows yet as unknown', () => {
    const incident = { kind: 'incident-report' } as const;
    const rows = [
      run('2026-11-02', { ...incident, cause: 'technical', isPreventable: true }),
      run('2026-11-02', incident),
      run('2026-11-02', { kind: 'pmr', cause: 'human' }),
    ];
    expect(toStatistics(rows, '2026-11-29')).toMatchObject({
      preventable: 1,
      causes: [
        { cause: 'technical', incidents: 1 },
        { cause: 'unknown', incidents: 1 },
      ],
    });
  });

  test('an item is overdue from the day after it was due, while it is open', () => {
    const actionItems = [
      item({ due: '2026-11-28' }),
      item({ due: '2026-11-29' }),
      item({ due: '2026-01-01', state: 'done' }),
      item({ kind: 'detect', state: 'dropped' }),
    ];
    expect(toStatistics([run('2026-11-02', { actionItems })], '2026-11-29')).toMatchObject({
      openItems: 2,
      overdueItems: 1,
      items: [
        { kind: 'prevent', open: 2, done: 1, dropped: 0 },
        { kind: 'detect', open: 0, done: 0, dropped: 1 },
      ],
    });
  });

  test('whatever was run, the months add up to what the totals say', () => {
    const rows = fc.array(
      fc.record({
        day: fc.date({ min: new Date('2024-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
        over: fc.boolean(),
        visible: fc.nat(1_000),
        more: fc.nat(1_000),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(rows, (made) => {
        const counted = toStatistics(
          made.map(({ day, over, visible, more }) =>
            run(day.toISOString().slice(0, 10), {
              outage: outage(visible + more, visible),
              ...(over ? { overrunMs: 5 } : {}),
            }),
          ),
          '2026-11-29',
        );
        const { months } = counted;
        const total = (of: (month: (typeof months)[number]) => number) => months.reduce((all, one) => all + of(one), 0);
        expect(total(({ kept, overrun }) => kept + overrun)).toBe(counted.runs);
        expect(total(({ overrun }) => overrun)).toBe(counted.overruns);
        expect(total((one) => one.visibleOutageMs + one.partialOutageMs)).toBe(counted.totalOutageMs);
      }),
    );
  });
});
