/** What a roster takes and refuses: shifts, duties, claims, hand-overs. */
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/core/maintenance/actor.ts';
import { findCollisions, findExceeded, findRivals } from '../../../src/core/roster/claims.ts';
import type { PersonId } from '../../../src/core/roster/names.ts';
import { type Member, memberSchema } from '../../../src/core/roster/person.ts';
import { shiftSchema } from '../../../src/core/roster/roster.ts';
import { noRules } from '../../fixtures/no-rules.ts';
import { Run, toPlan } from './fixtures.ts';

const hour = 3_600_000;
const people = ['ada', 'bo', 'cy'] as PersonId[];
const plan = toPlan([{ id: 'look', kind: 'manual', phase: 'carry-out', title: 'Look' }]);
const as = (person: string): Actor => ({ kind: 'person', name: person, person: person as PersonId });

function toMember(id: string): Member {
  const name = `${id[0]?.toUpperCase()}${id.slice(1)} Lee`;
  return memberSchema.parse({ id, name, roles: ['SRE'], qualifications: ['root'], services: [], zone: 'UTC' });
}
function manned(): Run {
  const run = new Run(plan);
  run.must({ type: 'involve', members: people.map(toMember) });
  return run;
}
function shift(id: string, person: string, from: number, to: number) {
  return { id, person: person as PersonId, role: 'SRE', fromMs: from * hour, toMs: to * hour };
}
const lead = (from: string, to: string, service?: string) => ({
  id: 'h1',
  from: from as PersonId,
  to: to as PersonId,
  what: { kind: 'lead' as const, ...(service === undefined ? {} : { service }) },
});

describe('people', () => {
  it('are put on the roster several at once, and again only where something is new', () => {
    const run = manned();
    expect(run.state.roster.members).toHaveLength(3);
    expect(run.give({ type: 'involve', members: [toMember('ada')] })?.kind).toBe('not-now');
    run.must({ type: 'involve', members: [toMember('ada'), { ...toMember('bo'), roles: ['EM'] }] });
    expect(run.events.filter(({ type }) => type === 'person-involved')).toHaveLength(4);
  });

  it('are not checked in after the end', () => {
    const run = manned();
    run.must({ type: 'cancel-maintenance', reason: 'not needed' });
    expect(run.give({ type: 'check-in', person: people[0] as PersonId })?.message).toContain('over');
  });
});

describe('shifts', () => {
  it('POL-4: touch, but never overlap for one person', () => {
    const run = manned();
    run.must({
      type: 'set-shifts',
      shifts: [shift('a', 'ada', 1, 2), shift('b', 'ada', 2, 3), shift('c', 'bo', 1, 3)],
    });
    const refused = run.give({ type: 'set-shifts', shifts: [shift('a', 'ada', 1, 3), shift('b', 'ada', 2, 4)] });
    expect(refused?.message).toBe(
      'Two shifts of Ada Lee overlap: 1970-01-01 01:00 to 03:00 UTC and 1970-01-01 02:00 to 04:00 UTC.',
    );
    expect(run.state.roster.shifts).toHaveLength(3);
  });

  it('end after they begin, are of people of the roster, and have an id of their own', () => {
    expect(shiftSchema.safeParse(shift('a', 'ada', 3, 1)).success).toBe(false);
    expect(shiftSchema.safeParse(shift('a', 'ada', 1, 1)).success).toBe(false);
    const run = manned();
    expect(run.give({ type: 'set-shifts', shifts: [shift('a', 'eve', 1, 2)] })?.message).toContain('“eve” is not on');
    expect(
      run.give({ type: 'set-shifts', shifts: [shift('a', 'ada', 1, 2), shift('a', 'bo', 1, 2)] })?.message,
    ).toContain('“a”');
  });
});

describe('duties', () => {
  const leaders = (...list: readonly { readonly person: string; readonly service?: string }[]) =>
    ({ type: 'assign-duties', duties: { leaders: list as never } }) as const;

  it('POL-8: have one leader, or one for each service, never two for the same', () => {
    const run = manned();
    run.must(leaders({ person: 'ada' }));
    run.must(leaders({ person: 'ada', service: 'Wiki' }, { person: 'bo', service: 'Mail' }));
    expect(run.give(leaders({ person: 'ada', service: 'Wiki' }, { person: 'bo', service: 'wiki ' }))?.message).toBe(
      'Wiki has two leaders.',
    );
    expect(run.give(leaders({ person: 'ada' }, { person: 'bo' }))?.message).toContain('Several people lead');
    expect(run.give(leaders({ person: 'ada' }, { person: 'bo', service: 'Mail' }))?.message).toContain(
      'Several people lead',
    );
  });
});

