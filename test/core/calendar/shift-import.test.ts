/** Shifts from calendars: recurrences with their exceptions, and everything that is asked about instead of guessed. */
import { describe, expect, it } from 'vitest';
import { parseCalendar } from '../../../src/core/calendar/parse-calendar.ts';
import { type ShiftAnswers, toShiftImport } from '../../../src/core/calendar/shift-import.ts';
import type { PersonId } from '../../../src/core/roster/names.ts';
import { personSchema } from '../../../src/core/roster/person.ts';

const hour = 3_600_000;
const people = [
  { id: 'ada', name: 'Ada', roles: ['SRE'], contact: { email: 'ada@example.org' } },
  { id: 'bo', name: 'Bo', roles: ['SRE', 'CES'], contact: {} },
].map((person) => personSchema.parse({ qualifications: [], services: [], zone: 'UTC', ...person }));

const noAnswers: ShiftAnswers = {
  people: new Map(),
  roles: new Map(),
  zones: new Map(),
  times: new Map(),
  role: 'SRE',
};

function calendar(...events: readonly string[]): string {
  const blocks = events.map((event) => `BEGIN:VEVENT\n${event.trim()}\nEND:VEVENT`);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...blocks, 'END:VCALENDAR', ''].join('\n').replaceAll('\n', '\r\n');
}

function read(text: string, from: string, to: string, answers: Partial<ShiftAnswers> = {}) {
  const events = parseCalendar(text);
  if (!events.ok) throw new Error(events.failure.message);
  const near = { fromMs: Date.parse(from), toMs: Date.parse(to) };
  return toShiftImport(events.value, people, near, { ...noAnswers, ...answers });
}

const instants = ({ shifts }: ReturnType<typeof read>) =>
  shifts.map(
    ({ person, fromMs, toMs }) => `${person} ${new Date(fromMs).toISOString().slice(0, 16)} ${(toMs - fromMs) / hour}h`,
  );

const nightly = `UID:n1
SUMMARY:Night
ATTENDEE;CN="Ada":mailto:ADA@example.org
DTSTART;TZID=Europe/Berlin:20261001T220000
DTEND;TZID=Europe/Berlin:20261002T060000
RRULE:FREQ=DAILY;UNTIL=20261031T210000Z`;

