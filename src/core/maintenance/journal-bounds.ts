/** How much a journal that another console wrote may ask of whoever reads it. What is decided here is bounded by `decide`, event by event. */
import { commentLimits } from '../comment/comment.ts';
import type { MaintenanceState } from './state.ts';

export const journalLimits = {
  /** Of one maintenance: a night of a hundred hosts and as many followers writes some thousands. They are written in one go, which half a second does. */
  events: 50_000,
  /** Folding copies the lists it changes. All together it may copy so many places: 10,000 comments take a tenth of that. */
  copies: 500_000_000,
} as const;

/** What of this is more than `decide` would have let come about, in words that follow what it is of; `undefined` where nothing is. */
export function findExcess({ talk: { comments, seen } }: Pick<MaintenanceState, 'talk'>): string | undefined {
  if (comments.length > commentLimits.comments) return toMoreThan(commentLimits.comments, 'comments');
  if (seen.length > commentLimits.seen) return toMoreThan(commentLimits.seen, 'marks of what was seen');
  return undefined;
}

/** How many places of lists were copied between two states: those of each list that is another one now, however deep it lies. */
export function countCopies(before: unknown, after: unknown): number {
  if (before === after || typeof after !== 'object' || after === null) return 0;
  if (Array.isArray(after)) return after.length + countInList(Array.isArray(before) ? before : [], after);
  const was = (typeof before === 'object' && before !== null ? before : {}) as Readonly<Record<string, unknown>>;
  let copies = 0;
  for (const [key, one] of Object.entries(after)) copies += countCopies(was[key], one);
  return copies;
}

/** Looks at no more places than were copied: this costs as much as folding did. */
function countInList(before: readonly unknown[], after: readonly unknown[]): number {
  let copies = 0;
  for (let index = 0; index < after.length; index++)
    if (after[index] !== before[index]) copies += countCopies(before[index], after[index]);
  return copies;
}

function toMoreThan(limit: number, what: string): string {
  return `has more than ${limit.toLocaleString('en')} ${what}`;
}
