/** Steps that run together (`POL-6`): what begins, what waits, what a failure does to the others, and that it was allowed. */
import { describe, expect, it } from 'vitest';
import type { TaskId } from '../../../src/core/ids.ts';
import { toEventText } from '../../../src/core/maintenance/event-text.ts';
import { JournalNames } from '../../../src/core/maintenance/names/journal-names.ts';
import { type Next, toNext } from '../../../src/core/maintenance/next.ts';
import { toOffers } from '../../../src/core/maintenance/offers.ts';
import type { Plan } from '../../../src/core/plan/plan.ts';
import { commandStep, engine, oneAtATime, Run, toPlan } from './fixtures.ts';

const id = (task: string) => task as TaskId;
const together = { withPrevious: true } as const;
const undo = { kind: 'script', script: 'undo' } as const;
const says = (run: Run) => toNext(run.state).map(toWords);

function toWords(next: Next): string {
  const task = 'task' in next ? (next.task ?? '') : '';
  return `${task} ${next.do === 'nothing' ? next.because : next.do}`;
}

/** Begins an attempt and leaves it running. */
function begin(run: Run, ...tasks: readonly string[]): void {
  for (const task of tasks) run.must({ type: 'intend', task: id(task), bootId: 'b' }, engine);
}
const succeed = (run: Run, task: string) => run.end(task, { kind: 'exited', status: 0, unmet: [] });
const fail = (run: Run, task: string) => run.end(task, { kind: 'exited', status: 3, unmet: ['status 3'] });

/** Two steps together, one of them on two hosts, and one that comes after both. */
const three = (more: object = {}): Plan =>
  toPlan([
    commandStep('a', { hosts: ['db-1', 'db-2'] as never, ...more }),
    { ...commandStep('b', { hosts: ['web-1'] as never, rollback: undo }), ...together },
    commandStep('c'),
  ]);

