/** Whether everything went perfectly (`PM-4`), and what is demanded where it did not (`PM-1`). */
import { describe, expect, it } from 'vitest';
import { toDemand } from '../../../src/core/postmortem/demand.ts';
import { toFiling } from '../../../src/core/postmortem/filing.ts';
import { toOverrunMs } from '../../../src/core/postmortem/overrun.ts';
import { toPerfect } from '../../../src/core/postmortem/perfect.ts';
import type { Run } from '../maintenance/fixtures.ts';
import {
  ada,
  at,
  beginStory,
  bo,
  dana,
  doByHand,
  mark,
  minuteMs,
  overrunStory,
  perfectStory,
  rolledBackStory,
  window,
} from './stories.ts';

const isPerfect = (run: Run) => toPerfect(run.state, run.nowMs).isPerfect;
const saidOf = (run: Run) =>
  toPerfect(run.state, run.nowMs)
    .reasons.filter(({ holds }) => !holds)
    .map(({ says }) => says);

/** The steps of the story as planned, with something done on the way. */
function spoiltBy(spoil: (run: Run) => void, before: (run: Run) => void = () => undefined): Run {
  const run = beginStory(before);
  doByHand(run, 'stop', 6);
  for (const task of ['dump@db-1', 'dump@db-2', 'migrate@db-1']) run.attempt(task, 0);
  doByHand(run, 'open', 44);
  spoil(run);
  if (run.state.status === 'running') run.must({ type: 'complete' }, ada);
  return run;
}

function settle(run: Run, result: 'passed' | 'failed'): void {
  run.must({ type: 'settle-item', item: 'buy', result, evidence: [{ kind: 'note', text: 'a lamp' }] }, bo);
}

const overdue = {
  ...{ id: 'ahead', kind: 'start' as const, audience: 'public' as const, channels: ['status'] },
  due: { kind: 'relative' as const, to: 'run-start' as const, offsetMs: 0 },
};

describe('a maintenance', () => {
  it('went perfectly where every rule holds, and a report is offered', () => {
    const run = perfectStory();
    expect(saidOf(run)).toEqual([]);
    expect(toDemand(run.state, run.nowMs).kind).toBe('offered');
  });

  it.each<readonly [string, () => Run, string]>([
    ['a step failed, though a retry mended it', overrunStory, '“Migrate the orders” on db-1 failed.'],
    ['it was rolled back', rolledBackStory, 'It was rolled back.'],
    [
      'a validation failed first',
      () =>
        spoiltBy((run) => {
          settle(run, 'failed');
          settle(run, 'passed');
        }),
      'Not passed the first time: “Buy something”.',
    ],
    [
      'nobody looked at a validation',
      () => spoiltBy((run) => run.must({ type: 'abort', reason: 'enough' }, ada)),
      'Nobody has said how it came out: “Buy something”.',
    ],
    ['it was aborted', () => spoiltBy((run) => run.must({ type: 'abort', reason: 'enough' }, ada)), 'It was aborted.'],
    [
      'a notice was late',
      () =>
        spoiltBy(
          (run) => settle(run, 'passed'),
          (run) => run.must({ type: 'plan-notice', notice: overdue }, ada),
        ),
      '1 notice was late or did not go out.',
    ],
  ])('did not go perfectly where %s', (_, tell, says) => {
    const run = tell();
    expect(isPerfect(run)).toBe(false);
    expect(saidOf(run)).toContain(says);
  });

  it('that has not begun, or still runs, has not gone perfectly', () => {
    expect(saidOf(beginStory())).toContain('It is not over yet.');
  });
});

describe('an overrun', () => {
  it('is past the window that was in force at the start, however it was extended since', () => {
    const run = beginStory();
    run.state = {
      ...run.state,
      schedule: {
        ...run.state.schedule,
        window: { ...window, endMs: window.endMs + 60 * minuteMs },
        changes: [
          {
            ...{ id: 'c', change: 'extended', from: window, to: window, reason: 'slow' },
            ...{ atMs: window.startMs + 30 * minuteMs, by: ada },
          },
        ],
      },
    };
    expect(toOverrunMs(run.state, window.endMs + 1)).toBe(1);
    expect(toOverrunMs(run.state, window.endMs)).toBeUndefined();
  });

  it('demands an IncidentReport, and no reason closes without it', () => {
    const run = overrunStory();
    expect(toDemand(run.state, run.nowMs)).toMatchObject({ kind: 'demanded', report: 'incident-report' });
    expect(run.give({ type: 'close-maintenance', reason: 'tired' }, ada)?.message).toContain(
      'an IncidentReport is demanded',
    );
    expect(run.give({ type: 'begin-report', kind: 'pmr' }, ada)?.kind).toBe('not-ready');
  });
});

describe('an IncidentReport', () => {
  const begin = { type: 'begin-report', kind: 'incident-report' } as const;
  it('is begun by somebody who took part', () => {
    const run = overrunStory();
    expect(run.give(begin, dana)?.message).toContain('filed by somebody who took part');
    expect(run.give(begin, bo)).toBeUndefined();
  });
  it('becomes another kind only before it is published, and is not begun twice', () => {
    const run = overrunStory();
    run.must(begin, ada);
    expect(run.give(begin, ada)?.message).toBe('It has been begun already.');
  });
});

describe('closing', () => {
  it('takes a reason where a report is expected and there is none', () => {
    const run = rolledBackStory();
    expect(toFiling(run.state, run.nowMs).find(({ part }) => part === 'report')).toMatchObject({
      isDone: false,
      mayBeReasoned: true,
    });
    expect(run.give({ type: 'close-maintenance' }, ada)?.kind).toBe('not-ready');
    run.must({ type: 'close-maintenance', reason: 'known since the rehearsal' }, ada);
    expect(run.state.status).toBe('rolled-back');
    expect(run.give({ type: 'close-maintenance', reason: 'again' }, ada)?.message).toBe('It is closed already.');
  });

  it('waits for a service that is still marked down', () => {
    const run = perfectStory();
    at(run, 60);
    mark(run, 'down', 55);
    expect(run.give({ type: 'close-maintenance' }, ada)?.message).toContain('Shop is down by its last mark.');
    mark(run, 'up', 58);
    expect(run.give({ type: 'close-maintenance' }, ada)).toBeUndefined();
  });

  it('is not done of a run that goes on', () => {
    expect(beginStory().give({ type: 'close-maintenance', reason: 'tired' }, ada)?.message).toContain(
      'It is not over.',
    );
  });
});

describe('a mark of a service', () => {
  it('is of an instant that has come', () => {
    const run = beginStory();
    expect(
      run.give({ type: 'mark-service', mark: { id: 'x', service: 'Shop', level: 'up', atMs: run.nowMs + 1 } })?.message,
    ).toContain('has not come yet');
  });
  it('can be taken back, and then counts no more', () => {
    const run = beginStory();
    mark(run, 'down', 1);
    const [one] = run.state.postmortem.marks;
    run.must({ type: 'withdraw-service-mark', mark: one?.id ?? '', reason: 'wrong service' }, ada);
    expect(run.state.postmortem.marks).toEqual([]);
  });
});
