/** What the rules about backups say alike: whose word a fact is, and that none is needed. */
import type { Check } from '../../backup/check.ts';
import type { Source } from '../../backup/standing.ts';
import type { FindingAction } from '../finding.ts';
import { notApplicable, type Outcome, type RuleInput } from '../rule.ts';

export const record: FindingAction = { label: 'Record the backups, or say why none is needed', place: 'readiness' };

export function whereNoneIsNeeded({ none, backups }: RuleInput['facts']['backups']): Outcome | undefined {
  if (none === undefined || backups.length > 0) return undefined;
  return notApplicable(`${none.by.name} says that it depends on no backup: ${none.reason}`);
}

export function toNames(named: readonly { readonly what: string }[]): string {
  return named.map(({ what }) => `“${what}”`).join(', ');
}

/** `read by pg-dump on db-1`, or `by Ada’s word`. */
export function toSourceText(source: Source): string {
  return source.kind === 'tool' ? `read by ${toToolText(source.check)}` : `by ${source.by.name}’s word`;
}

export function toToolText({ tool, on }: Check): string {
  return `${tool} on ${on}`;
}
