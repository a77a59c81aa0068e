/** The rules of the run and of what upsets it: claims, leaders, outside help, drop-outs, changes, emergencies. */
import { expect, it } from 'vitest';
import type { HostName } from '../../../src/core/ids.ts';
import { toPlanHash } from '../../../src/core/plan/plan-hash.ts';
import { defaultPolicy } from '../../../src/core/policy/default-policy.ts';
import { evaluate, toStartProblems } from '../../../src/core/policy/evaluate.ts';
import type { Facts } from '../../../src/core/policy/facts.ts';
import { toProposal } from '../../../src/core/policy/proposal.ts';
import { toEmergencyDebts } from '../../../src/core/policy/rules/emergency.ts';
import { judgeGroups } from '../../../src/core/policy/simultaneous.ts';
import { noRules } from '../../fixtures/no-rules.ts';
import { commandStep, toPlan } from '../maintenance/fixtures.ts';
import { actor, announcement, approval, dayMs, find, hourMs, id, minuteMs, ready, window } from './fixtures.ts';

const running: Facts = { ...ready, startedAtMs: window.startMs };
const withRoster = (facts: Facts, more: Partial<Facts['roster']>): Facts => ({
  ...facts,
  roster: { ...facts.roster, ...more },
});
const claim = (person: string, more: object = {}) => ({
  id: `claim-${person}`,
  person: id(person),
  goal: 'the database',
  sinceMs: window.startMs,
  ...more,
});
const absence = (person: string, fromMs: number) => ({
  person: id(person),
  fromMs,
  reason: 'ill',
  saidAtMs: fromMs,
  by: actor(person),
});

it('POL-5: whoever is on shift says what they work on, and two on the same host are named', () => {
  expect(find('POL-5', ready).status).toBe('not-applicable');
  expect(find('POL-5', running)).toMatchObject({
    status: 'violated',
    says: 'Not known what they are working on: ada, bo.',
  });
  expect(find('POL-5', withRoster(running, { claims: [claim('ada'), claim('bo')] })).status).toBe('satisfied');
  const host = 'db-1' as HostName;
  const same = withRoster(running, { claims: [claim('ada', { host }), claim('bo', { host })] });
  expect(find('POL-5', same).says).toBe('Several work on the same: ada, bo on db-1.');
});

it('POL-7: an allotted time that is exceeded is shown, to the minute', () => {
  const claims = [claim('ada', { allottedMs: hourMs })];
  const at = (nowMs: number) => find('POL-7', withRoster(running, { claims }), nowMs);
  expect(at(window.startMs + hourMs).status).toBe('satisfied');
  expect(at(window.startMs + hourMs + 5 * minuteMs)).toMatchObject({
    status: 'violated',
    says: 'ada: “the database” had 1h, and is 5m over.',
  });
});

it('POL-6: simultaneous operations rest on a recorded approval', () => {
  expect(find('POL-6', ready).says).toBe('The work plan runs one operation at a time.');
  const approvals = [...ready.consent.approvals, approval('eve', 'simultaneous')];
  expect(find('POL-6', { ...ready, consent: { ...ready.consent, approvals } }).says).toBe(
    'eve approved simultaneous operations.',
  );
});

it('POL-6: a plan whose steps run together waits for an approval of exactly this plan, and names them', () => {
  const plan = toPlan([commandStep('web-1'), { ...commandStep('web-2'), withPrevious: true }]);
  const grouped: Facts = { ...ready, plan, planHash: toPlanHash(plan) };
  const given = (facts: Facts, hash: string): Facts => {
    const word = approval('eve', 'simultaneous', { bound: { planHash: hash, window } });
    return { ...facts, consent: { ...facts.consent, approvals: [...facts.consent.approvals, word] } };
  };
  const open = find('POL-6', grouped);
  expect(open).toMatchObject({ status: 'violated', action: { place: 'plan' } });
  expect(open.says).toContain(
    '“web-1” and “web-2” are to run together, and EM has not approved simultaneous operations.',
  );
  expect(open.evidence).toEqual([{ text: 'Run together: “web-1”, “web-2”' }]);
  expect(find('POL-6', given(grouped, grouped.planHash)).status).toBe('satisfied');
  expect(find('POL-6', given(grouped, ready.planHash)).status).toBe('violated');
  expect([
    judgeGroups(defaultPolicy, ready),
    judgeGroups(defaultPolicy, grouped),
    judgeGroups(defaultPolicy, given(grouped, grouped.planHash)),
    judgeGroups(defaultPolicy, { ...grouped, isPractice: true }),
    judgeGroups(noRules, grouped),
  ]).toEqual([undefined, 'one-after-another', 'approved', 'practice', 'no-rule']);
  // Begun without an approval it does one thing at a time, which is what the rule asks for.
  const begun = { ...grouped, startedAtMs: window.startMs, isSimultaneous: false };
  expect(find('POL-6', begun)).toMatchObject({ status: 'satisfied' });
  expect(find('POL-6', { ...begun, isSimultaneous: true }).status).toBe('violated');
});

