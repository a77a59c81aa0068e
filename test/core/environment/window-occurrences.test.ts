/** The recurring window (REL-3): against a search through every minute of every day, over the nights in which the clocks change. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toNextOccurrences } from '../../../src/core/environment/window-occurrences.ts';
import {
  toWindowRuleText,
  type WindowRule,
  weekdays,
  windowRuleSchema,
} from '../../../src/core/environment/window-rule.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const parse = (rule: object): WindowRule => windowRuleSchema.parse({ lengthMinutes: 120, ...rule });
const starts = (rule: WindowRule, after: string, count: number) =>
  toNextOccurrences(rule, Date.parse(after), count).map(
    ({ startMs, clocks }) => `${new Date(startMs).toISOString()}${clocks ?? ''}`,
  );

/** What clocks on the wall show, by the system's own tables and not by those of the code. */
const formats = new Map<string, Intl.DateTimeFormat>();
function wallAt(atMs: number, zone: string): string {
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  formats.set(zone, format);
  return format.format(atMs);
}

/** The first minute at which the clocks show it; where none does, as much later as they skip: the offset before it counts. */
function searched(date: string, at: string, zone: string): number {
  const wanted = `${date} ${at}`;
  const asUtcMs = Date.parse(`${date}T${at}Z`);
  for (let atMs = asUtcMs - 15 * 60 * minuteMs; atMs <= asUtcMs + 15 * 60 * minuteMs; atMs += 15 * minuteMs) {
    // Offsets are whole quarters of an hour, so no minute between is left out.
    if (wallAt(atMs, zone) === wanted) return atMs;
  }
  const beforeMs = asUtcMs - dayMs;
  const offsetMs = Date.parse(`${wallAt(beforeMs, zone).replace(' ', 'T')}Z`) - beforeMs;
  return asUtcMs - offsetMs;
}

describe('the occurrences of a window', () => {
  it('REL-3: are those that a search through the calendar finds', () => {
    const zones = fc.constantFrom(
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'Asia/Kathmandu',
      'UTC',
    );
    const rhythm = fc.oneof(
      fc.record({
        kind: fc.constant('weekly'),
        everyWeeks: fc.integer({ min: 1, max: 5 }),
        from: fc.constant('2026-01-07'),
      }),
      fc.record({ kind: fc.constant('monthly'), nth: fc.constantFrom(1, 2, 3, 4, 5, -1) }),
    );
    const rules = fc.record({
      weekdays: fc.subarray([...weekdays], { minLength: 1, maxLength: 3 }),
      rhythm,
      at: fc.constantFrom('00:00', '01:30', '02:00', '02:30', '03:15', '23:45'),
      zone: zones,
    });
    const instants = fc.constantFrom(
      '2026-03-20',
      '2026-03-06',
      '2026-10-20',
      '2026-09-28',
      '2026-02-10',
      '2027-01-01',
    );
    fc.assert(
      fc.property(rules, instants, (draft, after) => {
        const rule = parse(draft);
        const afterMs = Date.parse(`${after}T12:00:00Z`);
        const expected: number[] = [];
        for (let day = -3; expected.length < 5 && day < 900; day++) {
          const date = new Date(afterMs + day * dayMs).toISOString().slice(0, 10);
          if (!isDay(rule, date)) continue;
          const startMs = searched(date, rule.at, rule.zone);
          if (startMs + rule.lengthMinutes * minuteMs > afterMs) expected.push(startMs);
        }
        expect(toNextOccurrences(rule, afterMs, 5).map(({ startMs }) => startMs)).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  it('REL-3: move a start that the clocks skip, take the first of one that comes twice, say so, and keep their length', () => {
    const berlin = parse({ weekdays: ['sunday'], at: '02:30', zone: 'Europe/Berlin' });
    expect(starts(berlin, '2026-03-23T00:00:00Z', 2)).toEqual([
      '2026-03-29T01:30:00.000Zskipped',
      '2026-04-05T00:30:00.000Z',
    ]);
    expect(starts(berlin, '2026-10-20T00:00:00Z', 2)).toEqual([
      '2026-10-25T00:30:00.000Ztwice',
      '2026-11-01T01:30:00.000Z',
    ]);
    for (const { startMs, endMs } of toNextOccurrences(berlin, Date.parse('2026-01-01'), 60))
      expect(endMs - startMs).toBe(120 * minuteMs);
  });

  it('begin with the one that goes on', () => {
    const daily = parse({ weekdays, at: '22:00', zone: 'UTC' });
    expect(starts(daily, '2026-05-01T23:59:59Z', 1)).toEqual(['2026-05-01T22:00:00.000Z']);
    expect(starts(daily, '2026-05-02T00:00:00Z', 1)).toEqual(['2026-05-02T22:00:00.000Z']);
  });

  it('wait for the first week of a rule that begins later', () => {
    const rhythm = { kind: 'weekly', everyWeeks: 3, from: '2031-07-03' };
    const rule = parse({ weekdays: ['monday'], rhythm, at: '04:00', zone: 'UTC' });
    expect(starts(rule, '2026-05-01T00:00:00Z', 2)).toEqual(['2031-06-30T04:00:00.000Z', '2031-07-21T04:00:00.000Z']);
  });

  it('are said in words, and what is no rule is refused', () => {
    const rule = { weekdays: ['sunday', 'tuesday'], at: '02:30', zone: 'UTC' };
    expect(toWindowRuleText(parse(rule))).toBe('Every Tuesday and Sunday at 02:30 UTC, for 120 minutes');
    expect(toWindowRuleText(parse({ ...rule, rhythm: { kind: 'monthly', nth: -1 } }))).toContain(
      'The last Tuesday and Sunday of the month',
    );
    for (const wrong of [
      { at: '24:00' },
      { zone: 'Europe/Nowhere' },
      { weekdays: [] },
      { rhythm: { kind: 'weekly', everyWeeks: 2 } },
    ])
      expect(windowRuleSchema.safeParse({ lengthMinutes: 60, ...rule, ...wrong }).success).toBe(false);
  });
});

function isDay({ weekdays: days, rhythm }: WindowRule, date: string): boolean {
  const at = new Date(`${date}T00:00:00Z`);
  const weekday = weekdays[(at.getUTCDay() + 6) % 7];
  if (weekday === undefined || !days.includes(weekday)) return false;
  if (rhythm.kind === 'weekly') {
    // The Monday of the week of 7 January 2026.
    const weeks = Math.floor((at.getTime() - Date.UTC(2026, 0, 5)) / (7 * dayMs));
    return weeks >= 0 && weeks % rhythm.everyWeeks === 0;
  }
  const [dayOfMonth, lastDay] = [
    at.getUTCDate(),
    new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate(),
  ];
  return rhythm.nth === -1 ? dayOfMonth + 7 > lastDay : Math.ceil(dayOfMonth / 7) === rhythm.nth;
}
