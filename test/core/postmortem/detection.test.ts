/** When a failure was detected, and by what. */
import { describe, expect, it } from 'vitest';
import { toFacts } from '../../../src/core/postmortem/facts.ts';
import { drawSection } from '../../../src/core/postmortem/sections.ts';
import type { Run } from '../maintenance/fixtures.ts';
import { ada, at, beginStory, doByHand, mark, minuteMs, rolledBackStory, window } from './stories.ts';

function detected(run: Run) {
  const { times, detection } = toFacts(run.events, run.state, run.nowMs);
  const minute = (atMs: number | undefined) => (atMs === undefined ? undefined : (atMs - window.startMs) / minuteMs);
  return { failedAt: minute(times.firstFailureAtMs), at: minute(times.detectedAtMs), by: detection?.actor };
}

describe('a failure is detected', () => {
  it('when somebody says so, however long before that the service was down', () => {
    const run = beginStory();
    doByHand(run, 'stop', 10);
    at(run, 50);
    mark(run, 'down', 6);
    expect(detected(run)).toEqual({ failedAt: 6, at: 50, by: 'Bo Lind' });
    const facts = toFacts(run.events, run.state, run.nowMs);
    expect(drawSection('detection', facts)).toContain('It was detected 44m later, by Bo Lind: Shop is down.');
    expect(facts.timeline.find(({ level }) => level === 'down')?.atMs, 'the mark stands where it was so').toBe(
      window.startMs + 6 * minuteMs,
    );
  });

  it('by none of the steps that went on meanwhile', () => {
    const run = beginStory();
    doByHand(run, 'stop', 10);
    at(run, 30);
    run.must({ type: 'add-note', text: 'Nobody can buy.', row: 0 }, ada);
    at(run, 50);
    mark(run, 'down', 6);
    expect(detected(run)).toEqual({ failedAt: 6, at: 30, by: 'Ada Lee' });
  });

  it('by the console that held the run where a step failed', () => {
    expect(detected(rolledBackStory())).toEqual({ failedAt: 40, at: 40, by: undefined });
  });

  it('not before it was, by what somebody did of another matter', () => {
    const run = beginStory();
    run.must({ type: 'add-note', text: 'We begin.', row: 0 }, ada);
    doByHand(run, 'stop', 6);
    run.attempt('dump@db-1', 0, 40);
    at(run, 12);
    run.attempt('dump@db-2', 1, 40);
    expect(detected(run)).toEqual({ failedAt: 12, at: 12, by: undefined });
  });

  it('by nobody where nothing failed', () => {
    const run = beginStory();
    doByHand(run, 'stop', 10);
    expect(detected(run)).toEqual({ failedAt: undefined, at: undefined, by: undefined });
  });
});
