import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toWordingHints } from '../../../src/core/postmortem/blameless.ts';

const words = (text: string) => toWordingHints(text).map(({ from, to }) => text.slice(from, to));

describe('wording hints', () => {
  test('point at hindsight, at judgements of a person and at culprits', () => {
    expect(words('Ben should have checked the replica.')).toEqual(['should have']);
    expect(words("They couldn't have missed it; Ada forgot to look.")).toEqual(["couldn't have", 'forgot']);
    expect(words('It was human error, and a careless one: Ben’s fault.')).toEqual([
      'human error',
      'careless',
      'Ben’s fault',
    ]);
  });

  test('leave alone what says what happened', () => {
    expect(words('At 03:12 the migration failed: the column was text, not a number. Nobody was paged.')).toEqual([]);
    expect(words('The disk failed to spin up.')).toEqual([]);
  });

  test('leave alone what is quoted, for those are not the writer’s words', () => {
    expect(words('> He should have known.\n\n```\nuser error: denied\n```\n\n`clearly`')).toEqual([]);
    expect(words('```\nuser error\n```\nIt was user error.')).toEqual(['user error']);
  });

  test('lie within the text, in its order, never over each other, each with its reason', () => {
    const vocabulary = fc.constantFrom(
      'should have ',
      'obviously ',
      'to blame',
      "Ben's fault ",
      '`',
      '```\n',
      '> ',
      '\n',
      'x ',
      '~~~',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(vocabulary).map((parts) => parts.join('')),
        ),
        (text) => {
          let end = 0;
          for (const { from, to, says } of toWordingHints(text)) {
            expect(from).toBeGreaterThanOrEqual(end);
            expect(to).toBeGreaterThan(from);
            expect(to).toBeLessThanOrEqual(text.length);
            expect(says).not.toBe('');
            end = to;
          }
        },
      ),
    );
  });
});
