/** What a word on an unknown step leads to is said as it is: while a run goes on, and after it was aborted. */
import { expect, test } from 'vitest';
import { toConsequence } from '../../../src/renderer/views/console/steps/mark-words.ts';
import { commandStep, Run, toPlan } from '../../core/maintenance/fixtures.ts';

function unknownIn(run: Run) {
  const [task] = run.state.tasks;
  if (task?.state !== 'unknown') throw new Error('the step is not unknown');
  return task;
}

test('of a run that goes on, it says what comes next; of one that is over, that nothing does', () => {
  const run = new Run(toPlan([commandStep('upgrade'), commandStep('look')])).start();
  run.attempt('upgrade@db-1', 'unknown');
  expect(toConsequence(run.state, unknownIn(run), 'ran')).toContain('goes on with the next step');
  expect(toConsequence(run.state, unknownIn(run), 'did-not-run')).toContain('The run holds');
  run.must({ type: 'abort', reason: 'the window is over' });
  for (const word of ['ran', 'did-not-run'] as const) {
    expect(toConsequence(run.state, unknownIn(run), word)).toContain('The run is over');
  }
});
