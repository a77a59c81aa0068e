/** What a rule is: a pure reading of the facts under the policy, and the words in which it answers. */
import type { Facts } from './facts.ts';
import type { FindingAction, FindingEvidence } from './finding.ts';
import type { Policy } from './policy.ts';

export interface RuleInput {
  readonly policy: Policy;
  readonly facts: Facts;
  readonly nowMs: number;
}

/** What one rule found, before severity, title and waiver are put to it. */
export interface Outcome {
  readonly status: 'satisfied' | 'violated' | 'not-yet-due' | 'not-applicable';
  readonly says: string;
  readonly evidence?: readonly FindingEvidence[];
  readonly action?: FindingAction;
  readonly dueAtMs?: number;
  readonly dueSinceMs?: number;
}

export type Rule = (input: RuleInput) => Outcome;

export function satisfied(says: string, evidence: readonly FindingEvidence[] = []): Outcome {
  return { status: 'satisfied', says, evidence };
}

export function violated(says: string, action: FindingAction, evidence: readonly FindingEvidence[] = []): Outcome {
  return { status: 'violated', says, action, evidence };
}

/** @param dueAtMs until then it may still be satisfied; afterwards the same facts violate it */
export function notYetDue(
  says: string,
  dueAtMs: number,
  action: FindingAction,
  evidence: readonly FindingEvidence[] = [],
): Outcome {
  return { status: 'not-yet-due', says, dueAtMs, action, evidence };
}

export function notApplicable(says: string): Outcome {
  return { status: 'not-applicable', says };
}
