/** Approvals, agreements and waivers: whose word counts, and for what. */
import { expect, it } from 'vitest';
import { defaultPolicy } from '../../../src/core/policy/default-policy.ts';
import { evaluate, toStartProblems } from '../../../src/core/policy/evaluate.ts';
import type { Facts } from '../../../src/core/policy/facts.ts';
import { refuseWaiver } from '../../../src/core/policy/waiver.ts';
import { actor, approval, find, hourMs, id, minuteMs, ready, toMember, window } from './fixtures.ts';

const otherHash = 'f'.repeat(64);
const withApprovals = (...approvals: Facts['consent']['approvals']): Facts => ({
  ...ready,
  consent: { ...ready.consent, approvals },
});
const agreements = ready.consent.approvals.filter(({ kind }) => kind === 'plan');

it('finds nothing in the way of a maintenance that is ready', () => {
  expect(toStartProblems(evaluate(defaultPolicy, ready, window.startMs))).toEqual([]);
});

it('POL-1: one EM has approved this plan in this window', () => {
  expect(find('POL-1', ready)).toMatchObject({ status: 'satisfied' });
  expect(find('POL-1', withApprovals(...agreements))).toMatchObject({
    status: 'violated',
    says: 'EM has not approved it.',
    action: { label: 'Ask EM for approval', place: 'plan' },
  });
});

it('POL-1: an approval of another plan or another window is stale, and says so', () => {
  const plan = approval('eve', 'schedule', { bound: { planHash: otherHash, window } });
  expect(find('POL-1', withApprovals(plan)).says).toBe(
    'No approval counts now: eve (the work plan has changed since).',
  );
  const moved = { ...window, startMs: window.startMs + minuteMs };
  const other = approval('eve', 'schedule', { bound: { ...plan.bound, planHash: ready.planHash, window: moved } });
  expect(find('POL-1', withApprovals(other)).says).toBe('No approval counts now: eve (the window has changed since).');
});

it('POL-1: a later refusal takes an approval back', () => {
  const refused = approval('eve', 'schedule', { isGiven: false });
  expect(find('POL-1', withApprovals(approval('eve', 'schedule'), refused)).status).toBe('violated');
});

it('POL-1: an approver is not the one who asked, and is EM', () => {
  const request = { id: 'r1', kinds: ['schedule' as const], to: [id('eve')], bound: approval('eve', 'schedule').bound };
  const asked = { ...ready, consent: { ...ready.consent, requests: [{ ...request, askedBy: actor('eve'), atMs: 1 }] } };
  expect(find('POL-1', asked).says).toContain('whoever asks does not approve');
  expect(find('POL-1', withApprovals(approval('bo', 'schedule'))).says).toContain('bo is not EM');
});

it('POL-1: the EM of each service approves its part, or another one on behalf of that one', () => {
  const roster = {
    ...ready.roster,
    members: [
      ...ready.roster.members.filter((member) => member.id !== 'eve'),
      toMember('eve', ['EM'], { services: ['MediaWiki'] }),
      toMember('ivo', ['EM'], { services: ['Infrastructure'] }),
    ],
  };
  const change = { ...ready.change, record: { ...ready.change.record, services: ['MediaWiki', 'Infrastructure'] } };
  const facts = { ...ready, roster, change };
  expect(find('POL-1', facts)).toMatchObject({
    status: 'violated',
    says: 'Not approved yet: the part of Infrastructure (ivo).',
  });
  const behalf = approval('eve', 'schedule', { service: 'Infrastructure', onBehalfOf: id('ivo') });
  const approvals = [...ready.consent.approvals, behalf];
  const instead = find('POL-1', { ...facts, consent: { ...ready.consent, approvals } });
  expect(instead.status).toBe('satisfied');
  expect(instead.evidence.map(({ text }) => text).join()).toContain('on behalf of ivo');
});

