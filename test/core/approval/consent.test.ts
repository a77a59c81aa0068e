/** Whose word counts, on what; and that outside help is raised only in its order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Approval } from '../../../src/core/approval/approval.ts';
import { lastWords, toBound, toStaleText } from '../../../src/core/approval/standing.ts';
import type { Actor } from '../../../src/core/maintenance/actor.ts';
import type { Command } from '../../../src/core/maintenance/commands.ts';
import { findCurrent } from '../../../src/core/policy/current.ts';
import { defaultPolicy } from '../../../src/core/policy/default-policy.ts';
import { evaluate } from '../../../src/core/policy/evaluate.ts';
import type { PersonId } from '../../../src/core/roster/names.ts';
import { commandStep, Run, toPlan } from '../maintenance/fixtures.ts';

const policy = defaultPolicy;
const [ada, eve, max, bo] = ['ada', 'eve', 'max', 'bo'] as PersonId[] as [PersonId, PersonId, PersonId, PersonId];
const window = { startMs: Date.UTC(2027, 0, 9, 22), endMs: Date.UTC(2027, 0, 10, 2), zone: 'UTC' };
const plans = [toPlan([commandStep('a')]), toPlan([commandStep('b')])];

const as = (person: PersonId): Actor => ({ kind: 'person', name: person, person });

/** Ada leads and is an EM too; Eve and Max are EMs of one service each; Bo is an SRE. */
function toRun(): Run {
  const run = new Run(plans[0] as (typeof plans)[0]);
  const known = { qualifications: [], zone: 'UTC' };
  for (const [id, roles, services] of [
    [ada, ['SRE', 'EM'], ['Mail']],
    [eve, ['EM'], ['MediaWiki']],
    [max, ['EM'], ['Infrastructure']],
    [bo, ['SRE'], []],
  ] as const) {
    run.must({ type: 'involve', members: [{ ...known, id, name: id, roles: [...roles], services: [...services] }] });
  }
  run.must({ type: 'set-window', window });
  const record = { ...run.state.change.record, services: ['MediaWiki'] };
  run.must({ type: 'change-record', record });
  return run;
}

let count = 0;
function word(run: Run, person: PersonId, more: Partial<Omit<Approval, 'atMs'>> = {}): Command {
  count += 1;
  const approval = {
    id: `a-${count}`,
    kind: 'schedule' as const,
    person,
    bound: toBound(run.state),
    isGiven: true,
    way: { kind: 'here' as const },
    ...more,
  };
  return { type: 'answer-approval', approvals: [approval], policy };
}

function ask(run: Run, to: readonly PersonId[], kind: Approval['kind'] = 'schedule'): Command {
  count += 1;
  return { type: 'ask-approval', request: { id: `r-${count}`, kinds: [kind], to: [...to], bound: toBound(run.state) } };
}