it('POL-8: two lead only two services, and only with the approval of simultaneous operations', () => {
  const lead = (...leaders: { person: ReturnType<typeof id>; service?: string }[]) =>
    withRoster(ready, { duties: { ...ready.roster.duties, leaders } });
  expect(find('POL-8', lead()).says).toBe('No leader is named.');
  expect(find('POL-8', lead({ person: id('ada') })).status).toBe('satisfied');
  expect(find('POL-8', lead({ person: id('ada') }, { person: id('bo') })).status).toBe('violated');
  const two = lead({ person: id('ada'), service: 'MediaWiki' }, { person: id('bo'), service: 'Infrastructure' });
  expect(find('POL-8', two)).toMatchObject({ status: 'violated' });
  const approvals = [...ready.consent.approvals, approval('eve', 'simultaneous')];
  expect(find('POL-8', { ...two, consent: { ...ready.consent, approvals } }).status).toBe('satisfied');
  const same = lead({ person: id('ada'), service: 'MediaWiki' }, { person: id('bo'), service: 'mediawiki' });
  expect(find('POL-8', { ...same, consent: { ...ready.consent, approvals } }).says).toContain('more than one leader');
});

it('POL-9: outside help raised before it was signed off or understood is a violation', () => {
  const asked = { id: 's', provider: 'ServerChoice', why: 'a dead disk', askedBy: actor('bo'), askedAtMs: 1 };
  const raised = { reference: 'T-1', by: actor('ada'), atMs: 10, concerned: [id('ada'), id('bo')] };
  const by = (more: object): Facts => ({
    ...running,
    consent: { ...ready.consent, support: [{ ...asked, acknowledged: [], ...more }] },
  });
  expect(find('POL-9', ready).status).toBe('not-applicable');
  expect(find('POL-9', by({})).status).toBe('satisfied');
  expect(find('POL-9', by({ raised })).says).toContain('the leader has not signed off ServerChoice');
  const knew = [id('ada'), id('bo')].map((person) => ({ person, by: actor(person), atMs: 6 }));
  const inOrder = by({ raised, signedOff: { by: actor('ada'), atMs: 5 }, acknowledged: knew });
  expect(find('POL-9', inOrder).status).toBe('satisfied');
  const late = by({ raised, signedOff: { by: actor('ada'), atMs: 11 }, acknowledged: knew });
  expect(find('POL-9', late).status).toBe('violated');
});

it('POL-15: from second 0 of the window on, those who are left decide about a drop-out that is not urgent', () => {
  const bo = absence('bo', window.startMs);
  const gone = withRoster(running, { absences: [bo] });
  expect(find('POL-16', gone).status).toBe('not-applicable');
  expect(find('POL-15', gone).says).toBe('bo dropped out, and nobody has decided whether to go on.');
  const continuations = [
    { person: id('bo'), goesOn: true, deciders: [id('ada')], reason: 'ada can', atMs: bo.saidAtMs },
  ];
  expect(find('POL-15', withRoster(gone, { continuations })).status).toBe('satisfied');
});

it('POL-15: a drop-out in an urgent role cannot be decided away, only handed over', () => {
  const ada = absence('ada', window.startMs + hourMs);
  const continuations = [
    { person: id('ada'), goesOn: true, deciders: [id('bo')], reason: 'we can', atMs: ada.saidAtMs },
  ];
  const gone = withRoster(running, { absences: [ada], continuations });
  expect(find('POL-15', gone)).toMatchObject({
    status: 'violated',
    says: 'ada dropped out as leader, which is urgent.',
    action: { place: 'roster' },
  });
  const duties = { ...ready.roster.duties, leaders: [{ person: id('bo') }] };
  expect(find('POL-15', withRoster(gone, { duties })).status).toBe('satisfied');
});

it('POL-16: a drop-out before the window postpones by three days, and not by less', () => {
  const gone = withRoster(ready, { absences: [absence('bo', window.startMs - 1)] });
  expect(find('POL-15', gone).status).toBe('not-applicable');
  expect(find('POL-16', gone)).toMatchObject({ status: 'violated', action: { place: 'brief' } });
  const postponedBy = (byMs: number): Facts => {
    const to = { ...window, startMs: window.startMs + byMs, endMs: window.endMs + byMs };
    const made = {
      id: 'change-1',
      change: 'postponed' as const,
      from: window,
      to,
      reason: 'bo is ill',
      because: [id('bo')],
      atMs: window.startMs,
      by: actor('ada'),
    };
    return { ...gone, schedule: { ...ready.schedule, window: to, changes: [made] } };
  };
  expect(find('POL-16', postponedBy(3 * dayMs - minuteMs)).status).toBe('violated');
  expect(find('POL-16', postponedBy(3 * dayMs)).status).toBe('satisfied');
});

