/** What a step expects of its script, and how the unmet part is put. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toUnmet } from '../../../src/core/plan/expectation.ts';
import { matchLimitCharacters, OutputMatcher } from '../../../src/core/plan/output-matcher.ts';
import { bytesOf, chunked } from '../text/bytes.ts';

function seen(expectation: { matches?: string[]; lacks?: string[] }, stdout: string, stderr = ''): OutputMatcher {
  const matcher = new OutputMatcher(expectation);
  matcher.push('stdout', bytesOf(stdout));
  matcher.push('stderr', bytesOf(stderr));
  matcher.end();
  return matcher;
}

test('a step that expects nothing succeeds with exit status 0 alone', () => {
  expect(toUnmet(undefined, 0, seen({}, ''))).toEqual([]);
  expect(toUnmet(undefined, 3, seen({}, ''))).toEqual(['The exit status is 3; expected was 0.']);
});

test('all that is expected must hold, and each part that does not is named', () => {
  const expectation = { exitStatus: [0, 2], matches: ['^rows: \\d+$', 'done'], lacks: ['ERROR'] };
  expect(toUnmet(expectation, 2, seen(expectation, 'rows: 12\ndone\n'))).toEqual([]);
  expect(toUnmet(expectation, 1, seen(expectation, 'rows: x\n', 'ERROR 7\n'))).toEqual([
    'The exit status is 1; expected was 0 or 2.',
    'The output has nothing that matches /^rows: \\d+$/.',
    'The output has nothing that matches /done/.',
    'The output has something that matches /ERROR/, which it must not.',
  ]);
});

test('a pattern is looked for without the colours', () => {
  expect(seen({ matches: ['^ok$'] }, '\u001b[32mok\u001b[0m\n').matches('^ok$')).toBe(true);
});

test('a pattern that does not compile is never found', () => {
  expect(seen({ matches: ['('] }, '(').matches('(')).toBe(false);
});

test('beginnings and ends of lines are those of the output, not those of its chunks', () => {
  const matcher = new OutputMatcher({ lacks: ['^b', 'a$'] });
  for (const part of ['a', 'b', 'a', 'b\n']) matcher.push('stdout', bytesOf(part));
  matcher.end();
  expect(matcher.matches('^b')).toBe(false);
  expect(matcher.matches('a$')).toBe(false);
});

test('a match over several lines is found wherever it lies in a long output', () => {
  const needle = 'begin\nmiddle\nend';
  fc.assert(
    fc.property(fc.nat(4 * matchLimitCharacters), fc.array(fc.nat(5 * matchLimitCharacters)), (before, cuts) => {
      const filler = `${'.'.repeat(79)}\n`;
      const text = `${filler.repeat(Math.ceil(before / 80)).slice(0, before)}\n${needle}\n${filler.repeat(3_000)}`;
      const matcher = new OutputMatcher({ matches: [`^${needle}$`] });
      for (const chunk of chunked(bytesOf(text), cuts)) matcher.push('stdout', chunk);
      matcher.end();
      expect(matcher.matches(`^${needle}$`)).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test('a match in a line of many megabytes is found', () => {
  const matcher = new OutputMatcher({ matches: ['needle'] });
  const filler = bytesOf('.'.repeat(1_000_000));
  matcher.push('stdout', filler);
  for (const chunk of ['nee', 'dle']) matcher.push('stdout', bytesOf(chunk));
  matcher.push('stdout', filler);
  matcher.end();
  expect(matcher.matches('needle')).toBe(true);
});