describe('a calendar', () => {
  it('gives its recurring shifts near the window, without those that are excepted, moved or cancelled', () => {
    const moved = `UID:n1
SUMMARY:Night
ATTENDEE:mailto:ada@example.org
RECURRENCE-ID;TZID=Europe/Berlin:20261013T220000
DTSTART;TZID=Europe/Berlin:20261013T230000
DTEND;TZID=Europe/Berlin:20261014T060000`;
    const cancelled = `UID:n1
SUMMARY:Night
RECURRENCE-ID:20261014T200000Z
DTSTART;TZID=Europe/Berlin:20261014T220000
DTEND;TZID=Europe/Berlin:20261015T060000
STATUS:CANCELLED`;
    const master = `${nightly}\nEXDATE;TZID=Europe/Berlin:20261012T220000\nRDATE;TZID=Europe/Berlin:20261012T120000`;
    const found = read(calendar(master, moved, cancelled), '2026-10-12T00:00Z', '2026-10-16T12:00Z');
    expect(instants(found)).toEqual([
      'ada 2026-10-11T20:00 8h',
      'ada 2026-10-12T10:00 8h',
      'ada 2026-10-15T20:00 8h',
      'ada 2026-10-13T21:00 7h',
    ]);
    expect(found.events.map(({ line, outcome }) => [line, outcome])).toEqual([
      [3, 'understood'],
      [13, 'understood'],
      [21, 'outside'],
    ]);
  });

  it('ends a night shift when the clock on the wall says so, whatever the clocks do that night', () => {
    expect(instants(read(calendar(nightly), '2026-10-24T23:00Z', '2026-10-25T02:00Z'))).toEqual([
      'ada 2026-10-24T20:00 9h',
    ]);
    expect(instants(read(calendar(nightly), '2026-10-31T20:00Z', '2026-11-05T02:00Z'))).toEqual([
      'ada 2026-10-31T21:00 8h',
    ]);
  });

  it('gives the same shifts when it is read again', () => {
    const once = read(calendar(nightly), '2026-10-12T00:00Z', '2026-10-13T00:00Z');
    expect(
      read(
        calendar('UID:x\nSUMMARY:x\nDTSTART:20200101T000000Z\nDURATION:PT1H', nightly),
        '2026-10-12T00:00Z',
        '2026-10-13T00:00Z',
      ).shifts,
    ).toEqual(once.shifts);
  });

  it('is asked about where its zone is missing or unknown, and about hours that come twice or never', () => {
    const text = calendar(
      'UID:a\nSUMMARY:Ada\nDTSTART:20261012T100000\nDURATION:PT2H',
      'UID:b\nSUMMARY:Ada\nDTSTART;TZID=W. Europe Standard Time:20261012T140000\nDURATION:PT2H',
      'UID:c\nSUMMARY:Ada\nDTSTART;TZID=Europe/Berlin:20261025T023000\nDURATION:PT2H',
    );
    const span = ['2026-10-01T00:00Z', '2026-10-31T00:00Z'] as const;
    const { questions, shifts, events } = read(text, ...span);
    expect(shifts).toEqual([]);
    expect(events.map(({ outcome }) => outcome)).toEqual(['asks', 'asks', 'asks']);
    expect(questions.map(({ about, key, lines }) => [about, key, lines])).toEqual([
      ['floating', 'floating', [3]],
      ['zone', 'W. Europe Standard Time', [9]],
      ['time', '2026-10-25T02:30:00 Europe/Berlin'.replace('T', ' '), [15]],
    ]);
    const [, , twice] = questions;
    const readings = twice !== undefined && 'readings' in twice ? (twice.readings ?? []) : [];
    expect(readings.map((reading) => reading.text)).toEqual(['2026-10-25 02:30+02:00', '2026-10-25 02:30+01:00']);
    const answered = read(text, ...span, {
      zones: new Map([
        ['floating', 'UTC'],
        ['w. europe standard time', 'Europe/Berlin'],
      ]),
      times: new Map([[twice?.key ?? '', readings[1]?.atMs ?? 0]]),
    });
    expect(instants(answered)).toEqual([
      'ada 2026-10-12T10:00 2h',
      'ada 2026-10-12T12:00 2h',
      'ada 2026-10-25T01:30 2h',
    ]);
  });

  it('is asked about where nobody knows who or in which role, and takes the answer', () => {
    const text = calendar(
      'UID:a\nSUMMARY:On call\nATTENDEE;CN=Robert:mailto:rob@example.org\nDTSTART:20261012T100000Z\nDURATION:PT2H',
    );
    const span = ['2026-10-12T00:00Z', '2026-10-13T00:00Z'] as const;
    const { role: _, ...noRole } = noAnswers;
    const events = parseCalendar(text);
    if (!events.ok) throw new Error(events.failure.message);
    const near = { fromMs: Date.parse(span[0]), toMs: Date.parse(span[1]) };
    const first = toShiftImport(events.value, people, near, noRole);
    expect(first.questions.map(({ about, key }) => [about, key])).toEqual([['person', 'rob@example.org']]);
    const known = { ...noRole, people: new Map([['robert', 'bo' as PersonId]]) };
    expect(toShiftImport(events.value, people, near, known).questions.map(({ about, key }) => [about, key])).toEqual([
      ['role', 'On call'],
    ]);
    const all = { ...known, roles: new Map([['on call', 'CES']]) };
    expect(toShiftImport(events.value, people, near, all).shifts).toMatchObject([{ person: 'bo', role: 'CES' }]);
  });

  it('leaves nothing of a bad event unsaid', () => {
    const found = read(
      calendar(
        'UID:a\nSUMMARY:Ada\nDTSTART:tomorrow\nDURATION:PT2H',
        'UID:b\nSUMMARY:Ada\nDTSTART:20261012T100000Z\nDTEND:20261012T090000Z',
        'UID:c\nSUMMARY:Ada\nDTSTART:20261012T100000Z',
        'UID:d\nSUMMARY:Ada\nDTSTART:20261012T100000Z\nDURATION:PT1H\nRRULE:FREQ=SECONDLY',
        'UID:e\nSUMMARY:Ada\nDTSTART:20261012T100000Z\nDURATION:PT1H\nRRULE:FREQ=NEVER',
        'UID:f\nSUMMARY:Ada\nDTSTART:20261012T100000Z\nDURATION:PT1H\nRRULE:FREQ=HOURLY;BYMINUTE=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29',
        'SUMMARY:Ada',
      ).replace('END:VCALENDAR', 'BEGIN:VEVENT'),
      '2026-10-12T00:00Z',
      '2026-10-15T00:00Z',
    );
    expect(found.shifts).toEqual([]);
    expect(found.events.map(({ outcome }) => outcome)).toEqual(Array(8).fill('refused'));
    for (const { says } of found.events) expect(says).toMatch(/^Refused: .{10,}\.$/);
  });

  it('is refused where it is none', () => {
    expect(parseCalendar('hello')).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining('no calendar') },
    });
  });
});
