/** What may become of a schedule, and when a run may start under the policy. */
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/core/maintenance/actor.ts';
import type { CommandOf } from '../../../src/core/maintenance/commands.ts';
import { dataSchemas, type JournalEvent } from '../../../src/core/maintenance/events.ts';
import { evolve } from '../../../src/core/maintenance/evolve.ts';
import { defaultPolicy } from '../../../src/core/policy/default-policy.ts';
import type { PersonId } from '../../../src/core/roster/names.ts';
import type { Window } from '../../../src/core/schedule/window.ts';
import { noRules, onlyRules } from '../../fixtures/no-rules.ts';
import { ready } from '../policy/fixtures.ts';
import { commandStep, Run, toPlan } from './fixtures.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const window: Window = { startMs: 10 * dayMs, endMs: 10 * dayMs + 60 * minuteMs, zone: 'UTC' };
const later = (byMs: number): Window => ({ ...window, startMs: window.startMs + byMs, endMs: window.endMs + byMs });
const bo = 'bo' as PersonId;
const ada: Actor = { kind: 'person', name: 'ada', person: 'ada' as PersonId };

function draft(): Run {
  const run = new Run(toPlan([commandStep('move')]));
  run.nowMs = dayMs;
  return run;
}
function scheduled(policy = noRules): Run {
  const run = draft();
  run.must({ type: 'set-window', window });
  run.must({ type: 'schedule', policy });
  return run;
}
type Change = Omit<CommandOf<'change-schedule'>, 'type' | 'change' | 'window' | 'reason'>;
const change = (run: Run, kind: 'moved' | 'delayed' | 'postponed' | 'extended', to: Window, more: Change = {}) =>
  run.give({ type: 'change-schedule', change: kind, window: to, reason: 'so', ...more })?.message;
const start = (run: Run, policy = defaultPolicy, more: { readonly outsideWindow?: string } = {}) => {
  const hosts = [{ name: 'db-1' as never, address: '127.0.0.1', port: 22, user: 'ops' }];
  return run.give({ type: 'start', planHash: run.state.planHash, hosts, variables: {}, secrets: [], policy, ...more });
};

describe('scheduling', () => {
  it('CHG-1: is refused while a part of the record is empty, each part named', () => {
    const run = draft();
    run.must({ type: 'set-window', window });
    expect(run.give({ type: 'schedule', policy: defaultPolicy })?.message).toBe(
      'The change record is not whole: deployment model, product scope, customer change process, validation owner, rollback criteria are empty (CHG-1).',
    );
    run.must({ type: 'change-record', record: ready.change.record });
    run.must({ type: 'schedule', policy: defaultPolicy });
    expect(run.state.status).toBe('scheduled');
    expect(run.state.schedule.frozen?.policy).toEqual(defaultPolicy);
  });

  it('is refused for another plan than was read, and for a window that is over', () => {
    const run = draft();
    expect(run.give({ type: 'schedule', policy: noRules })?.kind).toBe('not-ready');
    expect(run.give({ type: 'set-window', window: { startMs: 1, endMs: 2, zone: 'UTC' } })?.message).toContain(
      'is over',
    );
    run.must({ type: 'set-window', window });
    expect(run.give({ type: 'schedule', policy: noRules, planHash: 'x' })?.message).toContain('has changed since');
    run.nowMs = window.endMs;
    expect(run.give({ type: 'schedule', policy: noRules })?.message).toContain('is over already');
  });
});

