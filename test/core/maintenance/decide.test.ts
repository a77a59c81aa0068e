/** What a leader can expect of a run, one sentence each. */
import { describe, expect, it } from 'vitest';
import { toNext } from '../../../src/core/maintenance/next.ts';
import { toOffers } from '../../../src/core/maintenance/offers.ts';
import { toRollBackTasks } from '../../../src/core/maintenance/tasks.ts';
import { noRules } from '../../fixtures/no-rules.ts';
import { commandStep, engine, Run, toPlan } from './fixtures.ts';

const id = (task: string) => task as never;
const undo = { kind: 'script', script: 'undo' } as const;

describe('starting', () => {
  it('is refused for a plan other than the one that was read', () => {
    const run = new Run(toPlan([commandStep('a')]));
    const refusal = run.give({
      type: 'start',
      planHash: 'f'.repeat(64),
      hosts: [],
      variables: {},
      secrets: [],
      policy: noRules,
    });
    expect(refusal).toMatchObject({ kind: 'not-ready', message: 'The work plan has changed since it was read.' });
    expect(run.state.status).toBe('draft');
  });

  it('is refused where a step names no host, or one nobody knows, or a variable has no value', () => {
    const start = (run: Run) =>
      run.give({ type: 'start', planHash: run.state.planHash, hosts: [], variables: {}, secrets: [], policy: noRules });
    expect(start(new Run(toPlan([commandStep('a', { hosts: [] })])))?.message).toBe('“a” names no host.');
    expect(start(new Run(toPlan([commandStep('a')])))?.message).toContain('db-1');
    const plan = {
      ...toPlan([{ id: 'm', kind: 'manual', phase: 'prepare', title: 'm' }]),
      variables: [{ name: 'PASS', secret: true }],
    };
    expect(start(new Run(plan))?.message).toBe('The variable “PASS” has no value.');
  });

  it('freezes the plan', () => {
    const run = new Run(toPlan([commandStep('a')])).start();
    expect(run.give({ type: 'change-plan', plan: toPlan([commandStep('b')]) })?.kind).toBe('not-now');
  });
});

describe('running', () => {
  it('goes by phase, whatever the order in which the steps were written', () => {
    const run = new Run(
      toPlan([commandStep('late', { phase: 'verify' }), commandStep('early', { phase: 'prepare' })]),
    ).start();
    expect(run.state.tasks.map((task) => task.id)).toEqual(['early@db-1', 'late@db-1']);
  });

  it('does one host after another', () => {
    const run = new Run(toPlan([commandStep('a', { hosts: ['db-1', 'db-2'] as never })])).start();
    expect(toNext(run.state)).toEqual([{ do: 'attempt', task: 'a@db-1' }]);
    run.attempt('a@db-1', 0);
    expect(toNext(run.state)).toEqual([{ do: 'attempt', task: 'a@db-2' }]);
  });

  it('stops at a failure, and goes on when the leader retries it', () => {
    const run = new Run(toPlan([commandStep('a'), commandStep('b')])).start();
    run.attempt('a@db-1', 3);
    expect(run.state.hold).toMatchObject({ cause: 'step-failed', task: 'a@db-1' });
    expect(run.give({ type: 'resume' })?.message).toBe('“a” on db-1 has not succeeded.');
    run.must({ type: 'retry', task: id('a@db-1') });
    expect(run.state.hold).toBeUndefined();
    run.attempt('a@db-1', 0);
    expect(toNext(run.state)).toEqual([{ do: 'attempt', task: 'b@db-1' }]);
  });

  it('after a skipped failure waits for a resume where the plan says stop, and goes on where it says ask', () => {
    for (const onFailure of ['stop', 'ask'] as const) {
      const run = new Run(toPlan([commandStep('a', { onFailure }), commandStep('b')])).start();
      run.attempt('a@db-1', 3);
      run.must({ type: 'skip', task: id('a@db-1'), reason: 'known' });
      expect(toNext(run.state).map((next) => next.do)).toEqual([onFailure === 'ask' ? 'attempt' : 'nothing']);
    }
  });

  it('retries by itself as often as the plan says, and never what is unknown', () => {
    const run = new Run(toPlan([commandStep('a', { retries: 1 })])).start();
    run.attempt('a@db-1', 3);
    run.attempt('a@db-1', 3);
    expect(run.state.hold?.cause).toBe('step-failed');

    const other = new Run(toPlan([commandStep('a', { retries: 5, safeToRepeat: true })])).start();
    other.attempt('a@db-1', 'unknown');
    expect(toNext(other.state)).toEqual([{ do: 'nothing', because: 'unknown', task: 'a@db-1' }]);
  });

  it('passes a failure where the plan says so, and says at the end that there was one', () => {
    const run = new Run(toPlan([commandStep('a', { onFailure: 'continue' })])).start();
    run.attempt('a@db-1', 3);
    run.must({ type: 'complete' });
    expect(run.state.status).toBe('completed-with-failures');
  });

  it('waits for the host’s name where the plan asks for it, on every attempt that a person makes', () => {
    const run = new Run(toPlan([commandStep('a', { confirmBefore: true })])).start();
    expect(run.give({ type: 'intend', task: id('a@db-1') }, engine)?.kind).toBe('too-late');
    run.must({ type: 'await', task: id('a@db-1'), for: 'confirmation' }, engine);
    expect(run.give({ type: 'confirm', task: id('a@db-1'), typed: 'db-2' })?.kind).toBe('not-confirmed');
    run.must({ type: 'confirm', task: id('a@db-1'), typed: 'db-1' });
    run.attempt('a@db-1', 3);
    run.must({ type: 'retry', task: id('a@db-1') });
    expect(toNext(run.state)).toMatchObject([{ do: 'await', for: 'confirmation' }]);
  });

  it('lets what runs go on under a hold, and begins nothing', () => {
    const run = new Run(toPlan([commandStep('a'), commandStep('b')])).start();
    run.must({ type: 'intend', task: id('a@db-1') }, engine);
    run.must({ type: 'hold', reason: 'a call' });
    run.end('a@db-1', { kind: 'exited', status: 0, unmet: [] });
    expect(toNext(run.state)).toEqual([{ do: 'nothing', because: 'held', task: 'b@db-1' }]);
    run.must({ type: 'resume' });
    expect(toNext(run.state)).toEqual([{ do: 'attempt', task: 'b@db-1' }]);
  });
});