describe('steps that run together', () => {
  it('begin together, the hosts of each one after another, and are passed when all are settled', () => {
    const run = new Run(three()).start();
    expect(says(run)).toEqual(['a@db-1 attempt', 'b@web-1 attempt']);
    begin(run, 'b@web-1', 'a@db-1');
    expect(says(run)).toEqual(['a@db-1 running', 'b@web-1 running']);
    expect(run.give({ type: 'intend', task: id('a@db-2') }, engine)?.kind).toBe('too-late');
    succeed(run, 'a@db-1');
    expect(says(run)).toEqual(['b@web-1 running', 'a@db-2 attempt']);
    begin(run, 'a@db-2');
    succeed(run, 'a@db-2');
    expect(says(run)).toEqual(['b@web-1 running']);
    succeed(run, 'b@web-1');
    expect(says(run)).toEqual(['c@db-1 attempt']);
  });

  it('may be done by hand or wait for time beside a script', () => {
    const plan = toPlan([
      { id: 'look', kind: 'manual', phase: 'carry-out', title: 'Look' },
      { id: 'rest', kind: 'wait', phase: 'carry-out', title: 'Rest', waitMs: 60_000, ...together },
      { ...commandStep('b'), ...together },
    ]);
    const run = new Run(plan).start();
    run.must({ type: 'await', task: id('look'), for: 'person' }, engine);
    run.must({ type: 'await', task: id('rest'), for: 'time', untilMs: run.nowMs + 60_000 }, engine);
    begin(run, 'b@db-1');
    expect(says(run)).toEqual(['b@db-1 running', 'look person', 'rest elapse']);
    run.nowMs += 60_000;
    run.must({ type: 'elapse', task: id('rest') }, engine);
    succeed(run, 'b@db-1');
    expect(says(run)).toEqual(['look person']);
    run.must({ type: 'done', task: id('look') });
    expect(says(run)).toEqual([' settled']);
  });

  it('begin nothing more once one has failed, and what runs goes on', () => {
    const run = new Run(three()).start();
    begin(run, 'a@db-1', 'b@web-1');
    fail(run, 'b@web-1');
    expect(run.state.hold).toMatchObject({ cause: 'step-failed', task: 'b@web-1' });
    succeed(run, 'a@db-1');
    expect(says(run)).toEqual(['b@web-1 held']);
    expect(run.give({ type: 'resume' })?.message).toBe('“b” on web-1 has not succeeded.');
    run.must({ type: 'retry', task: id('b@web-1') });
    expect(says(run)).toEqual(['a@db-2 attempt', 'b@web-1 attempt']);
  });

  it('begin nothing more while nobody knows of one', () => {
    const run = new Run(three()).start();
    begin(run, 'a@db-1');
    run.attempt('b@web-1', 'unknown');
    succeed(run, 'a@db-1');
    expect(says(run)).toEqual(['b@web-1 unknown']);
    run.must({ type: 'mark', task: id('b@web-1'), word: 'ran', reason: 'seen' });
    expect(says(run)).toEqual(['a@db-2 attempt']);
  });

  it('go on only when each failure has its answer', () => {
    const run = new Run(three()).start();
    begin(run, 'a@db-1', 'b@web-1');
    fail(run, 'b@web-1');
    fail(run, 'a@db-1');
    run.must({ type: 'retry', task: id('b@web-1') });
    expect(run.state.hold?.cause).toBe('step-failed');
    expect(says(run)).toEqual(['a@db-1 held']);
    run.must({ type: 'retry', task: id('a@db-1') });
    expect(run.state.hold).toBeUndefined();
    expect(says(run)).toEqual(['a@db-1 attempt', 'b@web-1 attempt']);
  });

  it('are rolled back by the plan when none is open any more, the last first and one at a time', () => {
    const run = new Run(three({ rollback: undo, onFailure: 'roll-back' })).start();
    begin(run, 'a@db-1', 'b@web-1');
    fail(run, 'a@db-1');
    expect(run.state.status).toBe('running');
    expect(run.state.hold?.reason).toBe(
      '“a” on db-1 failed: status 3. The rollback begins when nothing runs any more.',
    );
    expect(toOffers(run.state).rollBack).toBe(false);
    succeed(run, 'b@web-1');
    expect(run.state.status).toBe('rolling-back');
    expect(says(run)).toEqual(['b~back@web-1 attempt']);
    run.attempt('b~back@web-1', 0);
    expect(says(run)).toEqual(['a~back@db-1 attempt']);
  });

  it('are not rolled back by the plan where a person has retried what failed', () => {
    const run = new Run(three({ rollback: undo, onFailure: 'roll-back' })).start();
    begin(run, 'a@db-1', 'b@web-1');
    fail(run, 'a@db-1');
    run.must({ type: 'retry', task: id('a@db-1') });
    succeed(run, 'b@web-1');
    expect(run.state.status).toBe('running');
    expect(says(run)).toEqual(['a@db-1 attempt']);
  });

  it('are rolled back by the plan, too, when a person settles the last open one', () => {
    const run = new Run(three({ rollback: undo, onFailure: 'roll-back' })).start();
    begin(run, 'a@db-1');
    run.attempt('b@web-1', 'unknown');
    fail(run, 'a@db-1');
    run.must({ type: 'mark', task: id('b@web-1'), word: 'did-not-run', reason: 'no trace' });
    expect(run.state.tasks.filter(({ direction }) => direction === 'back').map((task) => task.id)).toEqual([
      'a~back@db-1',
    ]);
  });

  it('run one after another where simultaneous operations were not approved, and the journal says so', () => {
    const run = new Run(three()).start(oneAtATime);
    expect(says(run)).toEqual(['a@db-1 attempt']);
    run.attempt('a@db-1', 0);
    run.attempt('a@db-2', 0);
    expect(says(run)).toEqual(['b@web-1 attempt']);
    const started = run.events.find((event) => event.type === 'run-started');
    expect(started === undefined ? '' : toEventText(started, new JournalNames().at(0))).toContain('one after another');
  });
});
