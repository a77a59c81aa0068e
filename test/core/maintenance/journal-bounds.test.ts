/** How much a journal from elsewhere may ask of its reader: counted, so that it is the same on every machine. */
import { describe, expect, it } from 'vitest';
import { commentLimits } from '../../../src/core/comment/comment.ts';
import { countCopies, findExcess } from '../../../src/core/maintenance/journal-bounds.ts';
import { commandStep, leader, Run, toPlan } from './fixtures.ts';

describe('what folding copies', () => {
  it('is nothing where nothing is another, and each list that is another one, however deep it lies', () => {
    const list = [{ inner: [1, 2] }, { inner: [3] }];
    expect(countCopies({ list }, { list })).toBe(0);
    expect(countCopies({ list }, { list: [...list, { inner: [] }] })).toBe(3);
    expect(countCopies({ list }, { list: list.with(1, { inner: [3, 4, 5] }) })).toBe(2 + 3);
    expect(countCopies(undefined, { list })).toBe(2 + 2 + 1);
  });

  it('is every comment before, for each that is said', () => {
    const run = new Run(toPlan([commandStep('a')]));
    const copied = [1, 2, 3].map((count) => {
      const before = run.state;
      run.must({ type: 'comment', comment: `c${count}`, text: 'and?' });
      return countCopies(before.talk.comments, run.state.talk.comments);
    });
    // Beside the comments themselves only their mentions are lists, and nobody is mentioned.
    expect(copied).toEqual([1, 2, 3]);
  });
});

describe('what is more than could have been decided', () => {
  const comment = { id: 'c-1', seq: 1, text: 'and?', mentions: [], by: leader, atMs: 1 } as never;
  const mark = { about: { kind: 'event', seq: 1 }, by: { name: 'Ada' }, atMs: 1 } as never;
  const talk = (comments: number, seen: number) => ({
    talk: { comments: new Array(comments).fill(comment), seen: new Array(seen).fill(mark) },
  });

  it('is said in words, one too many', () => {
    expect(findExcess(talk(commentLimits.comments, commentLimits.seen))).toBeUndefined();
    expect(findExcess(talk(commentLimits.comments + 1, 0))).toBe('has more than 10,000 comments');
    expect(findExcess(talk(0, commentLimits.seen + 1))).toBe('has more than 100,000 marks of what was seen');
  });
});
