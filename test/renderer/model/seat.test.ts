/** What a screen offers to whoever sits at it: everything at the console, and to a visitor what their invite and the roster give. */
import { describe, expect, it } from 'vitest';
import type { TaskId } from '../../../src/core/ids.ts';
import type { PersonId } from '../../../src/core/roster/names.ts';
import type { ShareRole } from '../../../src/core/sharing/role.ts';
import { visitorOffers } from '../../../src/renderer/model/offers-of.ts';
import { primaryAction } from '../../../src/renderer/model/primary-action.ts';
import { toConsoleSeat, toVisitorSeat } from '../../../src/renderer/model/seat.ts';
import { commandStep, engine, Run, toPlan } from '../../core/maintenance/fixtures.ts';

const [ada, bo] = ['ada', 'bo'] as PersonId[] as [PersonId, PersonId];
const task = 'tell' as TaskId;

/** Ada leads. Bo came by an invite and is let in as himself; the first step is his by hand, the second wants a second person. */
function toRun(role: ShareRole): Run {
  const run = new Run(
    toPlan([
      { id: 'tell', kind: 'manual', phase: 'prepare', title: 'Tell', owner: 'Bo' },
      commandStep('copy', { isTwoPerson: true }),
    ]),
  );
  for (const id of [ada, bo])
    run.must({
      type: 'involve',
      members: [{ id, name: id, roles: ['SRE'], qualifications: [], services: [], zone: 'UTC' }],
    });
  run.must({ type: 'make-invite', invite: { id: 'i-1', role, people: 1, expiresAtMs: run.nowMs + 3_600_000 } });
  const visitor = { kind: 'person', name: 'Bo', via: role } as const;
  run.must({ type: 'report-joined', follower: 'f-1', invite: 'i-1', name: 'Bo' }, visitor);
  run.must({ type: 'admit-follower', follower: 'f-1', person: bo });
  return run;
}

const seatOf = (run: Run, role: ShareRole) => toVisitorSeat(run.state, { follower: 'f-1', role });

describe('a seat', () => {
  it('at the console may everything, and nothing at one that only reads', () => {
    expect(toConsoleSeat(false).may('run.start')).toBe(true);
    expect(toConsoleSeat(true).may('note.add')).toBe(false);
  });

  it('of a visitor may what the table of the contract gives to the role, and speaks for themselves alone', () => {
    const run = toRun('review');
    const seat = seatOf(run, 'review');
    expect(['note.add', 'approval.answer', 'run.start', 'follower.admit'].map((one) => seat.may(one as never))).toEqual(
      [true, true, false, false],
    );
    expect([seat.member?.id, seat.speaksFor(bo), seat.speaksFor(ada)]).toEqual([bo, true, false]);
    expect(seatOf(run, 'follow').may('note.add')).toBe(false);
  });

  it('leaves the announcement to whoever owns the notices, publishing to an EM or a CES, and marks to whoever is of the roster', () => {
    const of = (run: Run) =>
      ['announcement.write', 'report.publish', 'serviceState.mark', 'report.postToWiki'].map((one) =>
        seatOf(run, 'review').may(one as never),
      );
    const run = toRun('review');
    expect(of(run)).toEqual([false, false, true, false]);
    for (const [role, offered] of [
      ['EM', [false, true, true, false]],
      ['CES', [true, true, true, false]],
    ] as const) {
      const member = { id: bo, name: bo, roles: [role], qualifications: [], services: [], zone: 'UTC' };
      run.must({ type: 'involve', members: [member] });
      expect(of(run)).toEqual(offered);
    }
    run.must({ type: 'admit-follower', follower: 'f-1' });
    expect(of(run)).toEqual([false, false, false, false]);
  });

  it('says of a step by hand that it is done only where it is theirs, and with an invite to assist', () => {
    for (const [role, offered] of [
      ['assist', [task]],
      ['review', []],
    ] as const) {
      const run = toRun(role);
      run.start();
      run.must({ type: 'await', task, for: 'person' }, engine);
      const offers = visitorOffers(run.state, seatOf(run, role));
      expect(offers.steps.done).toEqual(offered);
      expect([offers.hold, offers.abort, offers.resume, offers.steps.skip]).toEqual([false, false, false, []]);
    }
  });

  it('is asked first for the word of the second person, once the run waits for it', () => {
    const run = toRun('review');
    run.start();
    run.must({ type: 'await', task, for: 'person' }, engine);
    run.must({ type: 'done', task });
    const copy = 'copy@db-1' as TaskId;
    run.must({ type: 'await', task: copy, for: 'countersign' }, engine);
    const offers = visitorOffers(run.state, seatOf(run, 'review'));
    expect(primaryAction(run.state, offers, false)).toMatchObject({ control: { kind: 'countersign', task: copy } });
    const none = visitorOffers(run.state, seatOf(run, 'follow'));
    expect(primaryAction(run.state, none, false)).toBeUndefined();
  });
});
