/** A window as it is typed: what the clocks show twice or never is never guessed. */
import { expect, it } from 'vitest';
import { readWindow, toWindowDraft, withZone } from '../../../src/renderer/model/window-draft.ts';

const zone = 'Europe/Berlin';

it('reads two local times and a zone into instants, and shows them again as they were typed', () => {
  const { window } = readWindow({ start: '2026-11-24T22:00', end: '2026-11-25T01:30', zone });
  expect(window).toEqual({ startMs: Date.UTC(2026, 10, 24, 21), endMs: Date.UTC(2026, 10, 25, 0, 30), zone });
  const again = toWindowDraft(window, 'UTC');
  expect(again).toEqual({ start: '2026-11-24 22:00', end: '2026-11-25 01:30', zone });
  expect(readWindow(again).window).toEqual(window);
});

it('is none while a time comes twice or never, and keeps the reading that was chosen', () => {
  expect(readWindow({ start: '2026-10-25T02:30', end: '2026-10-25T05:00', zone })).toEqual({});
  expect(readWindow({ start: '2027-03-28T02:30', end: '2027-03-28T05:00', zone })).toEqual({});
  const { window } = readWindow({ start: '2026-10-25 02:30+01:00', end: '2026-10-25 05:00', zone });
  expect(window?.startMs).toBe(Date.UTC(2026, 9, 25, 1, 30));
  expect(toWindowDraft(window, 'UTC').start).toBe('2026-10-25 02:30+01:00');
});

it('keeps what the clocks show when the zone changes, and asks anew for what was chosen', () => {
  const chosen = { start: '2026-10-25 02:30+01:00', end: '2026-10-25T05:00', zone };
  expect(readWindow(chosen).window).toBeDefined();
  expect(readWindow(withZone(chosen, 'UTC')).window?.startMs).toBe(Date.UTC(2026, 9, 25, 2, 30));
  expect(readWindow(withZone(chosen, zone)).window).toBeUndefined();
});

it('says why two times are no window, and nothing while one is still empty', () => {
  expect(readWindow({ start: '2026-11-24T22:00', end: '2026-11-24T21:00', zone }).problem).toMatch(/ends after/);
  expect(readWindow({ start: '2026-11-24T22:00', end: '', zone })).toEqual({});
});