it('POL-2: a gap of one minute is named from–to, and an EM may approve fewer people', () => {
  const [ada, bo] = ready.roster.shifts;
  if (ada === undefined || bo === undefined) throw new Error('two shifts');
  const goneMs = window.startMs + hourMs;
  const shifts = [ada, { ...bo, toMs: goneMs }, { ...bo, id: 'again', fromMs: goneMs + minuteMs }];
  const gap = { ...ready, roster: { ...ready.roster, shifts } };
  const finding = find('POL-2', gap);
  expect(finding.status).toBe('violated');
  expect(finding.evidence).toEqual([
    {
      text: '1 of 2 from 2027-02-13 23:00 to 23:01 Europe/Berlin',
      fromMs: goneMs,
      toMs: goneMs + minuteMs,
    },
  ]);
  const approvals = [...ready.consent.approvals, approval('eve', 'fewer-people')];
  expect(find('POL-2', { ...gap, consent: { ...ready.consent, approvals } }).status).toBe('satisfied');
});

it('POL-3: everybody involved agrees to exactly this plan in this window; who has not, and whose word is stale, is named', () => {
  const stale = approval('bo', 'plan', { bound: { planHash: otherHash, window } });
  expect(find('POL-3', withApprovals(approval('ada', 'plan'), stale))).toMatchObject({
    status: 'violated',
    says: 'bo agreed, but the work plan has changed since.',
  });
  expect(find('POL-3', withApprovals(approval('ada', 'plan'))).says).toBe('bo has not agreed.');
  const moved = { ...window, endMs: window.endMs + minuteMs };
  const elsewhen = approval('bo', 'plan', { bound: { planHash: ready.planHash, window: moved } });
  expect(find('POL-3', withApprovals(approval('ada', 'plan'), elsewhen)).says).toBe(
    'bo agreed, but the window has changed since.',
  );
  expect(find('POL-3', ready).status).toBe('satisfied');
});

it('POL-4: everybody involved has a shift, and there is a venue', () => {
  const roster = { ...ready.roster, shifts: ready.roster.shifts.filter(({ person }) => person !== 'bo') };
  expect(find('POL-4', { ...ready, roster })).toMatchObject({ status: 'violated', says: 'Missing: no shift for bo.' });
  const { venue: _, ...record } = ready.change.record;
  expect(find('POL-4', { ...ready, change: { ...ready.change, record } })).toMatchObject({
    status: 'violated',
    action: { place: 'brief' },
  });
});

it('POL-19: a waiver counts from somebody whose role may, says who, when and why, and takes the rule out of the way', () => {
  const waived = (by: string) => ({
    ...ready,
    consent: {
      ...ready.consent,
      approvals: agreements,
      waivers: [{ rule: 'POL-1', reason: 'on leave', by: actor(by), atMs: 7 }],
    },
  });
  expect(find('POL-1', waived('eve'))).toMatchObject({
    status: 'waived',
    waiver: { by: 'eve', atMs: 7, reason: 'on leave' },
  });
  expect(find('POL-1', waived('ada')).status).toBe('violated');
  expect(refuseWaiver(defaultPolicy, ready.roster, 'POL-1', actor('ada'))).toBe('POL-1 is waived by EM: ada is SRE.');
  expect(refuseWaiver(defaultPolicy, ready.roster, 'POL-99', actor('eve'))).toContain('has no rule POL-99');
});

it('an own rule holds once somebody of its owner’s role has confirmed it', () => {
  const own = { id: 'OWN-1', text: 'The freezer is fed', owner: 'SRE', severity: 'must' as const, waivedBy: [] };
  const policy = { ...defaultPolicy, own: [own] };
  expect(find('OWN-1', ready, window.startMs, policy).status).toBe('violated');
  const confirmed = (by: string) => ({
    ...ready,
    consent: { ...ready.consent, confirmations: [{ rule: 'OWN-1', evidence: 'seen', by: actor(by), atMs: 7 }] },
  });
  expect(find('OWN-1', confirmed('bo'), window.startMs, policy).status).toBe('satisfied');
  expect(find('OWN-1', confirmed('eve'), window.startMs, policy).status).toBe('violated');
});
