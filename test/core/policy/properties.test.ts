/** What holds of every evaluation, whatever the facts: it answers, once for each rule, and no word on another plan counts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../src/core/policy/default-policy.ts';
import { evaluate, toStartProblems } from '../../../src/core/policy/evaluate.ts';
import type { Facts } from '../../../src/core/policy/facts.ts';
import { builtInRules, type Policy, settingOf } from '../../../src/core/policy/policy.ts';
import { toProposal } from '../../../src/core/policy/proposal.ts';
import { noRules } from '../../fixtures/no-rules.ts';
import { Run } from '../maintenance/fixtures.ts';
import { actor, announcement, approval, dayMs, hourMs, id, plan, ready, toMember, window } from './fixtures.ts';

const person = fc.constantFrom('ada', 'bo', 'eve', 'cem', 'stranger');
const instantMs = fc.oneof(
  fc.integer({ min: window.startMs - 10 * dayMs, max: window.endMs + 10 * dayMs }),
  fc.constantFrom(0, window.startMs, window.endMs, Number.MAX_SAFE_INTEGER),
);
const kind = fc.constantFrom('schedule', 'plan', 'fewer-people', 'simultaneous', 'emergency' as const);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const windows = fc
  .record({
    startMs: instantMs,
    lengthMs: fc.integer({ min: 1, max: 3 * dayMs }),
    zone: fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata'),
  })
  .map(({ startMs, lengthMs, zone }) => ({ startMs, endMs: startMs + lengthMs, zone }));

const shifts = fc.array(
  fc
    .record({ person, fromMs: instantMs, lengthMs: fc.integer({ min: 1, max: dayMs }) })
    .map(({ person: who, fromMs, lengthMs }) => ({
      id: 'x',
      person: id(who),
      role: 'SRE',
      fromMs,
      toMs: fromMs + lengthMs,
    })),
  { maxLength: 6 },
);

const approvals = fc.array(
  fc
    .record({ who: person, kind, isCurrent: fc.boolean(), isGiven: fc.boolean() })
    .map(({ who, kind: matter, isCurrent, isGiven }) =>
      approval(who, matter, { isGiven, ...(isCurrent ? {} : { bound: { planHash: '0'.repeat(64) } }) }),
    ),
  { maxLength: 8 },
);

const facts: fc.Arbitrary<Facts> = fc
  .record({
    window: maybe(windows),
    shifts,
    approvals,
    absences: fc.array(
      fc.record({ person, fromMs: instantMs }).map(({ person: who, fromMs }) => ({
        person: id(who),
        fromMs,
        reason: 'ill',
        saidAtMs: fromMs,
        by: actor(who),
      })),
      { maxLength: 3 },
    ),
    isAtOnce: maybe(fc.boolean()),
    announcedAtMs: maybe(instantMs),
    startedAtMs: maybe(instantMs),
    percent: fc.constantFrom(0, 50, 100),
    waived: fc.subarray([...builtInRules]),
    isPractice: fc.boolean(),
  })
  .map((one) => {
    const { window: _, ...schedule } = ready.schedule;
    return {
      ...ready,
      isPractice: one.isPractice,
      ...(one.startedAtMs === undefined ? {} : { startedAtMs: one.startedAtMs }),
      schedule: {
        ...schedule,
        ...(one.window === undefined ? {} : { window: one.window }),
        ...(one.isAtOnce === undefined
          ? {}
          : { emergency: { justification: 'x', isAtOnce: one.isAtOnce, declaredAtMs: 1, by: actor('ada') } }),
      },
      roster: { ...ready.roster, shifts: one.shifts, absences: one.absences },
      consent: {
        ...ready.consent,
        approvals: one.approvals,
        waivers: one.waived.map((rule) => ({ rule, reason: 'x', by: actor('eve'), atMs: 1 })),
      },
      backups: { backups: ready.backups.backups.map((backup) => ({ ...backup, percent: one.percent })) },
      notices: { notices: one.announcedAtMs === undefined ? [] : [announcement(one.announcedAtMs)] },
    };
  });

const severities = fc.tuple(...builtInRules.map(() => fc.constantFrom('must', 'should', 'off' as const)));
const policies: fc.Arbitrary<Policy> = severities.map((chosen) => ({
  ...defaultPolicy,
  rules: Object.fromEntries(
    builtInRules.map((rule, index) => [rule, { severity: chosen[index] ?? 'off', waivedBy: ['EM'] }]),
  ) as Policy['rules'],
  own: [{ id: 'OWN-1', text: 'A rule of ours', owner: 'SRE', severity: 'must' as const, waivedBy: [] }],
}));

describe('every evaluation', () => {
  it('answers once for each rule that is not off, and never throws', () => {
    fc.assert(
      fc.property(policies, facts, instantMs, (policy, these, nowMs) => {
        const inForce = builtInRules.filter((rule) => settingOf(policy, rule).severity !== 'off');
        expect(evaluate(policy, these, nowMs).map(({ rule }) => rule)).toEqual([...inForce, 'OWN-1']);
      }),
    );
  });

  it('takes no approval of another plan for one of this', () => {
    fc.assert(
      fc.property(facts, instantMs, (these, nowMs) => {
        const stale = { ...these, isPractice: false, planHash: '1'.repeat(64) };
        const silent = { ...stale, consent: { ...stale.consent, approvals: [] } };
        const statuses = (one: Facts) => evaluate(defaultPolicy, one, nowMs).map(({ status }) => status);
        expect(statuses(stale)).toEqual(statuses(silent));
      }),
    );
  });

  it('proposes a window of the same length that no rule about time is against, and never one in the past', () => {
    fc.assert(
      fc.property(facts, fc.integer({ min: 0, max: window.endMs + 400 * dayMs }), (these, nowMs) => {
        if ((these.schedule.window?.startMs ?? 0) > window.endMs + 400 * dayMs) return;
        const proposal = toProposal(defaultPolicy, these, nowMs);
        const before = these.schedule.window;
        if (before === undefined || proposal.window === undefined) {
          expect(before).toBeUndefined();
          return;
        }
        expect(proposal.window.endMs - proposal.window.startMs).toBe(before.endMs - before.startMs);
        expect(proposal.window.startMs).toBeGreaterThanOrEqual(nowMs);
        for (const { earliestMs } of proposal.why) expect(proposal.window.startMs).toBeGreaterThanOrEqual(earliestMs);
      }),
    );
  });
});

it('a start goes through exactly when nothing stands in its way in its window, or in an emergency that cannot wait', () => {
  const lenient = policies.map((policy) => ({ ...policy, own: [] }));
  const rules = fc.oneof(policies, lenient, fc.constant(noRules));
  fc.assert(
    fc.property(rules, facts, maybe(fc.constant('the vendor is here now')), (policy, these, outsideWindow) => {
      const run = new Run(plan);
      run.nowMs = window.startMs;
      const { schedule, roster, consent, backups, change, notices, isPractice } = these;
      const frozen = { policy, policyHash: '', atMs: 1 };
      run.state = {
        ...run.state,
        isPractice,
        roster,
        consent,
        backups,
        change,
        notices,
        schedule: { ...schedule, frozen },
      };
      const problems = toStartProblems(evaluate(policy, run.state, run.nowMs));
      const hosts = [{ name: 'db-1' as never, address: '127.0.0.1', port: 22, user: 'ops' }];
      const { planHash } = run.state;
      const refusal = run.give({
        type: 'start',
        planHash,
        hosts,
        variables: {},
        secrets: [],
        policy: defaultPolicy,
        ...(outsideWindow === undefined ? {} : { outsideWindow }),
      });
      const within = schedule.window ?? { startMs: 0, endMs: Number.POSITIVE_INFINITY };
      const isInside = within.startMs <= run.nowMs && run.nowMs < within.endMs;
      const isTimely = isInside || isPractice || outsideWindow !== undefined;
      const mayStart = (problems.length === 0 && isTimely) || schedule.emergency?.isAtOnce === true;
      expect(refusal === undefined).toBe(mayStart);
      if (refusal === undefined) {
        const said = run.events.flatMap(({ type, data }) => (type === 'run-started' ? [data.outsideWindow] : []));
        expect(said).toEqual([isInside ? undefined : outsideWindow]);
      } else if (problems[0] === undefined) expect(refusal.kind).toBe('outside-window');
      else expect(refusal.message).toContain(problems[0].rule);
    }),
  );
});

it('an own approver is looked for by role, without regard to case', () => {
  const roster = { ...ready.roster, members: [...ready.roster.members, toMember('ivo', ['em'])] };
  const consent = { ...ready.consent, approvals: [approval('ivo', 'schedule', { atMs: hourMs })] };
  const finding = evaluate(defaultPolicy, { ...ready, roster, consent }, window.startMs)[0];
  expect(finding).toMatchObject({ rule: 'POL-1', status: 'satisfied' });
});
