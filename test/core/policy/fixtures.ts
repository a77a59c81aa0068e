/** The facts of a maintenance that is ready in every respect, to be spoilt one way at a time. */
import { type Approval, noConsent } from '../../../src/core/approval/approval.ts';
import type { Actor } from '../../../src/core/maintenance/actor.ts';
import { noNotices } from '../../../src/core/notice/notice.ts';
import { toPlanHash } from '../../../src/core/plan/plan-hash.ts';
import { defaultPolicy } from '../../../src/core/policy/default-policy.ts';
import { evaluate } from '../../../src/core/policy/evaluate.ts';
import type { Facts } from '../../../src/core/policy/facts.ts';
import type { Finding } from '../../../src/core/policy/finding.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { toPolicyHash } from '../../../src/core/policy/policy-hash.ts';
import type { PersonId } from '../../../src/core/roster/names.ts';
import { type Member, memberSchema } from '../../../src/core/roster/person.ts';
import { emptyRoster } from '../../../src/core/roster/roster.ts';
import type { Window } from '../../../src/core/schedule/window.ts';
import { commandStep, toPlan } from '../maintenance/fixtures.ts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

export const plan = toPlan([commandStep('move')]);
export const planHash = toPlanHash(plan);

/** A Saturday night in Berlin, far from any change of the clocks. */
export const window: Window = {
  startMs: Date.parse('2027-02-13T22:00:00+01:00'),
  endMs: Date.parse('2027-02-14T02:00:00+01:00'),
  zone: 'Europe/Berlin',
};

export const id = (name: string) => name as PersonId;
export const actor = (name: string): Actor => ({ kind: 'person', name, person: id(name) });

export function toMember(name: string, roles: readonly string[], more: Partial<Member> = {}): Member {
  return memberSchema.parse({ id: name, name, roles, qualifications: ['root'], services: [], zone: 'UTC', ...more });
}

export function approval(person: string, kind: Approval['kind'], more: Partial<Approval> = {}): Approval {
  return {
    id: `${person}-${kind}`,
    kind,
    person: id(person),
    bound: { planHash, window },
    isGiven: true,
    way: { kind: 'here' },
    atMs: window.startMs - 10 * dayMs,
    ...more,
  };
}

export const announcement = (sentAtMs: number): Facts['notices']['notices'][number] => ({
  id: 'announcement',
  kind: 'announcement',
  audience: 'public',
  channels: ['status'],
  sendings: [
    {
      id: 's1',
      channel: 'status',
      subject: 'Maintenance',
      text: 'Maintenance',
      tries: 1,
      state: 'sent',
      by: actor('ada'),
      atMs: sentAtMs,
      sentAtMs,
    },
  ],
});

const shift = (person: string) => ({
  id: `shift-${person}`,
  person: id(person),
  role: 'SRE',
  fromMs: window.startMs,
  toMs: window.endMs,
});

/** Scheduled under the default policy: two SREs, an EM's approval, backups, an announcement, a whole record. */
export const ready: Facts = {
  isPractice: false,
  plan,
  planHash,
  schedule: {
    window,
    frozen: { policy: defaultPolicy, policyHash: toPolicyHash(defaultPolicy), atMs: window.startMs - 20 * dayMs },
    changes: [],
  },
  roster: {
    ...emptyRoster,
    members: [toMember('ada', ['SRE']), toMember('bo', ['SRE']), toMember('eve', ['EM']), toMember('cem', ['CES'])],
    shifts: [shift('ada'), shift('bo')],
    duties: { leaders: [{ person: id('ada') }], validationOwner: id('bo'), communicationOwner: id('ada') },
  },
  consent: {
    ...noConsent,
    approvals: [approval('eve', 'schedule'), approval('ada', 'plan'), approval('bo', 'plan')],
  },
  backups: {
    backups: [
      {
        id: 'db',
        what: 'the database',
        place: '/backup/db',
        startedAtMs: window.startMs - 4 * dayMs,
        percent: 100,
        copies: [{ where: 'archive.org', by: 'bo' }],
        saidBy: actor('bo'),
        saidAtMs: window.startMs - 4 * dayMs,
      },
    ],
  },
  change: {
    record: {
      environment: { name: 'shop', isProduction: true },
      services: ['MediaWiki'],
      deploymentModel: 'on our own hosts',
      productScope: 'the shop',
      customerChangeProcess: 'by mail',
      validationOwner: 'bo',
      criteria: [{ id: 'c1', condition: 'errors over 1 %', action: 'revert', decidedBy: 'ada' }],
      releaseScope: 'the new database',
      affectedUsers: ['customers'],
      validationPlan: 'log in, buy something',
      expectedDurationMs: 2 * hourMs,
      communicationOwner: 'cem',
      escalationPath: 'call eve',
      knownIssues: [],
      categories: [],
      isAccessInterrupted: true,
      workflowsToWait: 'orders',
      supportOwner: 'cem',
      touchesIntegrations: false,
      venue: '#maintenance',
    },
    checklist: [],
    decisions: [],
    closing: [],
  },
  notices: { ...noNotices, notices: [announcement(window.startMs - 8 * dayMs)] },
};

/** The finding of one rule, at the start of the window where no instant is given. */
export function find(rule: string, facts: Facts, nowMs = window.startMs, policy: Policy = defaultPolicy): Finding {
  const found = evaluate(policy, facts, nowMs).filter((finding) => finding.rule === rule);
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} findings of ${rule}`);
  return found[0];
}