describe('a change of schedule', () => {
  it('keeps to what its name says', () => {
    const run = scheduled();
    expect(change(run, 'moved', window)).toBe('This is the window it has already.');
    expect(change(run, 'delayed', later(-minuteMs))).toContain('to a later start');
    expect(change(run, 'postponed', later(-minuteMs))).toContain('to a later start');
    expect(change(run, 'extended', later(minuteMs))).toContain('moves the end alone');
    expect(change(run, 'moved', { ...window, startMs: dayMs - 1 })).toContain('has passed already');
    expect(change(run, 'moved', later(-dayMs))).toBeUndefined();
    expect(change(run, 'delayed', window)).toBeUndefined();
    expect(change(run, 'extended', { ...window, endMs: window.endMs + minuteMs })).toBeUndefined();
    expect(run.state.schedule.changes.map((one) => one.change)).toEqual(['moved', 'delayed', 'extended']);
  });

  it('while it runs moves the end alone, and only to later', () => {
    const run = scheduled();
    run.nowMs = window.startMs;
    expect(start(run)).toBeUndefined();
    expect(change(run, 'delayed', later(minuteMs))).toContain('only its end can move');
    expect(change(run, 'extended', { ...window, endMs: window.endMs - minuteMs })).toContain('later instant');
    expect(change(run, 'extended', { ...window, endMs: window.endMs + minuteMs })).toBeUndefined();
  });

  it('POL-16: because of drop-outs puts it off by three days at least, and is said of whoever dropped out', () => {
    const run = scheduled(onlyRules('POL-16'));
    run.must({ type: 'involve', members: [...ready.roster.members] });
    const because = [bo, ada.person as PersonId];
    expect(change(run, 'postponed', later(3 * dayMs), { because })).toBe('bo is not said to be unavailable.');
    for (const person of because) run.must({ type: 'report-unavailable', person, reason: 'ill' });
    expect(change(run, 'postponed', later(3 * dayMs - minuteMs), { because })).toContain('at least 3 days (POL-16)');
    expect(change(run, 'moved', later(3 * dayMs), { because })).toContain('Only a postponement');
    expect(change(run, 'postponed', later(3 * dayMs), { because })).toBeUndefined();
    expect(run.state.schedule.changes.at(-1)?.because).toEqual(because);
  });

  it('POL-16: of a journal in which one person alone could be named still folds', () => {
    const run = scheduled();
    const data = { change: 'postponed' as const, window: later(3 * dayMs), reason: 'bo is ill', because: bo };
    dataSchemas['schedule-changed'].parse(data);
    const event = { ...(run.events[0] as JournalEvent), type: 'schedule-changed', data, seq: run.state.seq + 1 };
    expect(evolve(run.state, event as JournalEvent).schedule.changes.at(-1)?.because).toEqual([bo]);
  });

  it('takes the shifts along where that is asked, in the same append, and never with an extension', () => {
    const run = scheduled();
    run.must({ type: 'involve', members: [...ready.roster.members] });
    const shift = { id: 'bo', person: bo, role: 'SRE', fromMs: window.startMs - minuteMs, toMs: window.endMs };
    run.must({ type: 'set-shifts', shifts: [shift] });
    expect(change(run, 'delayed', later(minuteMs))).toBeUndefined();
    expect(run.state.roster.shifts).toEqual([shift]);
    const seq = run.state.seq;
    expect(change(run, 'postponed', later(minuteMs + dayMs), { movesShifts: true })).toBeUndefined();
    expect(run.events.slice(seq, seq + 2).map(({ type }) => type)).toEqual(['schedule-changed', 'shifts-set']);
    expect(run.state.roster.shifts).toEqual([{ ...shift, fromMs: shift.fromMs + dayMs, toMs: shift.toMs + dayMs }]);
    // The notices of the change are about the change, not about what came with it.
    const [about] = run.state.notices.notices.slice(-1).map((notice) => notice.about);
    expect(about).toBe(run.state.schedule.changes.at(-1)?.id);
    const longer = { ...later(minuteMs + dayMs), endMs: window.endMs + 2 * dayMs };
    expect(change(run, 'extended', longer, { movesShifts: true })).toContain('no shift moves');
  });

  it('ends with its being called off', () => {
    const run = scheduled();
    run.must({ type: 'cancel-maintenance', reason: 'no longer wanted' });
    expect(change(run, 'moved', later(dayMs))).toBe('The maintenance is over.');
    expect(start(run)?.kind).toBe('not-now');
  });
});

describe('a start', () => {
  it('is refused while a must does not hold, the first ones named and the rest counted', () => {
    const refusal = start(draft());
    expect(refusal?.kind).toBe('not-ready');
    expect(refusal?.message).toMatch(
      /^The policy does not let it start\. POL-1: EM has not approved it\. POL-2: .* And \d+ more\.$/,
    );
    expect(refusal?.advice).toContain('drydock readiness');
  });

  it('POL-10: long before an announcement is due is refused too: it has not been announced ahead', () => {
    const run = scheduled(onlyRules('POL-10'));
    expect(start(run)?.message).toContain('POL-10: It has to be announced by');
  });

  it('POL-19: is judged by the policy it was scheduled under, not by the team’s as it became', () => {
    const run = scheduled(noRules);
    run.nowMs = window.startMs;
    expect(start(run, defaultPolicy)).toBeUndefined();
  });

  it('POL-19: freezes the policy it began under, where it was never scheduled', () => {
    const run = draft();
    expect(start(run, noRules)).toBeUndefined();
    expect(run.state.schedule.frozen?.policy).toEqual(noRules);
  });

  it('POL-18: goes through in an emergency that cannot wait, with its justification', () => {
    const run = draft();
    run.must({ type: 'declare-emergency', justification: 'it leaks', isAtOnce: false });
    expect(start(run)?.kind).toBe('not-ready');
    run.must({ type: 'declare-emergency', justification: 'it burns', isAtOnce: true });
    expect(run.give({ type: 'declare-emergency', justification: 'again', isAtOnce: true })?.kind).toBe('not-now');
    expect(start(run)).toBeUndefined();
    expect(run.state.schedule.emergency).toMatchObject({ justification: 'it burns' });
  });
});

