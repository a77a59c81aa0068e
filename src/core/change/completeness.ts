/** What a change record still lacks, named as people name it (`CHG-1`, `CHG-2`). */
import type { Planning } from '../policy/facts.ts';

export interface MissingField {
  readonly rule: 'CHG-1' | 'CHG-2';
  /** What is missing, to stand in a list: `the validation owner`. */
  readonly what: string;
}

type Recorded = Pick<Planning, 'change' | 'schedule' | 'roster'>;

/** An owner may be named in the record in words, or by a duty of the roster. */
export function findMissing({ change: { record }, schedule, roster: { duties } }: Recorded): readonly MissingField[] {
  const isUnnamed = (words: string | undefined, duty?: string) => isEmpty(words) && duty === undefined;
  const noCriteria = record.criteria.length === 0;
  const fields: readonly (readonly [MissingField['rule'], boolean, string])[] = [
    ['CHG-1', isEmpty(record.deploymentModel), 'the deployment model'],
    ['CHG-1', isEmpty(record.productScope), 'the product scope'],
    ['CHG-1', isEmpty(record.customerChangeProcess), 'the customer’s change process'],
    ['CHG-1', schedule.window === undefined, 'the window'],
    ['CHG-1', isUnnamed(record.validationOwner, duties.validationOwner), 'the validation owner'],
    ['CHG-1', noCriteria, 'the rollback criteria'],
    ['CHG-2', isEmpty(record.releaseScope), 'the release scope'],
    ['CHG-2', record.affectedUsers.length === 0, 'the affected users'],
    ['CHG-2', isEmpty(record.validationPlan), 'the validation plan'],
    ['CHG-2', schedule.window === undefined, 'the window'],
    ['CHG-2', record.expectedDurationMs === undefined, 'the expected duration'],
    ['CHG-2', isUnnamed(record.communicationOwner, duties.communicationOwner), 'the communication owner'],
    ['CHG-2', isEmpty(record.escalationPath), 'the escalation path'],
    ['CHG-2', noCriteria, 'the rollback criteria'],
    ...record.knownIssues.flatMap(({ issue, workaround, followUpOwner }) => [
      ['CHG-2', isEmpty(workaround), `the workaround of the known issue “${issue}”`] as const,
      ['CHG-2', isEmpty(followUpOwner), `who follows up the known issue “${issue}”`] as const,
    ]),
  ];
  return fields.flatMap(([rule, isMissing, what]) => (isMissing ? [{ rule, what }] : []));
}

function isEmpty(words: string | undefined): boolean {
  return words === undefined || words.trim() === '';
}
