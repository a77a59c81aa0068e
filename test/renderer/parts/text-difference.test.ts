import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toDifference, toShortened } from '../../../src/renderer/parts/drafts/text-difference.tsx';

test('the pieces without what is new are the old text, without what is gone the new one', () => {
  const words = fc
    .array(fc.constantFrom('the ', 'disk ', 'was ', 'full\n', 'slow ', '', '\n\n'))
    .map((all) => all.join(''));
  fc.assert(
    fc.property(words, words, (before, after) => {
      const pieces = toDifference(before, after);
      const join = (left: string) => pieces.flatMap(({ kind, text }) => (kind === left ? [] : [text])).join('');
      expect(join('new')).toBe(before);
      expect(join('gone')).toBe(after);
    }),
  );
});

test('a long stretch that is the same is shortened to what stands around the change, and says by how much', () => {
  const long = 'word '.repeat(400);
  const shown = toShortened(toDifference(`${long}old`, `${long}new`));
  expect(shown.map(({ kind }) => kind)).toContain('left-out');
  expect(shown.find(({ kind }) => kind === 'left-out')?.text).toMatch(/^1,\d{3} characters the same$/);
  expect(shown.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(400);
});
