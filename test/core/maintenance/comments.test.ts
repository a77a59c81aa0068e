/** What people say to each other in a maintenance: about what, to whom, what is new to whom, and that it rests in the journal. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Subject } from '../../../src/core/comment/comment.ts';
import { toMentionBegun, toMentions } from '../../../src/core/comment/mentions.ts';
import { commentsAbout, findUnread, mentions, whoHasSeen } from '../../../src/core/comment/reading.ts';
import type { StepId, TaskId } from '../../../src/core/ids.ts';
import type { Actor } from '../../../src/core/maintenance/actor.ts';
import { toNext } from '../../../src/core/maintenance/next.ts';
import type { PersonId } from '../../../src/core/roster/names.ts';
import type { Member } from '../../../src/core/roster/person.ts';
import { commandStep, leader, Run, toPlan } from './fixtures.ts';

const member = (id: string, name: string): Member => ({
  id: id as PersonId,
  name,
  roles: ['SRE'],
  qualifications: [],
  services: [],
  zone: 'UTC',
});
const members = [member('bo', 'Bo Lind'), member('eve.marsh', 'Eve Marsh'), member('ada', 'Ada')];
const bo: Actor = { kind: 'person', name: 'Bo Lind', person: 'bo' as PersonId, via: 'review' };
const eve: Actor = { kind: 'person', name: 'Eve Marsh', person: 'eve.marsh' as PersonId, via: 'review' };

function maintenance(): Run {
  const run = new Run(toPlan([commandStep('a'), commandStep('b', { hosts: ['db-1', 'db-2'] as never })]));
  run.must({ type: 'involve', members });
  return run.start();
}

let count = 0;
function say(run: Run, text: string, about?: Subject, by: Actor = bo): string {
  const comment = `c${++count}`;
  run.must({ type: 'comment', comment, text, ...(about === undefined ? {} : { about }) }, by);
  return comment;
}

describe('a comment', () => {
  it('stands in the journal with who said it, what it is about and whom it names', () => {
    const run = maintenance();
    const about = { kind: 'step', step: 'b' as StepId, task: 'b@db-2' as TaskId } as const;
    say(run, 'Is that the right table, @eve.marsh?', about);
    expect(run.events.at(-1)).toMatchObject({
      type: 'comment-added',
      actor: bo,
      data: { about, task: 'b@db-2', mentions: ['eve.marsh'] },
    });
    expect(run.state.talk.comments).toMatchObject([{ by: bo, seq: run.state.seq, mentions: ['eve.marsh'] }]);
  });

  it('is refused about what is not there', () => {
    const run = maintenance();
    const refused = (about: Subject) => run.give({ type: 'comment', comment: 'x', text: 'hm', about }, bo)?.message;
    expect(refused({ kind: 'step', step: 'z' as StepId })).toBe('The work plan has no step “z”.');
    expect(refused({ kind: 'step', step: 'a' as StepId, task: 'b@db-1' as TaskId })).toMatch(/no step “b@db-1”/);
    expect(refused({ kind: 'notice', notice: 'n-9' })).toBe('There is no notice “n-9”.');
    expect(refused({ kind: 'comment', comment: 'c-none' })).toBe('There is no comment “c-none”.');
    expect(refused({ kind: 'event', seq: 9_999 })).toBe('The journal has no event 9999.');
  });

  it('may be made before the start, while it runs, and when it is over; it changes nothing of the run', () => {
    const run = new Run(toPlan([commandStep('a')]));
    say(run, 'before', { kind: 'step', step: 'a' as StepId });
    run.start();
    const next = toNext(run.state);
    say(run, 'while');
    expect(toNext(run.state)).toEqual(next);
    run.must({ type: 'abort', reason: 'enough' });
    say(run, 'after', { kind: 'row', row: 12 });
    expect(run.state.talk.comments.map(({ text }) => text)).toEqual(['before', 'while', 'after']);
  });

  it('is found beside what it is about, with the answers to it', () => {
    const run = maintenance();
    const one = say(run, 'On every host', { kind: 'step', step: 'b' as StepId });
    const other = say(run, 'On one', { kind: 'step', step: 'b' as StepId, task: 'b@db-2' as TaskId });
    const answer = say(run, 'Yes', { kind: 'comment', comment: other }, eve);
    say(run, 'Of the whole');
    const ids = (about: Subject) => commentsAbout(run.state.talk, about).map(({ id }) => id);
    expect(ids({ kind: 'step', step: 'b' as StepId })).toEqual([one, other, answer]);
    expect(ids({ kind: 'step', step: 'b' as StepId, task: 'b@db-1' as TaskId })).toEqual([one]);
  });

  it('becomes the evidence of a validation, and nothing that was never said does', () => {
    const run = maintenance();
    run.must({ type: 'set-checklist', items: [{ id: 'v', text: 'Log in' }] });
    const comment = say(run, 'I logged in as a customer.');
    const settle = (one: string) =>
      run.give({ type: 'settle-item', item: 'v', result: 'passed', evidence: [{ kind: 'comment', comment: one }] });
    expect(settle('c-none')?.message).toBe('There is no comment “c-none”.');
    expect(settle(comment)).toBeUndefined();
    expect(run.state.change.checklist[0]?.settled?.evidence).toEqual([{ kind: 'comment', comment }]);
  });
});

describe('a mention', () => {
  it('is an @ and an id of the roster at the beginning of a word, with the end of a sentence behind it', () => {
    const roster = { members };
    const named = (text: string) => toMentions(text, roster);
    expect(named('@bo and @Eve.Marsh.')).toEqual(['bo', 'eve.marsh']);
    expect(named('@bo @bo, (@ada)')).toEqual(['bo', 'ada']);
    expect(named('write to root@bo or @nobody, @bobby')).toEqual([]);
  });

  it('names nobody twice, and only people of the roster, in any text', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom('@bo', '@eve.marsh', '@', '@@bo', ' ', '@bo.', 'x@bo'));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const named = toMentions(pieces.join(''), { members });
        expect(new Set(named).size).toBe(named.length);
        for (const id of named) expect(members.map((one) => one.id)).toContain(id);
      }),
    );
  });

  it('is being typed from the @ to the cursor', () => {
    expect(toMentionBegun('ask @ev')).toBe('ev');
    expect(toMentionBegun('ask @')).toBe('');
    expect(toMentionBegun('ask @eve now')).toBeUndefined();
    expect(toMentionBegun('mail a@b')).toBeUndefined();
  });
});

describe('what somebody has seen', () => {
  it('is new to others until they mark it or answer it', () => {
    const run = maintenance();
    const first = say(run, 'One');
    const second = say(run, 'Two, @eve.marsh');
    const unread = (who: Actor) => findUnread(run.state.talk, who).map(({ id }) => id);
    expect(unread(bo)).toEqual([]);
    expect(unread(eve)).toEqual([first, second]);
    run.must({ type: 'mark-seen', about: [{ kind: 'comment', comment: first }] }, eve);
    expect(unread(eve)).toEqual([second]);
    expect(findUnread(run.state.talk, eve).some((comment) => mentions(comment, eve))).toBe(true);
    const answer = say(run, 'Yes', { kind: 'comment', comment: second }, eve);
    expect(unread(eve)).toEqual([]);
    expect(unread(bo)).toEqual([answer]);
    expect(unread(leader)).toEqual([first, second, answer]);
  });

  it('is marked once by each, and says who', () => {
    const run = maintenance();
    const about = { kind: 'row', row: 3 } as const;
    run.must({ type: 'mark-seen', about: [about, about] }, eve);
    expect(run.give({ type: 'mark-seen', about: [about] }, eve)?.message).toMatch(/Eve Marsh has marked that as seen/);
    run.must({ type: 'mark-seen', about: [about, { kind: 'step', step: 'a' as StepId }] }, bo);
    expect(whoHasSeen(run.state.talk, about).map(({ by }) => by.name)).toEqual(['Eve Marsh', 'Bo Lind']);
  });
});