it('POL-16: the earliest date satisfies every rule about time, says why, and every rule is asked of it', () => {
  const nowMs = window.startMs - dayMs;
  const gone = withRoster(ready, { absences: [absence('bo', nowMs)] });
  const proposal = toProposal(defaultPolicy, gone, nowMs);
  expect(proposal.window?.startMs).toBe(window.startMs + 3 * dayMs);
  expect(proposal.why.map(({ rule }) => rule)).toEqual(['POL-16', 'POL-10', 'POL-11']);
  expect(proposal.findings.find(({ rule }) => rule === 'POL-1')?.status).toBe('violated');
  const unannounced = toProposal(defaultPolicy, { ...gone, notices: { notices: [] } }, nowMs);
  expect(unannounced.window?.startMs).toBe(window.startMs + 6 * dayMs);
  expect(
    find('POL-10', {
      ...gone,
      notices: { notices: [announcement(nowMs)] },
      schedule: { ...ready.schedule, ...(unannounced.window && { window: unannounced.window }) },
    }).status,
  ).toBe('satisfied');
});

it('POL-16: one proposal settles everybody who dropped out, and nobody whose drop-out is settled', () => {
  const nowMs = window.startMs - dayMs;
  const gone = withRoster(ready, { absences: [absence('bo', nowMs), absence('ada', nowMs)] });
  const proposal = toProposal(defaultPolicy, gone, nowMs);
  expect(proposal.people).toEqual([id('bo'), id('ada')]);
  expect(proposal.why[0]?.text).toMatch(/^bo, ada dropped out: at least 3 days later than /);
  const says = (rule: string) => proposal.findings.find((finding) => finding.rule === rule)?.status;
  expect(says('POL-16')).toBe('satisfied');
  expect(says('POL-17')).toBe('violated');
  // Everybody's shifts stay where they were, unless they are to move along.
  expect(says('POL-2')).toBe('violated');
  const moved = toProposal(defaultPolicy, withRoster(gone, { absences: [] }), nowMs, {
    people: [id('bo')],
    movesShifts: true,
  });
  expect(moved.findings.find(({ rule }) => rule === 'POL-2')?.status).toBe('satisfied');

  const to = proposal.window ?? window;
  const because = proposal.people;
  const change = {
    id: 'c',
    change: 'postponed' as const,
    from: window,
    to,
    reason: 'x',
    because,
    atMs: nowMs,
    by: actor('ada'),
  };
  const settled = { ...gone, schedule: { ...gone.schedule, window: to, changes: [change] } };
  expect(find('POL-16', settled).status).toBe('satisfied');
  const again = toProposal(defaultPolicy, settled, nowMs);
  expect([again.people, again.window]).toEqual([[], to]);
});

it('POL-16: a proposal keeps the time of day over a change of the clocks, and passes over a night in which it is missing', () => {
  const startMs = Date.parse('2027-03-25T02:30:00+01:00');
  const night = { startMs, endMs: startMs + hourMs, zone: 'Europe/Berlin' };
  const nowMs = startMs - 8 * dayMs;
  const facts = {
    ...withRoster(ready, { absences: [absence('bo', nowMs)] }),
    schedule: { ...ready.schedule, window: night },
    notices: { notices: [announcement(nowMs)] },
  };
  // Three days later is the 28th, on which Berlin has no 02:30.
  expect(toProposal(defaultPolicy, facts, nowMs).window).toEqual({
    startMs: Date.parse('2027-03-29T02:30:00+02:00'),
    endMs: Date.parse('2027-03-29T03:30:00+02:00'),
    zone: 'Europe/Berlin',
  });
});

it('POL-17: a change of schedule stays due until EM and CES have been told', () => {
  const change = {
    id: 'change-9',
    change: 'extended' as const,
    from: window,
    to: window,
    reason: 'slow',
    atMs: 99,
    by: actor('ada'),
  };
  const changed = { ...running, schedule: { ...ready.schedule, changes: [change] } };
  expect(find('POL-17', running).status).toBe('not-applicable');
  expect(find('POL-17', changed)).toMatchObject({
    status: 'violated',
    dueSinceMs: 99,
    says: 'EM and CES still have to be told that it was extended.',
  });
  const about = (name: string, isSent: boolean) => ({
    ...announcement(100),
    id: name,
    kind: 'schedule-change' as const,
    audience: 'internal' as const,
    about: 'change-9',
    ...(isSent ? {} : { sendings: [] }),
  });
  const told = (...notices: ReturnType<typeof about>[]) => find('POL-17', { ...changed, notices: { notices } }).status;
  expect(told(about('em', true), about('ces', false))).toBe('violated');
  expect(told(about('em', true), about('ces', true))).toBe('satisfied');
});

