/** Control sequences are taken out, and nothing else is. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stripAnsi } from '../../../src/core/text/ansi.ts';

test.each([
  ['\u001b[1;31mfailed\u001b[0m', 'failed'],
  ['\u001b[2K\rprogress', '\rprogress'],
  ['\u001b]0;a title\u0007text', 'text'],
  ['\u001b]8;;https://example.org\u001b\\link\u001b]8;;\u001b\\', 'link'],
  ['\u001b(Bplain\u001b7\u001b8', 'plain'],
  ['\u009b31mred', 'red'],
  ['an array[0] and a \u001b[ that does not end', 'an array[0] and a hat does not end'],
])('%j becomes %j', (text, plain) => {
  expect(stripAnsi(text)).toBe(plain);
});

test('text without an escape is untouched', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!/[\u001b\u009b]/.test(text));
      expect(stripAnsi(text)).toBe(text);
    }),
  );
});