describe('a start outside the window', () => {
  const at = (nowMs: number) => {
    const run = scheduled();
    run.nowMs = nowMs;
    return run;
  };
  const begun = (run: Run) => run.events.find((event) => event.type === 'run-started')?.data;

  it('is refused up to its second 0 and from its end on, said to the minute', () => {
    expect(start(at(window.startMs - dayMs - 61 * minuteMs))).toMatchObject({
      kind: 'outside-window',
      message: 'Its window begins in 1d1h1m: 1970-01-11 00:00 UTC.',
    });
    expect(start(at(window.startMs - 1))?.message).toContain('begins in less than a minute');
    expect(start(at(window.startMs))).toBeUndefined();
    expect(start(at(window.endMs - 1))).toBeUndefined();
    expect(start(at(window.endMs))).toMatchObject({ kind: 'outside-window' });
    expect(start(at(window.endMs + 5 * minuteMs))?.message).toBe(
      'Its window has been over for 5m: it ended 1970-01-11 01:00 UTC.',
    );
  });

  it('goes through with its reason, which the journal keeps and a run within the window has none of', () => {
    const early = at(window.startMs - 1);
    expect(start(early, noRules, { outsideWindow: 'the vendor is here now' })).toBeUndefined();
    expect(begun(early)).toMatchObject({ outsideWindow: 'the vendor is here now' });
    const timely = at(window.startMs);
    expect(start(timely, noRules, { outsideWindow: 'the vendor is here now' })).toBeUndefined();
    expect(begun(timely)).not.toHaveProperty('outsideWindow');
  });

  it('needs no reason as practice, in an emergency that cannot wait, and where there is no window', () => {
    const practice = at(window.endMs);
    practice.state = { ...practice.state, isPractice: true };
    expect(start(practice)).toBeUndefined();
    const burning = at(window.startMs - dayMs);
    burning.must({ type: 'declare-emergency', justification: 'it burns', isAtOnce: true });
    expect(start(burning)).toBeUndefined();
    expect(start(draft(), noRules)).toBeUndefined();
    const leaking = at(window.startMs - dayMs);
    leaking.must({ type: 'declare-emergency', justification: 'it leaks', isAtOnce: false });
    expect(start(leaking)?.kind).toBe('outside-window');
  });
});

it('POL-15: a held run is not resumed past a drop-out that nobody has decided about', () => {
  const run = scheduled(onlyRules('POL-15'));
  run.must({ type: 'involve', members: [...ready.roster.members] });
  const shift = (person: string) => ({
    id: person,
    person: person as PersonId,
    role: 'SRE',
    fromMs: window.startMs,
    toMs: window.endMs,
  });
  run.must({ type: 'set-shifts', shifts: [shift('ada'), shift('bo')] });
  run.nowMs = window.startMs;
  expect(start(run)).toBeUndefined();
  run.must({ type: 'report-unavailable', person: bo, reason: 'ill' });
  run.must({ type: 'hold', reason: '' });
  expect(run.give({ type: 'resume' })?.message).toBe(
    'bo dropped out, and nobody has decided whether to go on (POL-15).',
  );
  const decide = (goesOn: boolean, reason: string) =>
    run.must({ type: 'decide-continuation', person: bo, goesOn, deciders: ['ada' as PersonId], reason }, ada);
  decide(true, 'ada can');
  expect(run.give({ type: 'resume' })).toBeUndefined();

  // To stop holds what is not held yet, and lasts until they decide otherwise.
  decide(false, 'ada cannot after all');
  expect(run.state.hold).toMatchObject({
    cause: 'person',
    reason: 'it was decided not to go on without bo: ada cannot after all',
  });
  expect(run.give({ type: 'resume' })?.message).toContain('decided not to go on without bo');
  decide(true, 'cy helps');
  expect(run.give({ type: 'resume' })).toBeUndefined();
});
