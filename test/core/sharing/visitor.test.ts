/** Whatever somebody who came by an invite says, it is theirs to say, and no script begins because of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TaskId } from '../../../src/core/ids.ts';
import type { Actor } from '../../../src/core/maintenance/actor.ts';
import { type Command, personCommandSchemas } from '../../../src/core/maintenance/commands.ts';
import { toNext } from '../../../src/core/maintenance/next.ts';
import { toOffers } from '../../../src/core/maintenance/offers.ts';
import { toCommandHash } from '../../../src/core/maintenance/second-person.ts';
import type { MaintenanceState, Task } from '../../../src/core/maintenance/state.ts';
import { planSchema } from '../../../src/core/plan/plan.ts';
import { visitorCommands } from '../../../src/core/sharing/may.ts';
import type { ShareRole } from '../../../src/core/sharing/role.ts';
import { commandStep, engine, leader, plans, Run, toPlan } from '../maintenance/fixtures.ts';

const member = { id: 'bo', name: 'Bo Lind', roles: ['SRE'], qualifications: [], services: [], zone: 'UTC' } as never;
const bo = (via: ShareRole): Actor => ({ kind: 'person', name: 'Bo Lind', person: 'bo' as never, via });
const manual = (id: string, owner?: string) => ({ id, kind: 'manual', phase: 'carry-out', title: id, owner });

/** A run that has begun, with Bo on its roster. */
function begin(...steps: readonly Record<string, unknown>[]): Run {
  const run = new Run(toPlan(steps));
  run.must({ type: 'involve', members: [member] });
  return run.start();
}

/** The engine does all there is to do without anybody: what it begins succeeds. */
function settle(run: Run): void {
  for (;;) {
    const next = toNext(run.state).find((one) => one.do !== 'nothing');
    if (next === undefined) return;
    if (next.do === 'attempt') run.attempt(next.task, 0);
    else if (next.do === 'elapse') run.must({ type: 'elapse', task: next.task }, engine);
    else if (next.for === 'time') run.must({ type: 'await', task: next.task, for: 'time', untilMs: run.nowMs }, engine);
    else run.must({ type: 'await', task: next.task, for: next.for }, engine);
  }
}

const attempts = (run: Run) => run.events.filter(({ type }) => type === 'attempt-intended').length;

