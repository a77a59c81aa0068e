/** What of the log a report has. */
import { expect, it } from 'vitest';
import { toDraft } from '../../../src/core/postmortem/draft.ts';
import { toLogHash, toReportHash } from '../../../src/core/postmortem/report-text.ts';
import { toReported } from '../../../src/core/postmortem/reported.ts';
import { noRules } from '../../fixtures/no-rules.ts';
import type { Run } from '../maintenance/fixtures.ts';
import { ada, at, bo, mark, overrunStory } from './stories.ts';

const of = (run: Run) => toReported(run.events, run.state, run.nowMs);

function ask(run: Run, log?: string): void {
  const said = { textHash: 'a'.repeat(64), version: 1, policy: noRules, people: [] };
  run.must({ type: 'ask-report-review', ...said, ...(log === undefined ? {} : { log }) }, ada);
}

function begun(): Run {
  const run = overrunStory();
  run.must({ type: 'begin-report', kind: 'incident-report' }, ada);
  return run;
}

it('is all of it until review is asked for', () => {
  const run = begun();
  run.must({ type: 'add-note', text: 'One more thing.', row: 0 }, bo);
  const { facts, whole, laterEntries } = of(run);
  expect(facts).toBe(whole);
  expect(laterEntries).toBe(0);
});

it('is what there was at the newest request, with the outage as it was then', () => {
  const run = begun();
  mark(run, 'down', 144);
  at(run, 160);
  ask(run);
  const asked = of(run);
  at(run, 220);
  expect(of(run).facts).toEqual(asked.facts);
  expect(asked.facts.outage).toMatchObject({ isOngoing: true });
  run.must({ type: 'add-note', text: 'One more thing.', row: 0 }, bo);
  mark(run, 'up', 150);
  const later = of(run);
  expect(later.facts).toEqual(asked.facts);
  expect(later.laterEntries).toBe(2);
  expect(later.whole.timeline).toHaveLength(asked.whole.timeline.length + 2);
  ask(run);
  expect(of(run)).toMatchObject({ laterEntries: 0, facts: { outage: { isOngoing: false } } });
});

it('counts a mark that was taken back after the request among what came later', () => {
  const run = begun();
  ask(run);
  const [first] = run.state.postmortem.marks;
  run.must({ type: 'withdraw-service-mark', mark: first?.id ?? '', reason: 'it was up' }, bo);
  expect(of(run).laterEntries).toBe(1);
  expect(of(run).facts.timeline).not.toEqual(of(run).whole.timeline);
});

it('is bound by the hash once a later request took more of it in', () => {
  const run = begun();
  const text = toDraft(of(run).whole, 'incident-report');
  const before = toReportHash(text, run.state);
  ask(run);
  run.must({ type: 'add-note', text: 'One more thing.', row: 0 }, bo);
  expect(toReportHash(text, run.state)).toBe(before);
  ask(run, toLogHash(of(run).whole));
  expect(toReportHash(text, run.state)).not.toBe(before);
});