describe('the lead', () => {
  it('POL-8: passes on when whoever takes it over says so, and with it the run', () => {
    const run = manned();
    run.must({ type: 'assign-duties', duties: { leaders: [{ person: 'ada' as PersonId }] } });
    run.must(
      { type: 'start', planHash: run.state.planHash, hosts: [], variables: {}, secrets: [], policy: noRules },
      as('ada'),
    );
    run.must({ type: 'offer-hand-over', handOver: lead('ada', 'bo') }, as('ada'));
    expect(run.state.roster.duties.leaders).toEqual([{ person: 'ada' }]);
    expect(run.give({ type: 'accept-hand-over', handOver: 'h1' }, as('cy'))?.message).toBe(
      'Only Bo Lee can take this over.',
    );
    run.must({ type: 'accept-hand-over', handOver: 'h1' }, as('bo'));
    expect(run.state.roster.duties.leaders).toEqual([{ person: 'bo' }]);
    expect(run.state.leader).toEqual({ kind: 'person', name: 'Bo Lee', person: 'bo' });
    expect(run.events.slice(-2).map(({ actor }) => actor.name)).toEqual(['ada', 'bo']);
  });

  it('is handed over by nobody who has not got it, to nobody who is not there', () => {
    const run = manned();
    run.must({ type: 'assign-duties', duties: { leaders: [{ person: 'ada' as PersonId, service: 'Wiki' }] } });
    expect(run.give({ type: 'offer-hand-over', handOver: lead('bo', 'cy', 'Wiki') })?.message).toContain(
      'does not lead',
    );
    expect(run.give({ type: 'offer-hand-over', handOver: lead('ada', 'eve', 'Wiki') })?.message).toContain(
      'not on the roster',
    );
    expect(run.give({ type: 'offer-hand-over', handOver: lead('ada', 'ada', 'Wiki') })?.message).toContain(
      'themselves',
    );
    run.must({ type: 'offer-hand-over', handOver: lead('ada', 'bo', 'Wiki') });
    expect(run.give({ type: 'offer-hand-over', handOver: { ...lead('ada', 'cy', 'wiki'), id: 'h2' } })?.kind).toBe(
      'not-now',
    );
    run.must({ type: 'decline-hand-over', handOver: 'h1', reason: 'busy' });
    expect(run.give({ type: 'accept-hand-over', handOver: 'h1' })?.kind).toBe('not-now');
    expect(run.state.roster.duties.leaders[0]?.person).toBe('ada');
  });
});

describe('a shift that is handed over', () => {
  const offer = (from: string, to: string, id = 'a') =>
    ({
      type: 'offer-hand-over',
      handOver: { id: 'h1', from: from as PersonId, to: to as PersonId, what: { kind: 'shift', shift: id } },
    }) as const;

  it('is split where it passes on, and never overlaps one that the other has', () => {
    const run = manned();
    run.nowMs = 2 * hour;
    run.must({ type: 'set-shifts', shifts: [shift('a', 'ada', 1, 4), shift('b', 'bo', 3, 5), shift('c', 'cy', 0, 1)] });
    expect(run.give(offer('ada', 'bo'))?.message).toContain('overlap');
    expect(run.give(offer('bo', 'ada'))?.message).toContain('is Ada Lee’s');
    expect(run.give(offer('cy', 'bo', 'c'))?.message).toBe('That shift is over.');
    run.must(offer('ada', 'cy'));
    run.nowMs = 3 * hour;
    run.must({ type: 'accept-hand-over', handOver: 'h1' });
    expect(run.state.roster.shifts.filter(({ id }) => id !== 'b' && id !== 'c')).toMatchObject([
      { person: 'ada', fromMs: hour, toMs: 3 * hour },
      { person: 'cy', fromMs: 3 * hour, toMs: 4 * hour },
    ]);
  });
});

describe('claims', () => {
  const claim = (id: string, person: string, more: object) =>
    ({ type: 'claim', claim: { id, person: person as PersonId, goal: 'get it up', ...more } }) as const;

  it('POL-5: collide on the same step or host, and both are named', () => {
    const run = manned();
    run.must(claim('c1', 'ada', { step: 'look', host: 'db-1' }));
    run.must(claim('c2', 'bo', { step: 'look' }));
    run.must(claim('c3', 'cy', { host: 'db-1' }));
    const found = findCollisions(run.state.roster).map(({ on, name, claims }) => [
      on,
      name,
      claims.map(({ person }) => person),
    ]);
    expect(found).toEqual([
      ['step', 'look', ['ada', 'bo']],
      ['host', 'db-1', ['ada', 'cy']],
    ]);
    const [first] = run.state.roster.claims;
    if (first === undefined) throw new Error('there is a claim');
    expect(findRivals(run.state.roster, first)).toEqual(['bo', 'cy']);
    run.must({ type: 'end-claim', claim: 'c1' });
    expect(findCollisions(run.state.roster)).toEqual([]);
    expect(run.give({ type: 'end-claim', claim: 'c1' })?.kind).toBe('not-now');
  });

  it('POL-7: are one for each person, and are exceeded only after their allotted time', () => {
    const run = manned();
    run.must(claim('c1', 'ada', { allottedMs: 600_000 }));
    expect(run.give(claim('c2', 'ada', {}))?.message).toContain('get it up');
    const dueMs = run.nowMs + 600_000;
    expect(findExceeded(run.state.roster, dueMs)).toEqual([]);
    expect(findExceeded(run.state.roster, dueMs + 1)).toMatchObject([{ overMs: 1, claim: { id: 'c1' } }]);
  });

  it('are of a step that the plan has', () => {
    expect(manned().give(claim('c1', 'ada', { step: 'jump' }))?.kind).toBe('no-such-task');
  });
});

describe('a decision to go on', () => {
  it('POL-15: is that of the others, once somebody is unavailable', () => {
    const run = manned();
    const decide = (...deciders: readonly string[]) =>
      ({
        type: 'decide-continuation',
        person: 'ada' as PersonId,
        goesOn: true,
        deciders: deciders as PersonId[],
        reason: 'nearly done',
      }) as const;
    expect(run.give(decide('bo'))?.kind).toBe('not-now');
    run.must({ type: 'report-unavailable', person: 'ada' as PersonId, reason: 'ill' });
    expect(run.give(decide('bo', 'ada'))?.message).toBe('Ada Lee is who dropped out: the others decide.');
    run.must(decide('bo', 'cy'));
  });
});
