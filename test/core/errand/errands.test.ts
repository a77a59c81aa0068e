/** Errands beside a plan: each runs once at most, few at a time, and the run never notices them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ErrandOrder, errandTaskIdOf } from '../../../src/core/errand/errand.ts';
import { openErrands, toErrandOutcome, toNextErrands } from '../../../src/core/errand/standing.ts';
import { type HostName, type StepId, type TaskId, taskIdSchema } from '../../../src/core/ids.ts';
import type { Command } from '../../../src/core/maintenance/commands.ts';
import { toNext } from '../../../src/core/maintenance/next.ts';
import { stepOf, toTaskTitle } from '../../../src/core/maintenance/tasks.ts';
import { commandStep, engine, groupedPlans, hostNames, leader, Run, toPlan } from '../maintenance/fixtures.ts';

function order(id: string, host: string = 'db-1', more: Partial<ErrandOrder> = {}): ErrandOrder {
  return {
    id: id as StepId,
    purpose: { kind: 'backup', backup: 'orders', check: 'exists' },
    title: `Look at ${id}`,
    host: { name: host as HostName, address: '127.0.0.1', port: 22, user: 'ops' },
    script: 'ls',
    timeoutMs: 60_000,
    mode: 'durable',
    ...more,
  };
}

const taskOf = (id: string, host = 'db-1') => `${id}~errand@${host}` as TaskId;
const draft = () => new Run(toPlan([commandStep('a'), commandStep('b')]));
const ask = (run: Run, id: string, host?: string) => run.must({ type: 'ask-errand', errand: order(id, host) });

/** As `Run.attempt`, for an errand. */
function attempt(run: Run, task: TaskId, verdict: Extract<Command, { type: 'report-ended' }>['verdict']): void {
  run.must({ type: 'intend', task }, engine);
  run.must({ type: 'dispatch', task, attempt: 1 }, engine);
  run.must({ type: 'report-started', task, attempt: 1 }, engine);
  run.must({ type: 'report-ended', task, attempt: 1, verdict, rows: 3, bytes: { stdout: 9, stderr: 0 } }, engine);
}

const ofErrands = (run: Run) => run.state.errands.map(({ task }) => task.state);

describe('an errand', () => {
  it('is done in a draft, and its outcome says how it ended and where its output stands', () => {
    const run = draft();
    ask(run, 'look');
    expect(toNextErrands(run.state)).toEqual([taskOf('look')]);
    attempt(run, taskOf('look'), { kind: 'exited', status: 0, unmet: [] });
    const [errand] = run.state.errands;
    if (errand === undefined) throw new Error('no errand');
    expect(toErrandOutcome(run.state, errand)).toEqual({
      state: 'succeeded',
      verdict: { kind: 'exited', status: 0, unmet: [] },
      exitStatus: 0,
      endedAtMs: run.nowMs,
      key: { maintenance: run.state.id, task: taskOf('look'), attempt: 1 },
      rows: { from: 0, to: 0, count: 3 },
    });
    expect(run.state.status).toBe('draft');
    expect([stepOf(run.state, errand.task).kind, toTaskTitle(run.state, errand.task)]).toEqual([
      'check',
      '“Look at look” on db-1',
    ]);
  });

  it('that fails, or that nobody knows of, holds no run up', () => {
    const run = draft().start();
    ask(run, 'fails');
    ask(run, 'lost', 'db-2');
    attempt(run, taskOf('fails'), { kind: 'exited', status: 3, unmet: ['status 3'] });
    run.must({ type: 'intend', task: taskOf('lost', 'db-2') }, engine);
    const why = { kind: 'contact-lost', message: 'no answer' } as const;
    run.must({ type: 'report-unknown', task: taskOf('lost', 'db-2'), attempt: 1, why }, engine);
    expect([run.state.hold, ofErrands(run)]).toEqual([undefined, ['failed', 'unknown']]);
    run.attempt('a@db-1', 0);
    run.attempt('b@db-1', 0);
    run.must({ type: 'complete' });
    expect(run.state.status).toBe('completed');
    run.must({ type: 'mark', task: taskOf('lost', 'db-2'), word: 'did-not-run', reason: 'no trace of it' });
    const [, lost] = run.state.errands;
    expect(lost === undefined ? undefined : toErrandOutcome(run.state, lost).wordOf).toBe('Ada');
  });

  it('waits for its host and for its place, and one that nobody knows of keeps its host alone', () => {
    const run = draft();
    ask(run, 'one');
    ask(run, 'two');
    for (let host = 1; host <= 5; host++) ask(run, `web-${host}`, `web-${host}`);
    const begin = (id: string, host: string) => run.must({ type: 'intend', task: taskOf(id, host) }, engine);
    begin('one', 'db-1');
    expect(run.give({ type: 'intend', task: taskOf('two') }, engine)?.kind).toBe('too-late');
    for (const host of ['web-1', 'web-2', 'web-3']) begin(host, host);
    expect(toNextErrands(run.state)).toEqual([]);
    const why = { kind: 'contact-lost', message: 'no answer' } as const;
    run.must({ type: 'report-unknown', task: taskOf('one'), attempt: 1, why }, engine);
    expect(toNextErrands(run.state)).toEqual([taskOf('web-4', 'web-4')]);
  });

  it('is cancelled like a step, before its turn too, and asked for anew instead of tried again', () => {
    const run = draft();
    ask(run, 'one');
    ask(run, 'two');
    run.must({ type: 'intend', task: taskOf('one'), bootId: 'b' }, engine);
    run.must({ type: 'cancel', task: taskOf('two') });
    run.must({ type: 'cancel', task: taskOf('one') });
    const ended = { rows: 0, bytes: { stdout: 0, stderr: 0 }, verdict: { kind: 'signalled', signal: 'TERM' } } as const;
    run.must({ type: 'report-ended', task: taskOf('one'), attempt: 1, ...ended }, engine);
    expect(ofErrands(run)).toEqual(['cancelled', 'skipped']);
    expect(run.give({ type: 'retry', task: taskOf('one') })?.advice).toBe('Ask for it anew.');
    expect(run.give({ type: 'ask-errand', errand: order('one') })?.message).toContain('already');
    ask(run, 'one-2');
    expect(toNextErrands(run.state)).toEqual([taskOf('one-2')]);
  });

  it('is not begun any more once the maintenance is over', () => {
    const run = draft();
    ask(run, 'one');
    run.start().must({ type: 'abort', reason: 'no' });
    expect(toNextErrands(run.state)).toEqual([]);
    expect(run.give({ type: 'ask-errand', errand: order('late') })?.kind).toBe('not-now');
  });

  it('with an expectation that is no regular expression is refused', () => {
    const errand = order('odd', 'db-1', { expectation: { matches: ['('] } });
    expect(draft().give({ type: 'ask-errand', errand })?.message).toBe('/(/ is no regular expression.');
  });
});

