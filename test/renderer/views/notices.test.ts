/** What the notices view works out by itself: pieces of a marked text, offsets in words, groups and counts. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DueNotice, toCountWords } from '../../../src/core/notice/due.ts';
import { toNoticeGroups } from '../../../src/renderer/views/notices/notice-looks.ts';
import { toPieces } from '../../../src/renderer/views/notices/pieces.ts';
import { fromSpan, toSpan } from '../../../src/renderer/views/notices/span.ts';

const problem = fc.record({ from: fc.nat(60), to: fc.nat(60), message: fc.constantFrom('a', 'b') });

test('the pieces of a marked text are the text again, whatever overlaps in it', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 50 }), fc.array(problem, { maxLength: 6 }), (text, problems) => {
      expect(
        toPieces(text, problems)
          .map(({ words }) => words)
          .join(''),
      ).toBe(text);
    }),
  );
});

test('CHG-6: the words a problem is about are marked with what is wrong, and no others', () => {
  const pieces = toPieces('an amazing wiki', [
    { from: 3, to: 10, message: 'announces' },
    { from: 15, to: 15, message: 'missing' },
  ]);
  expect(pieces.map(({ words, message }) => [words, message])).toEqual([
    ['an ', undefined],
    ['amazing', 'announces'],
    [' wiki', undefined],
  ]);
});

test('an offset in whole minutes is the same after it was put in words and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -525_600, max: 525_600 }), (minutes) => {
      expect(fromSpan(toSpan(minutes * 60_000))).toBe(minutes * 60_000);
    }),
  );
  expect(toSpan(-7 * 86_400_000)).toEqual({ count: 7, unit: 'days', side: 'before' });
});

test('what is overdue stands before what is due, and a group of nobody is left out', () => {
  const due = (status: DueNotice['status']) => ({ status }) as DueNotice;
  const groups = toNoticeGroups([due('sent'), due('due'), due('overdue'), due('not-needed')]);
  expect(groups.map(({ title }) => title)).toEqual(['Overdue', 'Due now', 'Sent', 'Dropped or not needed']);
});

test('counts are words, and none where nothing is due', () => {
  expect(toCountWords({ due: 1, overdue: 2 })).toBe('2 overdue, 1 due');
  expect(toCountWords({ due: 0, overdue: 0 })).toBe('');
});