describe('ending a step', () => {
  const running = () => {
    const run = new Run(toPlan([commandStep('a', { timeoutMs: 5_000, retries: 3 })])).start();
    run.must({ type: 'intend', task: id('a@db-1'), bootId: 'b' }, engine);
    return run;
  };

  it('names it cancelled, and never retries it by itself', () => {
    const run = running();
    run.must({ type: 'cancel', task: id('a@db-1') });
    run.end('a@db-1', { kind: 'signalled', signal: 'TERM' });
    expect(run.taskState('a@db-1')).toBe('cancelled');
    expect(run.state.hold?.cause).toBe('step-failed');
  });

  it('names it timed out with the plan’s time', () => {
    const run = new Run(toPlan([commandStep('a', { timeoutMs: 5_000 })])).start();
    run.must({ type: 'intend', task: id('a@db-1'), bootId: 'b' }, engine);
    run.must({ type: 'time-out', task: id('a@db-1'), attempt: 1 }, engine);
    run.end('a@db-1', { kind: 'exited', status: 143, unmet: ['status 143'] });
    expect(run.taskState('a@db-1')).toBe('timed-out');
    expect(run.state.tasks[0]?.attempts[0]?.verdict).toEqual({ kind: 'timed-out', afterMs: 5_000 });
  });

  it('leaves a success a success: the host’s word stands', () => {
    const run = running();
    run.must({ type: 'cancel', task: id('a@db-1') });
    run.end('a@db-1', { kind: 'exited', status: 0, unmet: [] });
    expect(run.taskState('a@db-1')).toBe('succeeded');
  });
});

