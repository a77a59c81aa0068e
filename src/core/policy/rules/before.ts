/** Matters that must be so by an instant before the window: not yet due until then, violated from then on. */

import type { FindingAction, FindingEvidence } from '../finding.ts';
import { notYetDue, type Outcome, violated } from '../rule.ts';

/** What is missing has to be there by `dueAtMs`. */
export function missing(
  says: string,
  { dueAtMs, isLate }: { readonly dueAtMs: number; readonly isLate: boolean },
  action: FindingAction,
  evidence: readonly FindingEvidence[] = [],
): Outcome {
  return isLate
    ? { ...violated(says, action, evidence), dueSinceMs: dueAtMs }
    : notYetDue(says, dueAtMs, action, evidence);
}

export const setWindow: FindingAction = { label: 'Set the window', place: 'brief' };

export function noWindow(): Outcome {
  return violated('There is no window yet.', setWindow);
}
