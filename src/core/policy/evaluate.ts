/** Evaluates a policy for one maintenance now: one finding a rule, each with what it rests on and what satisfies it. */
import { hasWord } from '../roster/names.ts';
import { findMember } from '../roster/roster.ts';
import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import { type BuiltInRule, builtInRules, findSetting, type OwnRule, type Policy } from './policy.ts';
import { notApplicable, type Outcome, type RuleInput, satisfied, violated } from './rule.ts';
import { rules } from './rules.ts';
import { toTitle } from './titles.ts';
import { findWaiver } from './waiver.ts';

/**
 * Exactly one finding for each rule that is not off, built-in ones first. Pure, and never throws for any facts.
 * @param nowMs the instant it is asked for, UTC milliseconds; once a maintenance is over, its end counts as now
 */
export function evaluate(policy: Policy, facts: Facts, nowMs: number): readonly Finding[] {
  const input: RuleInput = { policy, facts, nowMs: Math.min(nowMs, facts.endedAtMs ?? nowMs) };
  const builtIn = builtInRules.map((id) => [id, toTitle(id, policy), outcomeOf(id, input)] as const);
  const own = policy.own.map((rule) => [rule.id, rule.text, outcomeOfOwn(rule, input)] as const);
  return [...builtIn, ...own].flatMap(([id, title, outcome]) => toFinding(input, id, title, outcome) ?? []);
}

/**
 * What stands in the way of a start: a `must` that is violated, or one that is still to be satisfied before the window
 * begins. Empty: it may start.
 */
export function toStartProblems(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(
    ({ severity, status }) => severity === 'must' && (status === 'violated' || status === 'not-yet-due'),
  );
}

function outcomeOf(id: BuiltInRule, input: RuleInput): Outcome {
  if (input.facts.isPractice) return practice;
  return rules[id](input);
}

const practice = notApplicable('This is practice: nothing real is changed, and no rule stands in its way.');

/** A rule of the team's own holds once somebody of its owner's role has confirmed it. */
function outcomeOfOwn(rule: OwnRule, { facts }: RuleInput): Outcome {
  if (facts.isPractice) return practice;
  const said = facts.consent.confirmations.find((one) => one.rule === rule.id);
  if (said === undefined)
    return violated(`${rule.owner} has not confirmed it yet.`, { label: `Confirm ${rule.id}`, place: 'readiness' });
  const member = said.by.person === undefined ? undefined : findMember(facts.roster, said.by.person);
  const who = member?.name ?? said.by.name;
  if (member !== undefined && !hasWord(member.roles, rule.owner))
    return violated(
      `${who} confirmed it, but is not ${rule.owner}.`,
      { label: `Have ${rule.owner} confirm ${rule.id}`, place: 'readiness' },
      [{ text: said.evidence, fromMs: said.atMs }],
    );
  return satisfied(`${who} confirmed it.`, [{ text: said.evidence, fromMs: said.atMs }]);
}

function toFinding({ policy, facts }: RuleInput, rule: string, title: string, outcome: Outcome): Finding | undefined {
  const setting = findSetting(policy, rule);
  if (setting === undefined || setting.severity === 'off') return undefined;
  const { severity, waivedBy } = setting;
  const { evidence = [], ...rest } = outcome;
  const finding: Finding = { rule, severity, title, waivedBy, ...rest, evidence: [...evidence] };
  if (outcome.status !== 'violated' && outcome.status !== 'not-yet-due') return finding;
  const waiver = findWaiver(policy, facts, rule);
  if (waiver === undefined) return finding;
  const { by, atMs, reason } = waiver;
  return {
    ...finding,
    status: 'waived',
    says: `${by.name} waived it: ${reason} (It would say: ${outcome.says})`,
    waiver: { by: by.name, atMs, reason },
  };
}