describe('errands and a run under any commands and faults', () => {
  const dice = fc.array(fc.record({ kind: fc.nat(9), choice: fc.nat(10_000) }), { minLength: 5, maxLength: 60 });

  it('no errand is tried twice, no more are under way than may be, and the run goes as if there were none', () => {
    fc.assert(
      fc.property(groupedPlans, dice, fc.boolean(), (plan, moves, isStarted) => {
        const run = isStarted ? new Run(plan).start() : new Run(plan);
        for (const { kind, choice } of moves) {
          const candidates = kind < 3 ? toAsked(run) : kind < 8 ? toReports(run) : toWords(run);
          const command = candidates[choice % Math.max(1, candidates.length)];
          if (command === undefined) continue;
          run.nowMs += choice;
          const before = toNext(run.state);
          run.give(command, kind < 8 ? engine : leader);
          const errands = run.state.errands.map(({ task }) => task);
          for (const task of errands) expect(task.attempts.length).toBeLessThanOrEqual(1);
          const open = openErrands(run.state);
          expect(open.filter(({ state }) => state === 'running').length).toBeLessThanOrEqual(4);
          expect(new Set(open.map(({ host }) => host)).size).toBe(open.length);
          if ('task' in command && command.task?.includes('~errand@')) expect(toNext(run.state)).toEqual(before);
          expect(toNext({ ...run.state, errands: [] })).toEqual(toNext(run.state));
          expect(run.state.hold?.task ?? '').not.toContain('~errand@');
        }
        const ids = [...run.state.tasks, ...run.state.errands.map(({ task }) => task)].map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) taskIdSchema.parse(id);
      }),
      { numRuns: Number(process.env['DRYDOCK_PROPERTY_RUNS'] ?? 600) },
    );
  });

  /** Ids that collide with each other, and with steps of the plan. */
  const toAsked = (run: Run): readonly Command[] =>
    hostNames.flatMap((host): readonly Command[] =>
      ['s0', 's1', `e${run.state.errands.length}`].map((id) => ({ type: 'ask-errand', errand: order(id, host) })),
    );

  const toReports = (run: Run): readonly Command[] => [
    ...run.state.errands.flatMap((errand): readonly Command[] => {
      const key = { task: errandTaskIdOf(errand), attempt: 1 };
      const ended = { ...key, rows: 1, bytes: { stdout: 1, stderr: 0 } };
      return [
        { type: 'intend', task: key.task },
        { type: 'intend', task: key.task, bootId: 'boot' },
        { type: 'dispatch', ...key },
        { type: 'report-started', ...key },
        { type: 'report-ended', ...ended, verdict: { kind: 'exited', status: 0, unmet: [] } },
        { type: 'report-ended', ...ended, verdict: { kind: 'exited', status: 3, unmet: ['status 3'] } },
        { type: 'report-unknown', ...key, why: { kind: 'contact-lost', message: 'no answer' } },
        { type: 'report-found', ...key },
        { type: 'time-out', ...key },
      ];
    }),
    ...toNext(run.state).flatMap((next): readonly Command[] =>
      next.do === 'attempt' ? [{ type: 'intend', task: next.task, bootId: 'boot' }] : [],
    ),
  ];

  const toWords = (run: Run): readonly Command[] =>
    run.state.errands.flatMap(({ task: { id: task } }): readonly Command[] => [
      { type: 'cancel', task },
      { type: 'mark', task, word: 'ran', reason: 'seen' },
      { type: 'mark', task, word: 'new-attempt', reason: 'again' },
      { type: 'retry', task },
      { type: 'skip', task, reason: 'no need' },
      { type: 'abort', reason: 'enough' },
    ]);
});
