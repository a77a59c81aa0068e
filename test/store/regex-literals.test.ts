/** What an expression requires, read off its source. */
import { describe, expect, it } from 'vitest';
import { boundary, type Requirement, toRequirement } from '../../src/main/store/regex-literals.ts';

/** `A & (B | C)`, with `¦` for a boundary. */
function toText(requirement: Requirement): string {
  if (requirement.kind === 'literal') return requirement.text.replaceAll(boundary, '¦');
  const parts = requirement.of.map(toText);
  return requirement.kind === 'all' ? parts.join(' & ') : `(${parts.join(' | ')})`;
}

describe('an expression requires', () => {
  it.each([
    ['abc', 'abc'],
    ['ab+c', 'ab & bc'],
    ['ab?c', 'a & c'],
    ['ab*c', 'a & c'],
    ['ab{2}c', 'ab & bc'],
    ['ab{0,2}c', 'a & c'],
    ['abc.*def', 'abc & def'],
    ['abc|def', '(abc | def)'],
    ['abc|d*', ''],
    ['x(abc|def)y', 'x & (abc | def) & y'],
    ['x(abc|def)?y', 'x & y'],
    ['x(?<name>abc)+y', 'x & abc & y'],
    ['x(?:abc){0}y', 'x & y'],
    ['x(?!abc)y', 'x & y'],
    ['x(?<=abc)y', 'x & y'],
    ['x(?i:abc)y', 'x & y'],
    ['[abc]d[^\\]e]f', 'd & f'],
    ['\\bfoo\\b', '¦foo¦'],
    ['^a\\.b$', '¦a.b¦'],
    ['a\\d+b\\x41c', 'a & b & c'],
    ['a\\p{L}b', 'a & b'],
    ['(a)\\1b', 'a & b'],
    ['', ''],
  ])('%s: %s', (source, text) => {
    expect(toText(toRequirement(source))).toBe(text);
  });
});