it('POL-18: an emergency waits for an EM’s approval of this very plan', () => {
  const emergency = { justification: 'it leaks', isAtOnce: false, declaredAtMs: 50, by: actor('ada') };
  const declared = { ...ready, schedule: { ...ready.schedule, emergency } };
  expect(find('POL-18', declared).says).toBe('EM has not approved the emergency.');
  const approvals = [...ready.consent.approvals, approval('eve', 'emergency')];
  const approved = { ...declared, consent: { ...ready.consent, approvals } };
  expect(find('POL-18', approved).status).toBe('satisfied');
  expect(toStartProblems(evaluate(defaultPolicy, approved, window.startMs))).toEqual([]);
  expect(find('POL-18', { ...approved, startedAtMs: window.startMs }).says).toContain('no CES has been engaged yet');
});

it('POL-18: one that needs intervention at once runs a clock until the EM knows and a CES is engaged', () => {
  const emergency = { justification: 'it burns', isAtOnce: true, declaredAtMs: 50, by: actor('ada') };
  const at = (more: object): Facts => ({
    ...running,
    schedule: { ...ready.schedule, emergency: { ...emergency, ...more } },
  });
  expect(find('POL-18', at({}))).toMatchObject({ status: 'violated', dueSinceMs: 50 });
  const emNotified = { person: id('eve'), how: 'by phone', atMs: 60 };
  expect(find('POL-18', at({ emNotified })).says).toBe('EM was told; no CES has been engaged yet.');
  expect(find('POL-18', at({ emNotified: { ...emNotified, person: id('bo') } })).says).toContain('has to be told');
  const cesEngaged = { person: id('cem'), how: 'in chat', atMs: 61 };
  expect(find('POL-18', at({ emNotified, cesEngaged })).status).toBe('satisfied');
});

it('POL-18: the EM knows by the notice of the emergency too, once it has arrived', () => {
  const emergency = { justification: 'it burns', isAtOnce: true, declaredAtMs: 50, by: actor('ada') };
  const declared = { ...running, schedule: { ...ready.schedule, emergency } };
  const notice = (sentAtMs: number) => ({ ...announcement(sentAtMs), id: 'em', kind: 'em-notification' as const });
  const at = (sentAtMs: number): Facts => ({ ...declared, notices: { notices: [notice(sentAtMs)] } });
  expect(toEmergencyDebts(defaultPolicy, declared)).toEqual({ tellsApprover: true, engagesCommunication: true });
  expect(find('POL-18', at(49)).says).toBe(
    'It was begun at once; EM has to be told as soon as possible, and has not been.',
  );
  expect(find('POL-18', at(50))).toMatchObject({ says: 'EM was told; no CES has been engaged yet.' });
  expect(toEmergencyDebts(defaultPolicy, at(50))).toEqual({ tellsApprover: false, engagesCommunication: true });
});

it('CHG-1: every empty part of the record is named', () => {
  const { deploymentModel: _, ...record } = ready.change.record;
  expect(find('CHG-1', { ...ready, change: { ...ready.change, record: { ...record, criteria: [] } } })).toMatchObject({
    status: 'violated',
    says: '2 parts are empty: deployment model, rollback criteria.',
    action: { place: 'brief' },
  });
});

it('CHG-2: a known issue needs its workaround and whoever follows it up', () => {
  const record = { ...ready.change.record, knownIssues: [{ id: 'k', issue: 'slow search', workaround: 'wait' }] };
  expect(find('CHG-2', { ...ready, change: { ...ready.change, record } }).says).toBe(
    'One part is empty: follow-up owner of “slow search”.',
  );
});

it('CHG-5: where integrations are touched, their owners are named and told', () => {
  const record = { ...ready.change.record, touchesIntegrations: true };
  const facts = { ...ready, change: { ...ready.change, record } };
  expect(find('CHG-5', facts).says).toBe('2 parts are empty: source-system owner, owner of scheduled jobs.');
  const named = {
    ...facts,
    change: { ...ready.change, record: { ...record, sourceSystemOwner: 'Sy', scheduledJobsOwner: 'Jo' } },
  };
  expect(find('CHG-5', named)).toMatchObject({ status: 'violated', action: { place: 'notices' } });
  const notices = {
    notices: [...ready.notices.notices, { ...announcement(1), id: 'o', kind: 'integration-owners' as const }],
  };
  expect(find('CHG-5', { ...named, notices }).status).toBe('satisfied');
});

it('asks nothing of practice', () => {
  const findings = evaluate(
    defaultPolicy,
    { ...ready, isPractice: true, consent: { ...ready.consent, approvals: [] } },
    0,
  );
  expect(new Set(findings.map(({ status }) => status))).toEqual(new Set(['not-applicable']));
});
