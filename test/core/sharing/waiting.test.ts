/** What waits for one person of a maintenance. */
import { describe, expect, it } from 'vitest';
import { toBound } from '../../../src/core/approval/standing.ts';
import type { TaskId } from '../../../src/core/ids.ts';
import type { Actor } from '../../../src/core/maintenance/actor.ts';
import { toCommandHash } from '../../../src/core/maintenance/second-person.ts';
import type { Task } from '../../../src/core/maintenance/state.ts';
import { defaultPolicy } from '../../../src/core/policy/default-policy.ts';
import type { Publication } from '../../../src/core/postmortem/postmortem.ts';
import type { PersonId } from '../../../src/core/roster/names.ts';
import type { Member } from '../../../src/core/roster/person.ts';
import { findMember } from '../../../src/core/roster/roster.ts';
import { toWaiting } from '../../../src/core/sharing/waiting.ts';
import { commandStep, engine, Run, toPlan } from '../maintenance/fixtures.ts';

const [ada, eve, dana] = ['ada', 'eve', 'dana'] as PersonId[] as [PersonId, PersonId, PersonId];
const startMs = Date.UTC(2027, 0, 9, 22);
const window = { startMs, endMs: startMs + 4 * 3_600_000, zone: 'UTC' };
const as = (person: PersonId): Actor => ({ kind: 'person', name: person, person });

/** Ada leads, Eve is EM, Dana is CES; all of them have a shift over the whole window. */
function toRun(plan = toPlan([commandStep('copy')])): Run {
  const run = new Run(plan);
  const people = [
    [ada, 'SRE'],
    [eve, 'EM'],
    [dana, 'CES'],
  ] as const;
  for (const [id, role] of people)
    run.must({
      type: 'involve',
      members: [{ id, name: id, roles: [role], qualifications: [], services: [], zone: 'UTC' }],
    });
  run.must({ type: 'set-window', window });
  const shifts = people.map(([person, role]) => ({
    id: person,
    person,
    role,
    fromMs: window.startMs,
    toMs: window.endMs,
  }));
  run.must({ type: 'set-shifts', shifts });
  run.must({ type: 'assign-duties', duties: { leaders: [{ person: ada }], ces: dana } });
  return run;
}

function memberOf({ state }: Run, person: PersonId): Member {
  const member = findMember(state.roster, person);
  if (member === undefined) throw new Error(`${person} is not on the roster`);
  return member;
}

const kindsOf = (run: Run, person: PersonId, nowMs = run.nowMs) =>
  toWaiting(run.state, memberOf(run, person), nowMs).map((one) =>
    one.kind === 'approval' ? `approval of ${one.matter}` : one.kind,
  );

