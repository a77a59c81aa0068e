/** Outside help, raised only in its order (`POL-9`). */
import type { Support } from '../../approval/approval.ts';
import { toNames } from '../../roster/roster.ts';
import type { Facts } from '../facts.ts';
import type { FindingEvidence } from '../finding.ts';
import { toInvolved } from '../involved.ts';
import { notApplicable, type Outcome, type RuleInput, satisfied, violated } from '../rule.ts';

export function isSupportInOrder({ facts }: RuleInput): Outcome {
  const { support } = facts.consent;
  if (support.length === 0) return notApplicable('Nobody has asked for outside help.');
  const evidence = support.map(toEvidence);
  const wrong = support.filter(({ raised }) => raised !== undefined).flatMap((one) => findFaults(facts, one));
  if (wrong.length > 0)
    return violated(
      `Outside help was raised too early: ${wrong.join('; ')}.`,
      { label: 'Sign it off, and have everybody acknowledge why', place: 'console' },
      evidence,
    );
  const waiting = support.filter(({ raised }) => raised === undefined);
  if (waiting.length === 0) return satisfied('Outside help was raised in its order.', evidence);
  const open = waiting.map((one) => `${one.provider} (${findFaults(facts, one).join('; ') || 'may be raised'})`);
  return satisfied(`Asked for, and not raised yet: ${open.join(', ')}.`, evidence);
}

/** What is missing of the order at the instant it was raised, or now. */
function findFaults(facts: Facts, { provider, signedOff, acknowledged, raised }: Support): readonly string[] {
  const untilMs = raised?.atMs ?? Number.POSITIVE_INFINITY;
  const knew = new Set(acknowledged.filter(({ atMs }) => atMs <= untilMs).map(({ person }) => person));
  const without = toInvolved(facts.roster).filter((person) => !knew.has(person));
  return [
    ...(signedOff === undefined || signedOff.atMs > untilMs ? [`the leader has not signed off ${provider}`] : []),
    ...(without.length === 0 ? [] : [`not acknowledged by ${toNames(facts.roster, without)}`]),
  ];
}

function toEvidence({ provider, why, raised, askedAtMs }: Support): FindingEvidence {
  return raised === undefined
    ? { text: `${provider} asked for: ${why}`, fromMs: askedAtMs }
    : { text: `${provider} raised: ${raised.reference}`, fromMs: raised.atMs };
}