describe('somebody who came by an invite', () => {
  it('makes nothing begin on a host, whatever they say of whichever step', () => {
    const said = fc.array(fc.tuple(fc.nat(13), fc.nat(9)), { minLength: 1, maxLength: 30 });
    let taken = 0;
    fc.assert(
      fc.property(plans, said, (plan, dice) => {
        const owned = planSchema.parse({ ...plan, steps: plan.steps.map((step) => ({ ...step, owner: 'bo' })) });
        const run = new Run(owned);
        run.must({ type: 'involve', members: [member] });
        run.start();
        settle(run);
        for (const [which, whose] of dice) {
          const tasks = run.state.tasks;
          const task = tasks[whose % Math.max(1, tasks.length)];
          const before = attempts(run);
          const words = sayable(run.state, task);
          if (run.give(words[which % words.length] as Command, bo('assist')) === undefined) taken += 1;
          settle(run);
          expect(attempts(run)).toBe(before);
          // The leader goes on, so that there is more to be said of the rest.
          if (run.state.hold !== undefined) run.give({ type: 'resume' }, leader);
          for (const id of toOffers(run.state).steps['go-on']) run.give({ type: 'go-on', task: id }, leader);
          settle(run);
        }
      }),
      { numRuns: Number(process.env['DRYDOCK_PROPERTY_RUNS'] ?? 500) },
    );
    expect(taken).toBeGreaterThan(0);
  });

  it('completes a step that is given to them, and the run waits for the leader before the script that follows', () => {
    const run = begin(manual('look', 'Bo Lind'), commandStep('change'));
    settle(run);
    run.must({ type: 'done', task: 'look' as TaskId }, bo('assist'));
    settle(run);
    expect(run.taskState('look')).toBe('succeeded');
    expect(run.state.hold?.reason).toContain('Bo Lind follows from another machine');
    expect(attempts(run)).toBe(0);
    run.must({ type: 'resume' });
    settle(run);
    expect(attempts(run)).toBe(1);
  });

  it('frees no script that follows what runs beside it: that waits for the leader, too', () => {
    const beside = { ...commandStep('beside'), withPrevious: true };
    const run = begin(manual('look', 'bo'), beside, commandStep('change'));
    run.must({ type: 'await', task: 'look' as TaskId, for: 'person' }, engine);
    run.must({ type: 'intend', task: 'beside@db-1' as TaskId }, engine);
    run.must({ type: 'done', task: 'look' as TaskId }, bo('assist'));
    run.end('beside@db-1', { kind: 'exited', status: 0, unmet: [] });
    settle(run);
    expect(attempts(run)).toBe(1);
    run.must({ type: 'resume' });
    settle(run);
    expect(attempts(run)).toBe(2);
  });

  it('confirms a step as the second person, and it begins only when the leader goes on', () => {
    const run = begin(commandStep('change', { isTwoPerson: true }));
    settle(run);
    const task = run.state.tasks[0] as Task;
    const word = { type: 'countersign', task: task.id, command: toCommandHash(run.state, task) } as const;
    expect(run.give(word, bo('follow'))?.kind).toBe('not-allowed');
    run.must(word, bo('review'));
    settle(run);
    expect(attempts(run)).toBe(0);
    run.must({ type: 'go-on', task: task.id });
    settle(run);
    expect(attempts(run)).toBe(1);
  });

  it('lets the run go on to the next step of a person without holding it', () => {
    const run = begin(manual('look', 'bo'), manual('call', 'bo'));
    settle(run);
    run.must({ type: 'done', task: 'look' as TaskId }, bo('assist'));
    expect(run.state.hold).toBeUndefined();
  });

  it('completes no step that is not given to them, and none without an invite to assist', () => {
    const run = begin(manual('look', 'Ada'), manual('own', 'bo'));
    settle(run);
    const look = { type: 'done', task: 'look' as TaskId } as const;
    expect(run.give(look, bo('assist'))?.message).toContain('by whoever the step is given to');
    expect(run.give(look, bo('review'))?.message).toContain('needs an invite to assist');
    expect(run.give(look, { ...bo('assist'), person: undefined } as Actor)?.message).toContain('not known as anybody');
  });

  it('speaks for nobody else', () => {
    const run = begin(manual('look'));
    run.must({ type: 'involve', members: [{ ...(member as object), id: 'cy', name: 'Cy' } as never] });
    const cy = 'cy' as never;
    for (const command of [
      { type: 'check-in', person: cy },
      { type: 'report-unavailable', person: cy, reason: 'ill' },
      { type: 'claim', claim: { id: 'c-1', person: cy, goal: 'look' } },
    ] as const)
      expect([command.type, run.give(command, bo('assist'))?.kind]).toEqual([command.type, 'not-allowed']);
    run.must({ type: 'claim', claim: { id: 'c-1', person: 'bo' as never, goal: 'look' } }, bo('review'));
    run.must({ type: 'end-claim', claim: 'c-1' }, bo('review'));
  });

  it('gives no command that does not stand in the table, whatever their role', () => {
    const run = begin(manual('look', 'bo'));
    settle(run);
    for (const type of Object.keys(personCommandSchemas)) {
      if ((visitorCommands as readonly string[]).includes(type)) continue;
      const refusal = run.give({ type } as never, bo('assist'));
      expect([type, refusal?.kind]).toEqual([type, 'not-allowed']);
    }
  });
});

function sayable(state: MaintenanceState, of: Task | undefined): readonly Command[] {
  const reason = 'because';
  const task = of?.id ?? ('none' as TaskId);
  const command = of === undefined ? '' : toCommandHash(state, of);
  return [
    { type: 'done', task },
    { type: 'not-done', task, reason },
    { type: 'confirm', task, typed: 'db-1' },
    { type: 'skip', task, reason },
    { type: 'retry', task },
    { type: 'mark', task, word: 'new-attempt', reason },
    { type: 'resume' },
    { type: 'go-on', task },
    { type: 'countersign', task, command },
    { type: 'comment', comment: `c-${state.seq}`, text: '@bo, look' },
    { type: 'mark-seen', about: [{ kind: 'event', seq: state.seq }] },
    { type: 'roll-back', reason },
    { type: 'done', task },
    { type: 'add-note', text: 'I see' },
  ];
}
