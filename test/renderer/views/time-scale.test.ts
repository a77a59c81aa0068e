import { expect, it } from 'vitest';
import { toHourText, toPercent, toScale, toTicks } from '../../../src/renderer/views/roster/time-scale.ts';

const hourMs = 3_600_000;
const at = (text: string) => Date.parse(text);

it('the scale holds the window and every shift, and an instant outside stands at its edge', () => {
  const window = { startMs: at('2026-06-01T20:00Z'), endMs: at('2026-06-02T00:00Z'), zone: 'UTC' };
  const scale = toScale(window, [{ fromMs: window.startMs - hourMs, toMs: window.endMs + 2 * hourMs }]);
  expect(scale.fromMs).toBeLessThan(window.startMs - hourMs);
  expect(scale.toMs).toBeGreaterThan(window.endMs + 2 * hourMs);
  expect(toPercent(scale, 0)).toBe(0);
  expect(toPercent(scale, (scale.fromMs + scale.toMs) / 2)).toBeCloseTo(50);
  expect(toPercent(scale, scale.toMs + 1)).toBe(100);
});

it('in the night in which the clocks are set back, three o’clock comes once and two o’clock twice', () => {
  const scale = { fromMs: at('2026-10-24T22:30Z'), toMs: at('2026-10-25T03:30Z'), zone: 'Europe/Berlin' };
  expect(toTicks(scale).map((atMs) => toHourText(atMs, scale.zone))).toEqual([
    '01:00',
    '02:00',
    '02:00',
    '03:00',
    '04:00',
  ]);
});

it('stands on full hours in a zone that is apart from UTC by three quarters of one', () => {
  const scale = { fromMs: at('2026-06-01T10:00Z'), toMs: at('2026-06-01T13:00Z'), zone: 'Asia/Kathmandu' };
  expect(toTicks(scale).map((atMs) => toHourText(atMs, scale.zone))).toEqual(['16:00', '17:00', '18:00']);
});

it('a long window has no more ticks than can be read', () => {
  for (const days of [1, 3, 10, 31]) {
    const fromMs = at('2026-03-20T00:00Z');
    const ticks = toTicks({ fromMs, toMs: fromMs + days * 24 * hourMs, zone: 'Europe/Berlin' });
    expect(ticks.length).toBeGreaterThan(2);
    expect(ticks.length).toBeLessThanOrEqual(14);
  }
});
