/** Outside help, raised only in its order (`POL-9`). */
import type { Support } from '../../approval/approval.ts';
import { findUnaware, type SupportStep, toConcerned, toNextStep } from '../../approval/support.ts';
import { toNames } from '../../roster/roster.ts';
import type { Facts } from '../facts.ts';
import type { FindingEvidence } from '../finding.ts';
import { notApplicable, type Outcome, type RuleInput, satisfied, violated } from '../rule.ts';

const nextSteps: Readonly<Record<SupportStep, string>> = {
  'sign-off': 'Have the leader sign off its urgency',
  acknowledge: 'Have everybody acknowledge why',
  raise: 'Raise it',
};

export function isSupportInOrder({ facts, nowMs }: RuleInput): Outcome {
  const support = facts.consent.support.filter(({ withdrawn }) => withdrawn === undefined);
  if (support.length === 0) return notApplicable('Nobody has asked for outside help.');
  const evidence = support.map(toEvidence);
  const raised = support.filter((one) => one.raised !== undefined);
  const wrong = raised.flatMap((one) => findFaults(facts, one, nowMs));
  if (wrong.length > 0)
    return violated(
      `Outside help was raised too early: ${wrong.join('; ')}.`,
      { label: 'Sign it off, and have everybody acknowledge why', place: 'console' },
      evidence,
    );
  const unaware = raised.filter((one) => findUnaware(facts.roster, one, nowMs).length > 0);
  if (unaware.length > 0)
    return violated(
      `${unaware.map((one) => `${toNames(facts.roster, findUnaware(facts.roster, one, nowMs))} came after ${one.provider} was called, and has not acknowledged why`).join('; ')}.`,
      { label: nextSteps.acknowledge, place: 'console' },
      evidence,
    );
  const [first, ...others] = support.filter((one) => one.raised === undefined);
  if (first === undefined) return satisfied('Outside help was raised in its order.', evidence);
  const open = [first, ...others].map(
    (one) => `${one.provider} (${findFaults(facts, one, nowMs).join('; ') || 'may be raised'})`,
  );
  const step = toNextStep(facts.roster, first, nowMs);
  return {
    ...satisfied(`Asked for, and not raised yet: ${open.join(', ')}.`, evidence),
    ...(step === undefined ? {} : { action: { label: nextSteps[step], place: 'console' } }),
  };
}

/** What is missing of the order at the instant it was raised, or now. */
function findFaults(
  { roster }: Facts,
  { provider, signedOff, acknowledged, raised }: Support,
  nowMs: number,
): readonly string[] {
  const untilMs = raised?.atMs ?? Number.POSITIVE_INFINITY;
  const knew = new Set(acknowledged.filter(({ atMs }) => atMs <= untilMs).map(({ person }) => person));
  const without = (raised?.concerned ?? toConcerned(roster, nowMs)).filter((person) => !knew.has(person));
  return [
    ...(signedOff === undefined || signedOff.atMs > untilMs ? [`the leader has not signed off ${provider}`] : []),
    ...(without.length === 0 ? [] : [`not acknowledged by ${toNames(roster, without)}`]),
  ];
}

function toEvidence({ provider, why, raised, askedAtMs }: Support): FindingEvidence {
  return raised === undefined
    ? { text: `${provider} asked for: ${why}`, fromMs: askedAtMs }
    : { text: `${provider} raised: ${raised.reference}`, fromMs: raised.atMs };
}
