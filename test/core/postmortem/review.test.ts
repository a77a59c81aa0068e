/** Who reviews, what counts, and when a report may be published (`PM-1`, `PM-3`). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/core/maintenance/actor.ts';
import { defaultPolicy } from '../../../src/core/policy/default-policy.ts';
import type { ReportKind } from '../../../src/core/postmortem/report.ts';
import { isWaitedFor, toReviewerStandings } from '../../../src/core/postmortem/review.ts';
import { noRules } from '../../fixtures/no-rules.ts';
import type { Run } from '../maintenance/fixtures.ts';
import { ada, bo, dana, eve, overrunStory, perfectStory } from './stories.ts';

const [textHash, otherHash] = ['a'.repeat(64), 'b'.repeat(64)] as const;
const policy = noRules;
const people: [] = [];
let words = 0;

function ask(run: Run, kind: ReportKind, filer: Actor = ada): Run {
  run.must({ type: 'begin-report', kind }, filer);
  run.must({ type: 'ask-report-review', textHash, version: 1, policy, people }, filer);
  return run;
}

function review(run: Run, by: Actor, verdict: 'approved' | 'changes-wanted' = 'approved', hash: string = textHash) {
  const comment = verdict === 'approved' ? {} : { comment: 'say when' };
  const { person } = by;
  if (person === undefined) throw new Error('nobody');
  const given = { id: `r-${words++}`, person, textHash: hash, verdict, ...comment, way: { kind: 'here' as const } };
  return run.give({ type: 'review-report', review: given }, by);
}

function publish(run: Run, by: Actor = ada, audience: 'internal' | 'public' = 'internal', hash: string = textHash) {
  const publication = { audience, where: 'the wiki', textHash: hash, version: 1 };
  return run.give({ type: 'publish-report', publication, textHash: hash, policy, people }, by);
}

const reviewersOf = (run: Run) => run.state.postmortem.asked?.reviewers.map(({ name, as }) => [name, as]);

describe('asked to review are', () => {
  it('the EM, the CES and everybody else who took part in what was overrun, but never whoever files it', () => {
    expect(reviewersOf(ask(overrunStory(), 'incident-report'))).toEqual([
      ['Bo Lind', ['involved']],
      ['Eve Marsh', ['approver']],
      ['Dana Reyes', ['communication']],
    ]);
  });
  it('the EM and the CES of any other report', () => {
    expect(reviewersOf(ask(perfectStory(), 'aar'))).toEqual([
      ['Eve Marsh', ['approver']],
      ['Dana Reyes', ['communication']],
    ]);
  });
  it('others than the one EM who files it', () => {
    const run = perfectStory();
    run.must({ type: 'begin-report', kind: 'aar' }, eve);
    const refusal = run.give({ type: 'ask-report-review', textHash, version: 1, policy, people }, eve);
    expect(refusal?.message).toContain(`Nobody of those asked is ${defaultPolicy.roles.approver}`);
    const max = { ...run.state.roster.members[2], id: 'max', name: 'Max Roy' } as never;
    run.must({ type: 'ask-report-review', textHash, version: 1, policy, people: [max] }, eve);
    expect(reviewersOf(run)?.map(([name]) => name)).toContain('Max Roy');
  });
});

describe('a word', () => {
  it('is given by whoever was asked, for themselves', () => {
    const run = ask(perfectStory(), 'aar');
    expect(review(run, bo)?.message).toContain('not among those who were asked');
    const given = {
      id: 'r',
      person: eve.person as never,
      textHash,
      verdict: 'approved' as const,
      way: { kind: 'here' as const },
    };
    expect(run.give({ type: 'review-report', review: given }, dana)?.message).toContain('speaks for themselves');
  });
  it('that wants changes says which', () => {
    const run = ask(perfectStory(), 'aar');
    const given = {
      id: 'r',
      person: eve.person as never,
      textHash,
      verdict: 'changes-wanted' as const,
      way: { kind: 'here' as const },
    };
    expect(run.give({ type: 'review-report', review: given }, eve)?.message).toBe('Whoever wants changes says which.');
  });
  it('on another text is kept, and does not count', () => {
    const run = ask(perfectStory(), 'aar');
    review(run, eve);
    review(run, dana, 'approved', otherHash);
    expect(publish(run)?.message).toContain('No CES has approved it');
    review(run, dana);
    expect(publish(run)).toBeUndefined();
  });
});

describe('publishing', () => {
  it('waits for the EM, the CES and all who took part', () => {
    const run = ask(overrunStory(), 'incident-report');
    review(run, eve);
    review(run, dana);
    expect(publish(run)?.message).toBe('Not approved yet by Bo Lind, who took part.');
    review(run, bo, 'changes-wanted');
    expect(publish(run)?.message).toContain('Bo Lind wants changes.');
    review(run, bo);
    expect(publish(run)).toBeUndefined();
  });
  it('does not wait for somebody whom an EM excused, nor ever goes without an EM', () => {
    const run = ask(overrunStory(), 'incident-report');
    review(run, dana);
    const excuse = { type: 'excuse-reviewer' as const, person: bo.person as never, reason: 'has left', policy, people };
    expect(run.give(excuse, ada)?.message).toContain('is excused by EM');
    run.must(excuse, eve);
    expect(publish(run)?.message).toBe('No EM has approved it: Eve Marsh.');
    review(run, eve);
    expect(publish(run)).toBeUndefined();
  });
  it('does not wait for an excused reviewer who had approved an earlier text', () => {
    const run = ask(overrunStory(), 'incident-report');
    review(run, bo);
    run.must({ type: 'excuse-reviewer', person: bo.person as never, reason: 'has left', policy, people }, eve);
    for (const one of [eve, dana]) review(run, one, 'approved', otherHash);
    expect(publish(run, ada, 'internal', otherHash)).toBeUndefined();
  });
  it('does not wait for an EM who had approved an earlier text once another EM has approved this one', () => {
    const run = perfectStory();
    run.must({ type: 'begin-report', kind: 'aar' }, ada);
    const max = { ...run.state.roster.members[2], id: 'max', name: 'Max Roy' } as never;
    run.must({ type: 'ask-report-review', textHash, version: 1, policy, people: [max] }, ada);
    review(run, eve);
    review(run, dana, 'approved', otherHash);
    expect(publish(run, ada, 'internal', otherHash)?.message).toContain('so anew: Eve Marsh');
    review(run, { kind: 'person', name: 'Max Roy', person: 'max' as never }, 'approved', otherHash);
    expect(publish(run, ada, 'internal', otherHash)).toBeUndefined();
  });
  it('lets everybody be excused whose word on this very text is missing', () => {
    const run = ask(overrunStory(), 'incident-report');
    const waited = (hash: string) =>
      toReviewerStandings(run.state.postmortem, hash, defaultPolicy.roles)
        .filter(isWaitedFor)
        .map(({ name }) => name);
    review(run, bo);
    expect(waited(textHash)).toEqual(['Eve Marsh', 'Dana Reyes']);
    expect(waited(otherHash)).toEqual(['Bo Lind', 'Eve Marsh', 'Dana Reyes']);
    run.must({ type: 'excuse-reviewer', person: bo.person as never, reason: 'has left', policy, people }, eve);
    expect(waited(otherHash)).toEqual(['Eve Marsh', 'Dana Reyes']);
  });
  it('is internal first, and public by the CES alone', () => {
    const run = ask(perfectStory(), 'aar');
    for (const one of [eve, dana]) review(run, one);
    expect(publish(run, dana, 'public')?.message).toContain('internal comes first');
    expect(publish(run)).toBeUndefined();
    expect(publish(run, ada, 'public')?.message).toContain('published by CES');
    expect(publish(run, dana, 'public')).toBeUndefined();
  });
  it('of a notice to the public waits as well', () => {
    const run = perfectStory();
    const notice = { id: 'told', kind: 'report' as const, audience: 'public' as const, channels: ['status'] };
    run.must({ type: 'plan-notice', notice }, dana);
    ask(run, 'aar');
    const send = {
      type: 'copy-notice' as const,
      notice: 'told',
      sending: 's',
      where: 'the wiki',
      subject: '',
      text: 'Sorry.',
    };
    expect(run.give(send, dana)?.message).toContain('not published internally yet');
    for (const one of [eve, dana]) review(run, one);
    publish(run);
    expect(run.give(send, dana)).toBeUndefined();
  });
  it('is not possible before anybody was asked', () => {
    const run = perfectStory();
    run.must({ type: 'begin-report', kind: 'aar' }, ada);
    expect(publish(run)?.message).toBe('Nobody has been asked to review it.');
  });
});

it('whatever words are given in whichever order, nothing is published on a text that not all have approved last', () => {
  const word = fc.record({
    by: fc.constantFrom(bo, eve, dana),
    verdict: fc.constantFrom('approved' as const, 'changes-wanted' as const),
    hash: fc.constantFrom(textHash, otherHash),
  });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (given) => {
      const run = ask(overrunStory(), 'incident-report');
      for (const { by, verdict, hash } of given) review(run, by, verdict, hash);
      const isApproved = [bo, eve, dana].every((one) => {
        const last = given.findLast(({ by }) => by === one);
        return last?.verdict === 'approved' && last.hash === textHash;
      });
      expect(publish(run) === undefined).toBe(isApproved);
    }),
    { numRuns: 60 },
  );
});
