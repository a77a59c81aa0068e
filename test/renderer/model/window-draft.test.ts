/** A window as it is typed: what the clocks show twice or never is asked about, never guessed. */
import { expect, it } from 'vitest';
import { readWindow, toFieldValue, toWindowDraft, withZone } from '../../../src/renderer/model/window-draft.ts';

const zone = 'Europe/Berlin';

it('reads two local times and a zone into instants, and shows them again as they were typed', () => {
  const { window } = readWindow({ start: '2026-11-24T22:00', end: '2026-11-25T01:30', zone });
  expect(window).toEqual({ startMs: Date.UTC(2026, 10, 24, 21), endMs: Date.UTC(2026, 10, 25, 0, 30), zone });
  const again = toWindowDraft(window, 'UTC');
  expect(again.zone).toBe(zone);
  expect(toFieldValue(again.start)).toBe('2026-11-24T22:00');
  expect(readWindow(again).window).toEqual(window);
});

it('asks which of two readings is meant where the clocks are set back, and takes the one chosen', () => {
  const draft = { start: '2026-10-25T02:30', end: '2026-10-25T05:00', zone };
  const asked = readWindow(draft);
  expect(asked.window).toBeUndefined();
  expect(asked.start?.kind).toBe('ambiguous-local-time');
  const readings = asked.start !== undefined && 'readings' in asked.start ? asked.start.readings : [];
  expect(readings).toHaveLength(2);
  for (const { atMs, text } of readings) {
    expect(readWindow({ ...draft, start: text }).window?.startMs).toBe(atMs);
    expect(toFieldValue(text)).toBe(draft.start);
  }
});

it('asks where the clocks are set forward over the time', () => {
  const asked = readWindow({ start: '2027-03-28T02:30', end: '2027-03-28T05:00', zone });
  expect(asked.window).toBeUndefined();
  expect(asked.start?.kind).toBe('skipped-local-time');
});

it('keeps what the clocks show when the zone changes, and asks anew for what was chosen', () => {
  const chosen = { start: '2026-10-25 02:30+01:00', end: '2026-10-25T05:00', zone };
  expect(readWindow(chosen).window).toBeDefined();
  expect(readWindow(withZone(chosen, 'UTC')).window?.startMs).toBe(Date.UTC(2026, 9, 25, 2, 30));
  expect(readWindow(withZone(chosen, zone)).start?.kind).toBe('ambiguous-local-time');
});

it('says why two times are no window, and nothing while one is still empty', () => {
  expect(readWindow({ start: '2026-11-24T22:00', end: '2026-11-24T21:00', zone }).problem).toMatch(/ends after/);
  expect(readWindow({ start: '2026-11-24T22:00', end: '', zone })).toEqual({});
});
