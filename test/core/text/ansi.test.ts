/** Control sequences are taken out, and nothing else is. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stripAnsi, withoutControl } from '../../../src/core/text/ansi.ts';

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

test('words of others keep their letters, tabs and ends of lines, and nothing a terminal obeys', () => {
  const osc = '\u001b]8;;https://example.org\u0007here\u001b]8;;\u0007\u001b]52;c;cm0gLXJm\u001b\\';
  expect(withoutControl(`one\ttwo\n${osc}\u001b[2J\u009b31m\u202Egnp\u2066.\u061c\u0007\rexe\u001b]0;cut`)).toBe(
    'one\ttwo\nheregnp.exe]0;cut',
  );
});