describe('what waits for somebody', () => {
  it('is the word they were asked for, until they have given it on what is planned now', () => {
    const run = toRun();
    const ask = (id: string) =>
      run.must(
        {
          type: 'ask-approval',
          request: { id, kinds: ['schedule', 'plan'], to: [eve], bound: toBound(run.state) },
        },
        as(ada),
      );
    ask('r-1');
    expect(kindsOf(run, eve)).toEqual(['approval of schedule', 'approval of plan']);
    expect(kindsOf(run, ada)).toEqual([]);
    const word = { person: eve, bound: toBound(run.state), isGiven: true, way: { kind: 'here' as const } };
    run.must(
      { type: 'answer-approval', approvals: [{ ...word, id: 'a-1', kind: 'schedule' }], policy: defaultPolicy },
      as(eve),
    );
    expect(kindsOf(run, eve)).toEqual(['approval of plan']);

    // Another window: the old request asks for nothing any more, and a new one asks for both again.
    run.must({ type: 'set-window', window: { ...window, endMs: window.endMs + 3_600_000 } });
    expect(kindsOf(run, eve)).toEqual([]);
    ask('r-2');
    expect(kindsOf(run, eve)).toEqual(['approval of schedule', 'approval of plan']);
  });

  it('is to say that they are there, from the beginning of their shift to its end', () => {
    const run = toRun();
    expect(kindsOf(run, eve, window.startMs - 1)).toEqual([]);
    expect(kindsOf(run, eve, window.startMs)).toEqual(['check-in']);
    expect(kindsOf(run, eve, window.endMs)).toEqual([]);
    run.must({ type: 'check-in', person: eve });
    expect(kindsOf(run, eve, window.startMs)).toEqual([]);
  });

  it('is outside help: the leader’s to sign off, then everybody’s to understand', () => {
    const run = toRun();
    run.must({ type: 'ask-support', support: 's-1', provider: 'The database’s vendor', why: 'it does not start' });
    expect([kindsOf(run, ada), kindsOf(run, eve)]).toEqual([['support'], []]);
    run.must({ type: 'sign-off-support', support: 's-1' }, as(ada));
    expect(kindsOf(run, eve)).toEqual(['support']);
    run.must({ type: 'acknowledge-support', support: 's-1', person: eve }, as(eve));
    expect(kindsOf(run, eve)).toEqual([]);
  });

  it('is a hand-over that was offered to them', () => {
    const run = toRun();
    run.must({ type: 'offer-hand-over', handOver: { id: 'h-1', from: ada, to: eve, what: { kind: 'lead' } } }, as(ada));
    expect([kindsOf(run, eve), kindsOf(run, ada)]).toEqual([['hand-over'], []]);
  });

  it('is a notice that is due, for the CES alone', () => {
    const run = toRun();
    run.must({
      type: 'plan-notice',
      notice: { id: 'n-1', kind: 'announcement', audience: 'public', channels: [], due: { kind: 'at', atMs: 5 } },
    });
    expect([kindsOf(run, dana), kindsOf(run, eve)]).toEqual([['notice'], []]);
  });

  it('is an emergency: for the EM to say that they know, for the CES that they are engaged, until it is said', () => {
    const run = toRun();
    expect([kindsOf(run, eve), kindsOf(run, dana)]).toEqual([[], []]);
    run.must({ type: 'declare-emergency', justification: 'the shop is down', isAtOnce: true }, as(ada));
    const steps = (person: PersonId) =>
      toWaiting(run.state, memberOf(run, person), run.nowMs).flatMap((one) =>
        one.kind === 'emergency' ? one.step : [],
      );
    expect([steps(eve), steps(dana), steps(ada)]).toEqual([['know'], ['engage'], []]);
    run.must({ type: 'record-em-notified', person: eve, how: 'I know' }, { ...as(eve), via: 'review' });
    run.must({ type: 'record-ces-engaged', person: dana, how: 'I am here' }, { ...as(dana), via: 'review' });
    expect([steps(eve), steps(dana)]).toEqual([[], []]);
  });

  it('is the public announcement of a report that the team has, for the CES alone, until it is published', () => {
    const run = toRun();
    const once = (...audiences: readonly Publication['audience'][]) => {
      const publications = audiences.map((audience) => ({
        ...{ audience, where: 'a page', textHash: 'a'.repeat(64), version: 1 },
        ...{ by: as(eve), atMs: run.nowMs },
      }));
      const state = { ...run.state, postmortem: { ...run.state.postmortem, publications } };
      return [dana, eve].map((person) =>
        toWaiting(state, memberOf(run, person), run.nowMs).flatMap(({ kind }) => (kind === 'announcement' ? kind : [])),
      );
    };
    expect(once()).toEqual([[], []]);
    expect(once('internal')).toEqual([['announcement'], []]);
    expect(once('internal', 'public')).toEqual([[], []]);
  });

  it('is a validation of theirs while the run is, and a step by hand that the plan gives to them once the run is there', () => {
    const run = toRun(toPlan([{ id: 'look', kind: 'manual', phase: 'carry-out', title: 'Look', owner: 'EVE' }]));
    run.must({ type: 'set-checklist', items: [{ id: 'v-1', text: 'The shop takes an order', owner: 'CES' }] });
    expect([kindsOf(run, eve), kindsOf(run, dana)]).toEqual([[], []]);
    run.nowMs = window.startMs;
    for (const person of [ada, eve, dana]) run.must({ type: 'check-in', person });
    run.start();
    run.must({ type: 'await', task: 'look' as TaskId, for: 'person' }, engine);
    expect([kindsOf(run, eve), kindsOf(run, dana), kindsOf(run, ada)]).toEqual([['step'], ['validation'], []]);
    run.must({ type: 'settle-item', item: 'v-1', result: 'passed', evidence: [{ kind: 'note', text: 'ordered one' }] });
    expect(kindsOf(run, dana)).toEqual([]);
  });

  it('is a step to confirm as the second person, for everybody but the leader, until one has', () => {
    const run = toRun(toPlan([commandStep('copy', { isTwoPerson: true })]));
    run.nowMs = window.startMs;
    for (const person of [ada, eve, dana]) run.must({ type: 'check-in', person });
    run.start();
    const task = 'copy@db-1' as TaskId;
    run.must({ type: 'await', task, for: 'countersign' }, engine);
    expect([kindsOf(run, eve), kindsOf(run, ada)]).toEqual([['countersign'], []]);
    const waiting = run.state.tasks.find(({ id }) => id === task) as Task;
    run.must({ type: 'countersign', task, command: toCommandHash(run.state, waiting) }, { ...as(eve), via: 'review' });
    expect(kindsOf(run, eve)).toEqual([]);
  });

  it('is a comment that names them, until they say that they have seen it', () => {
    const run = toRun();
    run.must({ type: 'comment', comment: 'c-1', text: '@eve does the index fit?' }, as(ada));
    expect([kindsOf(run, eve), kindsOf(run, dana)]).toEqual([['mention'], []]);
    run.must({ type: 'mark-seen', about: [{ kind: 'comment', comment: 'c-1' }] }, as(eve));
    expect(kindsOf(run, eve)).toEqual([]);
  });
});
