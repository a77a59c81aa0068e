/** Folds what happened into what people have agreed to; judges nothing. */

import type { Consent, Support } from '../../approval/approval.ts';
import { toConcerned } from '../../approval/support.ts';
import { assertNever } from '../../result.ts';
import type { Roster } from '../../roster/roster.ts';
import type { approvalEventSchemas } from '../events/approval-events.ts';
import type { JournalEventOf } from '../events.ts';

/** @param roster who takes part when it happens */
export function evolveConsent(
  consent: Consent,
  event: JournalEventOf<keyof typeof approvalEventSchemas>,
  roster: Roster,
): Consent {
  const { atMs, actor: by } = event;
  switch (event.type) {
    case 'approval-asked':
      return { ...consent, requests: [...consent.requests, { ...event.data.request, askedBy: by, atMs }] };
    case 'approval-answered':
      return { ...consent, approvals: [...consent.approvals, { ...event.data.approval, atMs }] };
    case 'rule-waived': {
      const { rule, reason } = event.data;
      return { ...consent, waivers: [...withoutRule(consent.waivers, rule), { rule, reason, by, atMs }] };
    }
    case 'waiver-withdrawn':
      return { ...consent, waivers: withoutRule(consent.waivers, event.data.rule) };
    case 'own-rule-confirmed': {
      const { rule, evidence } = event.data;
      return { ...consent, confirmations: [...withoutRule(consent.confirmations, rule), { rule, evidence, by, atMs }] };
    }
    case 'own-rule-doubted':
      return { ...consent, confirmations: withoutRule(consent.confirmations, event.data.rule) };
    case 'support-asked': {
      const { support: id, provider, why } = event.data;
      return {
        ...consent,
        support: [...consent.support, { id, provider, why, askedBy: by, askedAtMs: atMs, acknowledged: [] }],
      };
    }
    case 'support-signed-off':
      return withSupport(consent, event.data.support, () => ({ signedOff: { by, atMs } }));
    case 'support-acknowledged': {
      const { person } = event.data;
      return withSupport(consent, event.data.support, ({ acknowledged }) => ({
        acknowledged: [...acknowledged.filter((one) => one.person !== person), { person, by, atMs }],
      }));
    }
    case 'support-raised':
      return withSupport(consent, event.data.support, () => ({
        raised: { reference: event.data.reference, by, atMs, concerned: toConcerned(roster, atMs) },
      }));
    case 'support-withdrawn':
      return withSupport(consent, event.data.support, () => ({
        withdrawn: { reason: event.data.reason, by, atMs },
      }));
    default:
      return assertNever(event);
  }
}

function withoutRule<T extends { readonly rule: string }>(list: readonly T[], rule: string): readonly T[] {
  return list.filter((one) => one.rule !== rule);
}

function withSupport(consent: Consent, id: string, change: (support: Support) => Partial<Support>): Consent {
  const support = consent.support.map((one) => (one.id === id ? { ...one, ...change(one) } : one));
  return { ...consent, support };
}
