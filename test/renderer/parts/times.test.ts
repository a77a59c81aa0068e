/** How spans and instants are written. */
import { expect, test } from 'vitest';
import {
  toAgeText,
  toClockText,
  toInstantText,
  toSpanText,
  toTimeText,
  toUtcText,
} from '../../../src/renderer/parts/time/times.ts';

test('a span is written in its two largest units that stand next to each other', () => {
  expect([0, 350, 40_000, 60_000, 90_500, 3_600_000, 7_500_000, 3_605_000, 90_000_000].map(toSpanText)).toEqual([
    '0 ms',
    '350 ms',
    '40 s',
    '1 m',
    '1 m 30 s',
    '1 h',
    '2 h 5 m',
    '1 h',
    '1 d 1 h',
  ]);
});

test('a clock never goes below zero and grows by units as it needs them', () => {
  expect([-5, 249_000, 3_849_000, 176_949_000].map(toClockText)).toEqual(['00:00', '04:09', '1:04:09', '2 d 01:09:09']);
});

test('an age is now, then whole units', () => {
  expect([0, 1_900, 12_400, 200_000, 7_300_000].map(toAgeText)).toEqual([
    'now',
    'now',
    '12 s ago',
    '3 m ago',
    '2 h ago',
  ]);
});

test('an instant is written in the zone that is asked for, and exactly in UTC', () => {
  const atMs = Date.UTC(2026, 10, 20, 13, 5, 9, 42);
  expect(toInstantText(atMs, 'Europe/Berlin')).toBe('20 Nov 2026, 14:05');
  expect(toTimeText(atMs, 'Asia/Kolkata')).toBe('18:35:09');
  expect(toUtcText(atMs)).toBe('2026-11-20 13:05:09.042 UTC');
});
