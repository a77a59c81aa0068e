/** Local times: read where they say one thing, refused with both readings where they say two or none. */
import { describe, expect, it } from 'vitest';
import { parseLocalTime, toLocalTimeText } from '../../../src/core/schedule/local-time.ts';

function read(text: string, zone: string) {
  const parsed = parseLocalTime(text, zone);
  if (parsed.ok) return new Date(parsed.value).toISOString();
  return [parsed.failure.kind, 'readings' in parsed.failure ? parsed.failure.readings.map((one) => one.text) : []];
}

describe('a local time', () => {
  it.each([
    ['2026-07-01 22:00', 'Europe/Berlin', '2026-07-01T20:00:00.000Z'],
    ['2026-12-01T22:00', 'Europe/Berlin', '2026-12-01T21:00:00.000Z'],
    ['2026-12-01 22:00:30', 'UTC', '2026-12-01T22:00:30.000Z'],
    ['2026-10-25 02:30+01:00', 'Europe/Berlin', '2026-10-25T01:30:00.000Z'],
    ['2026-10-25 02:30+02:00', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25 02:30Z', 'Europe/Berlin', '2026-10-25T02:30:00.000Z'],
  ])('%s in %s is %s', (text, zone, instant) => {
    expect(read(text, zone)).toBe(instant);
  });

  it.each([
    ['2026-10-25 02:30', 'Europe/Berlin', ['2026-10-25 02:30+02:00', '2026-10-25 02:30+01:00']],
    ['2026-11-01 01:00', 'America/New_York', ['2026-11-01 01:00-04:00', '2026-11-01 01:00-05:00']],
    // Half an hour is all that Lord Howe sets its clocks by.
    ['2026-04-05 01:45', 'Australia/Lord_Howe', ['2026-04-05 01:45+11:00', '2026-04-05 01:45+10:30']],
  ])('%s in %s comes twice, and is not guessed', (text, zone, readings) => {
    expect(read(text, zone)).toEqual(['ambiguous-local-time', readings]);
    for (const reading of readings) expect(parseLocalTime(reading, zone).ok).toBe(true);
  });

  it.each([
    ['2026-03-29 02:30', 'Europe/Berlin', ['2026-03-29 01:30+01:00', '2026-03-29 03:30+02:00']],
    ['2026-10-04 02:15', 'Australia/Lord_Howe', ['2026-10-04 01:45+10:30', '2026-10-04 02:30+11:00']],
  ])('%s in %s never comes, and is not guessed', (text, zone, readings) => {
    const [kind] = read(text, zone) as [string];
    expect(kind).toBe('skipped-local-time');
    expect((read(text, zone) as [string, string[]])[1]).toHaveLength(readings.length);
    for (const reading of (read(text, zone) as [string, string[]])[1])
      expect(parseLocalTime(reading, zone).ok).toBe(true);
  });

  it.each([
    '',
    'tomorrow',
    '2026-02-30 10:00',
    '2026-10-25',
    '2026-10-25 25:00',
    '2026-10-25 02:30+9',
    '2026-1-1 1:00',
  ])('“%s” is none', (text) => expect(read(text, 'UTC')).toEqual(['bad-local-time', []]));

  it('is refused with an offset that its zone has not then', () => {
    expect(read('2026-07-01 22:00+01:00', 'Europe/Berlin')).toEqual(['bad-local-time', []]);
  });

  it.each(['Mars/Olympus', '+02:00', ''])('is refused in “%s”, which is no zone', (zone) => {
    expect(read('2026-07-01 22:00', zone)).toEqual(['unknown-zone', []]);
  });

  it('is written with its offset', () => {
    expect(toLocalTimeText(Date.UTC(2026, 9, 25, 1, 30), 'Europe/Berlin')).toBe('2026-10-25 02:30+01:00');
  });
});
