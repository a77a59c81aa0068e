/** How a maintenance stands, in sentences for those who do not lead it. */
import { describe, expect, it } from 'vitest';
import { toPlainState } from '../../../src/core/sharing/plain-state.ts';
import { commandStep, Run, toPlan } from '../maintenance/fixtures.ts';

const plan = toPlan([commandStep('copy'), commandStep('switch')]);

describe('how a maintenance stands', () => {
  it('is said before it begins', () => {
    expect(toPlainState(new Run(plan).state)).toEqual({
      now: 'It is being prepared.',
      more: ['It has no window yet.', 'Its work plan has 2 steps.'],
      tone: 'neutral',
    });
  });

  it('names the step a run is at, and counts those it has passed', () => {
    const run = new Run(plan).start();
    run.attempt('copy@db-1', 0);
    run.must({ type: 'intend', task: 'switch@db-1' as never }, { kind: 'console', name: 'Drydock' });
    const { now, more, progress, tone } = toPlainState(run.state);
    expect([now, more, tone]).toEqual(['It is running.', ['It is at “switch” on db-1.'], 'busy']);
    expect(progress).toEqual({ done: 1, all: 2 });
  });

  it('says of a step nobody knows the outcome of that nothing new begins', () => {
    const run = new Run(plan).start();
    run.attempt('copy@db-1', 'unknown');
    const { now, tone } = toPlainState(run.state);
    expect(now).toContain('Nobody knows yet what became of “copy” on db-1; nothing new begins');
    expect(tone).toBe('bad');
  });

  it('says of a failed step why, and whose the decision is', () => {
    const run = new Run(plan).start();
    run.attempt('copy@db-1', 3);
    expect(toPlainState(run.state).now).toBe(
      '“copy” on db-1 has not succeeded (exit status 3; status 3). The leader decides how it goes on.',
    );
  });

  it('gives the reason and the name of a hold', () => {
    const run = new Run(plan).start();
    run.must({ type: 'hold', reason: 'the shop is still open.' });
    expect(toPlainState(run.state)).toMatchObject({
      now: 'It is on hold: nothing new begins.',
      more: ['On hold because: the shop is still open (Ada).'],
      tone: 'warn',
    });
  });

  it('ends with how it ended', () => {
    const run = new Run(plan).start();
    run.must({ type: 'abort', reason: 'wrong night' });
    expect(toPlainState(run.state)).toMatchObject({ now: 'It was aborted: it ended where it stood.', tone: 'bad' });
  });
});