describe('an unknown step', () => {
  const unknown = () => {
    const run = new Run(toPlan([commandStep('a'), commandStep('b')])).start();
    run.attempt('a@db-1', 'unknown');
    return run;
  };

  it('offers the three choices and no other way round', () => {
    const run = unknown();
    const { steps, rollBack, resume } = toOffers(run.state);
    expect(steps.mark).toEqual(['a@db-1']);
    expect([steps.retry, steps.cancel, rollBack, resume]).toEqual([[], [], false, false]);
    expect(steps.skip).toEqual(['b@db-1']);
  });

  it('goes on by itself when its host answers', () => {
    const run = unknown();
    run.must({ type: 'report-found', task: id('a@db-1'), attempt: 1 }, engine);
    expect(run.taskState('a@db-1')).toBe('running');
    run.end('a@db-1', { kind: 'exited', status: 0, unmet: [] });
    expect(toNext(run.state)).toEqual([{ do: 'attempt', task: 'b@db-1' }]);
  });

  it('counts as done by a person’s word, which no later answer overturns', () => {
    const run = unknown();
    run.must({ type: 'mark', task: id('a@db-1'), word: 'ran', reason: 'seen in the table' });
    expect(run.taskState('a@db-1')).toBe('succeeded');
    const late = { task: id('a@db-1'), attempt: 1, rows: 0, bytes: { stdout: 0, stderr: 0 } } as const;
    expect(
      run.give({ type: 'report-ended', ...late, verdict: { kind: 'exited', status: 9, unmet: ['9'] } }, engine)?.kind,
    ).toBe('too-late');
  });

  it('holds the run when it did not run, and is not undone', () => {
    const run = unknown();
    run.must({ type: 'mark', task: id('a@db-1'), word: 'did-not-run', reason: 'no trace of it' });
    expect(run.taskState('a@db-1')).toBe('failed');
    expect(run.state.hold?.cause).toBe('step-failed');
    expect(toRollBackTasks(run.state)).toEqual([]);
  });

  it('gets a new attempt by a person’s word alone', () => {
    const run = unknown();
    run.must({ type: 'mark', task: id('a@db-1'), word: 'new-attempt', reason: 'it is safe' });
    run.attempt('a@db-1', 0);
    expect(run.state.tasks[0]?.attempts.map((attempt) => attempt.number)).toEqual([1, 2]);
  });
});

describe('rolling back', () => {
  it('undoes what ran in reverse, asks about what has no script, and ends with the plan’s own steps', () => {
    const plan = toPlan([
      commandStep('one', { rollback: undo }),
      commandStep('two', { rollback: { kind: 'none', why: 'it only adds' } }),
      { ...commandStep('look', {}), kind: 'check', expectation: {} },
      commandStep('three', { rollback: undo }),
      commandStep('four', { rollback: undo }),
      commandStep('restart', { phase: 'roll-back' }),
    ]);
    const run = new Run(plan).start();
    for (const step of ['one', 'two', 'look']) run.attempt(`${step}@db-1`, 0);
    run.attempt('three@db-1', 3);
    run.must({ type: 'roll-back', reason: 'criterion 2' });
    expect(run.state.status).toBe('rolling-back');
    const back = ['three~back@db-1', 'two~back@db-1', 'one~back@db-1', 'restart@db-1'];
    expect(run.state.tasks.slice(5).map((task) => task.id)).toEqual(back);
    run.attempt('three~back@db-1', 0);
    expect(toNext(run.state)).toEqual([{ do: 'await', task: 'two~back@db-1', for: 'person' }]);
    run.must({ type: 'await', task: id('two~back@db-1'), for: 'person' }, engine);
    run.must({ type: 'done', task: id('two~back@db-1') });
    run.attempt('one~back@db-1', 0);
    run.attempt('restart@db-1', 0);
    run.must({ type: 'complete' });
    expect(run.state.status).toBe('rolled-back');
  });

  it('begins by itself where the plan says so, and leaves out a step that never began', () => {
    const run = new Run(
      toPlan([commandStep('a', { rollback: undo }), commandStep('b', { rollback: undo, onFailure: 'roll-back' })]),
    ).start();
    run.attempt('a@db-1', 0);
    run.attempt('b@db-1', 'not-started');
    expect(run.state.status).toBe('rolling-back');
    expect(run.state.tasks.slice(2).map((task) => task.id)).toEqual(['a~back@db-1']);
  });

  it('stops when an undoing fails', () => {
    const run = new Run(toPlan([commandStep('a', { rollback: undo, onFailure: 'continue' })])).start();
    run.attempt('a@db-1', 0);
    run.must({ type: 'roll-back', reason: 'no' });
    run.attempt('a~back@db-1', 1);
    expect(run.state.hold?.cause).toBe('step-failed');
  });
});

describe('aborting', () => {
  it('ends what runs and still hears its verdict', () => {
    const run = new Run(toPlan([commandStep('a'), commandStep('b')])).start();
    run.must({ type: 'intend', task: id('a@db-1'), bootId: 'b' }, engine);
    run.must({ type: 'abort', reason: 'wrong cluster' });
    expect(run.state.tasks[0]?.attempts[0]?.cancel?.cause).toBe('abort');
    run.end('a@db-1', { kind: 'signalled', signal: 'TERM' });
    expect(run.taskState('a@db-1')).toBe('cancelled');
    expect(toNext(run.state)).toEqual([{ do: 'nothing', because: 'over' }]);
  });
});