describe('an approval', () => {
  it('POL-1: is an approver’s, who takes part, and did not ask', () => {
    const run = toRun();
    expect(run.give(word(run, eve), as(eve))?.message).toBe('Nobody has asked for approval of the maintenance.');
    run.must(ask(run, [eve]), as(ada));
    expect(run.give(word(run, bo), as(bo))?.message).toContain('bo is no EM');
    expect(run.give(word(run, ada), as(ada))?.message).toContain('ada asked for this approval');
    expect(run.give(word(run, 'zed' as PersonId), as('zed' as PersonId))?.message).toContain('takes no part');
    expect(run.give(word(run, eve), as(ada))?.message).toBe('Nobody gives another’s word here.');
    run.must(word(run, eve), as(eve));
    expect(findCurrent(policy, run.state, 'schedule')?.person).toBe(eve);
  });

  it('POL-1: of a service’s part is its EM’s, or another’s on behalf of one who is unavailable', () => {
    const run = toRun();
    run.must(ask(run, [eve, max]), as(ada));
    const service = 'MediaWiki';
    expect(run.give(word(run, max, { service }), as(max))?.message).toBe('The part of MediaWiki is approved by eve.');
    expect(run.give(word(run, max, { service, onBehalfOf: eve }), as(max))?.message).toContain(
      'not said to be unavailable',
    );
    expect(run.give(word(run, max, { service, onBehalfOf: max }), as(max))?.message).toContain('approved by eve');
    expect(run.give(word(run, eve, { service: 'Mail' }), as(eve))?.message).toContain('does not touch');
    run.must({ type: 'report-unavailable', person: eve, reason: 'ill' });
    run.must(word(run, max, { service, onBehalfOf: eve }), as(max));
    expect(run.state.consent.approvals.at(-1)).toMatchObject({ person: max, onBehalfOf: eve, service });
  });

  it('POL-1: may be on behalf of an EM who is said in a note to be unavailable', () => {
    const run = toRun();
    run.must(ask(run, [max]), as(ada));
    run.must(word(run, max, { onBehalfOf: eve, note: 'Eve is on a plane' }), as(max));
  });

  it('POL-3: goes stale with the plan and the window, and current again with them', () => {
    const run = toRun();
    run.must(ask(run, [eve]), as(ada));
    run.must(word(run, eve), as(eve));
    const stale = () => {
      const [last] = lastWords(run.state, 'schedule');
      return last === undefined ? 'nothing was said' : toStaleText(last.bound, run.state);
    };
    expect(stale()).toBeUndefined();
    run.must({ type: 'change-plan', plan: plans[1] as (typeof plans)[0] });
    run.must({ type: 'set-window', window: { ...window, endMs: window.endMs + 60_000 } });
    expect(stale()).toBe('the work plan and the window have changed since');
    run.must({ type: 'change-plan', plan: plans[0] as (typeof plans)[0] });
    run.must({ type: 'set-window', window: { ...window, zone: 'Europe/Berlin' } });
    expect(stale()).toBeUndefined();
  });

  it('says the same matter once at a time, and nothing where any of it is refused', () => {
    const run = toRun();
    run.must(ask(run, [eve]), as(ada));
    const [one, other] = [word(run, eve), word(run, eve, { isGiven: false })];
    if (one.type !== 'answer-approval' || other.type !== 'answer-approval') throw new Error('not words');
    const both = { ...one, approvals: [...one.approvals, ...other.approvals] };
    expect(run.give(both, as(eve))?.message).toBe('The same matter is answered twice at once.');
    expect(run.state.consent.approvals).toEqual([]);
  });

  it('is neither asked for nor given once the maintenance is over', () => {
    const run = toRun();
    run.must(ask(run, [eve]), as(ada));
    run.must({ type: 'cancel-maintenance', reason: 'not needed' });
    expect(run.give(word(run, eve), as(eve))?.kind).toBe('not-now');
    expect(run.give(ask(run, [eve]), as(ada))?.kind).toBe('not-now');
  });

  it('POL-1, POL-3: never counts without an approver’s last word on exactly this plan and window, whatever happens', () => {
    const people = [ada, eve, max, bo];
    const person = fc.constantFrom(...people);
    const move = fc.oneof(
      fc.record({ do: fc.constant('ask' as const), by: person, to: person }),
      fc.record({
        do: fc.constant('answer' as const),
        by: person,
        of: person,
        isGiven: fc.boolean(),
        isOld: fc.boolean(),
      }),
      fc.record({ do: fc.constant('plan' as const), plan: fc.constantFrom(...plans) }),
      fc.record({ do: fc.constant('window' as const), longerMs: fc.constantFrom(0, 60_000) }),
    );
    fc.assert(
      fc.property(fc.array(move, { maxLength: 25 }), (moves) => {
        const run = toRun();
        /** The model: the last word each gave at their own place, and what it was on. */
        const last = new Map<PersonId, { readonly isGiven: boolean; readonly on: string }>();
        const asked = new Set<PersonId>();
        let before = toBound(run.state);
        for (const one of moves) {
          switch (one.do) {
            case 'ask':
              if (run.give(ask(run, [one.to]), as(one.by)) === undefined) asked.add(one.by);
              break;
            case 'answer': {
              const bound = one.isOld ? before : toBound(run.state);
              const taken = run.give(word(run, one.of, { isGiven: one.isGiven, bound }), as(one.by)) === undefined;
              if (taken) {
                expect(one.of).toBe(one.by);
                expect(bound).toEqual(toBound(run.state));
                last.set(one.of, { isGiven: one.isGiven, on: JSON.stringify(bound) });
              }
              break;
            }
            case 'plan':
              before = toBound(run.state);
              run.must({ type: 'change-plan', plan: one.plan });
              break;
            case 'window':
              before = toBound(run.state);
              run.must({ type: 'set-window', window: { ...window, endMs: window.endMs + one.longerMs } });
          }
          const now = JSON.stringify(toBound(run.state));
          const counting = people.filter((id) => {
            const known = last.get(id);
            return known?.isGiven === true && known.on === now && id !== bo && !asked.has(id);
          });
          const found = findCurrent(policy, run.state, 'schedule');
          expect(found === undefined ? undefined : counting.includes(found.person)).toBe(
            counting.length === 0 ? undefined : true,
          );
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('a waiver', () => {
  it('POL-19: is given by a role that may, under the policy in force, and by nobody where it says so', () => {
    const run = toRun();
    const waive = (rule: string): Command => ({ type: 'waive', rule, reason: 'agreed', policy });
    expect(run.give(waive('POL-10'), as(bo))?.message).toContain('POL-10 is waived by EM');
    expect(run.give(waive('POL-10'), { kind: 'person', name: 'Somebody' })?.kind).toBe('not-ready');
    expect(run.give(waive('POL-99'), as(eve))?.kind).toBe('not-ready');
    run.must(waive('POL-10'), as(eve));
    expect(run.state.consent.waivers).toMatchObject([{ rule: 'POL-10', reason: 'agreed', by: { person: eve } }]);
    const strict = { ...policy, rules: { ...policy.rules, 'POL-10': { severity: 'must' as const, waivedBy: [] } } };
    expect(run.give({ type: 'waive', rule: 'POL-10', reason: 'x', policy: strict }, as(eve))?.kind).toBe('not-ready');
  });

  it('POL-19: of an own rule is no confirmation: that is its owner’s', () => {
    const run = toRun();
    const own = {
      id: 'OWN-phone' as const,
      text: 'The phone works',
      owner: 'SRE',
      severity: 'must' as const,
      waivedBy: [],
    };
    const confirm: Command = {
      type: 'confirm-own-rule',
      rule: own.id,
      evidence: 'rang it',
      policy: { ...policy, own: [own] },
    };
    expect(run.give(confirm, as(eve))?.message).toContain('is not SRE');
    expect(run.give({ ...confirm, rule: 'OWN-other' } as Command, as(bo))?.kind).toBe('not-ready');
    run.must(confirm, as(bo));
    run.must({ type: 'doubt-own-rule', rule: own.id, reason: 'it fell' });
    expect(run.give({ type: 'doubt-own-rule', rule: own.id, reason: 'it fell' })?.kind).toBe('not-now');
  });
});

describe('outside help', () => {
  it('POL-9: is raised only after a leader signed it off and every involved member understood why', () => {
    const run = toRun();
    const support = 's1';
    const raise: Command = { type: 'raise-support', support, reference: 'ticket 7' };
    expect(run.give(raise)?.message).toBe('Nobody has asked for that outside help.');
    run.must({ type: 'ask-support', support, provider: 'the data centre', why: 'a disk is dead' }, as(bo));
    expect(run.give({ type: 'sign-off-support', support }, as(bo))?.message).toBe('Nobody leads this maintenance.');
    run.must({ type: 'assign-duties', duties: { leaders: [{ person: ada }], validationOwner: bo } });
    expect(run.give(raise)?.message).toContain('No leader has signed off');
    expect(run.give({ type: 'acknowledge-support', support, person: bo })?.message).toContain('No leader');
    expect(run.give({ type: 'sign-off-support', support }, as(bo))?.message).toContain('by the leader: ada');
    run.must({ type: 'sign-off-support', support }, as(ada));
    run.must({ type: 'acknowledge-support', support, person: ada }, as(ada));
    expect(run.give(raise)?.message).toBe('Not yet said to understand why: bo.');
    run.must({ type: 'acknowledge-support', support, person: bo }, as(bo));
    run.must(raise, as(ada));
    expect(run.give(raise)?.message).toBe('the data centre has been called already.');
    expect(run.give({ type: 'withdraw-support', support, reason: 'no' })?.kind).toBe('not-now');
  });

  it('POL-9: is acknowledged for somebody else only by whoever is known to have heard it', () => {
    const run = toRun();
    const support = 's1';
    run.must({ type: 'assign-duties', duties: { leaders: [{ person: ada }], validationOwner: bo } });
    run.must({ type: 'ask-support', support, provider: 'the data centre', why: 'a disk is dead' }, as(bo));
    run.must({ type: 'sign-off-support', support }, as(ada));
    const nobody: Actor = { kind: 'person', name: 'ops' };
    expect(run.give({ type: 'acknowledge-support', support, person: bo }, nobody)?.message).toContain('who recorded');
    run.must({ type: 'acknowledge-support', support, person: bo }, as(ada));
    expect(run.state.consent.support[0]?.acknowledged).toMatchObject([{ person: bo, by: as(ada) }]);
    expect(run.give({ type: 'acknowledge-support', support, person: bo }, as(bo))?.kind).toBe('not-now');
  });

  it('POL-9: waits for nobody who is not available', () => {
    const run = toRun();
    const support = 's1';
    run.must({ type: 'assign-duties', duties: { leaders: [{ person: ada }], validationOwner: bo } });
    run.must({ type: 'ask-support', support, provider: 'the data centre', why: 'a disk is dead' }, as(bo));
    run.must({ type: 'sign-off-support', support }, as(ada));
    run.must({ type: 'acknowledge-support', support, person: ada }, as(ada));
    run.must({ type: 'report-unavailable', person: bo, reason: 'fell ill', fromMs: run.nowMs + 1 });
    expect(run.give({ type: 'raise-support', support, reference: 'T' })?.kind).toBe('not-ready');
    run.nowMs += 1;
    run.must({ type: 'raise-support', support, reference: 'T' });
    expect(run.state.consent.support[0]?.raised?.concerned).toEqual([ada]);
  });

  it('POL-9: is understood later by whoever comes later, and nothing is asked of what was withdrawn', () => {
    const run = toRun();
    const support = 's1';
    run.must({ type: 'assign-duties', duties: { leaders: [{ person: ada }] } });
    run.must({ type: 'ask-support', support: 'mistake', provider: 'the bakery', why: 'a slip' }, as(bo));
    run.must({ type: 'withdraw-support', support: 'mistake', reason: 'a slip' }, as(bo));
    expect(run.give({ type: 'sign-off-support', support: 'mistake' }, as(ada))?.message).toContain('withdrawn');
    run.must({ type: 'ask-support', support, provider: 'the data centre', why: 'a disk is dead' }, as(bo));
    run.must({ type: 'sign-off-support', support }, as(ada));
    run.must({ type: 'acknowledge-support', support, person: ada }, as(ada));
    run.must({ type: 'raise-support', support, reference: 'ticket 7' }, as(ada));
    const standing = () => evaluate(policy, run.state, 0).find(({ rule }) => rule === 'POL-9');
    expect(standing()?.says).toBe('Outside help was raised in its order.');
    run.must({ type: 'assign-duties', duties: { leaders: [{ person: ada }], validationOwner: bo } });
    expect(standing()).toMatchObject({
      status: 'violated',
      says: 'bo came after the data centre was called, and has not acknowledged why.',
    });
    run.must({ type: 'acknowledge-support', support, person: bo }, as(bo));
    expect(standing()?.status).toBe('satisfied');
  });
});
