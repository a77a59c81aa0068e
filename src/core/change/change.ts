/** The change as a maintenance keeps it: the record, the checklist, the decisions by its criteria, and what was said at the close. */
import type { Actor } from '../maintenance/actor.ts';
import type { ClosingPart, SettledItem } from './checklist.ts';
import { type ChangeRecord, type Criterion, emptyRecord } from './record.ts';

export interface CriterionDecision {
  readonly criterion: Criterion;
  /** What was decided: the criterion's action, or to go on in spite of it. */
  readonly decision: Criterion['action'] | 'go-on';
  readonly reason: string;
  readonly by: Actor;
  readonly atMs: number;
}

export interface Change {
  readonly record: ChangeRecord;
  readonly checklist: readonly SettledItem[];
  /** Items that a person once settled as failed, also those that passed later. Absent: none. */
  readonly onceFailed?: readonly string[];
  readonly decisions: readonly CriterionDecision[];
  readonly closing: readonly {
    readonly part: ClosingPart;
    readonly text: string;
    readonly by: Actor;
    readonly atMs: number;
  }[];
}

export const emptyChange: Change = { record: emptyRecord, checklist: [], decisions: [], closing: [] };
