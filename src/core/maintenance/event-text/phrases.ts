/** What the sentences of every area are made of. */
import type { EventType, NewEventOf } from '../events.ts';
import type { Names } from '../names/names.ts';

/** One sentence for each event of an area. */
export type TextsOf<T extends EventType> = { readonly [U in T]: (event: NewEventOf<U>, names: Names) => string };

export function because(reason: string | undefined): string {
  return reason === undefined || reason === '' ? '' : `: ${withoutStop(reason)}`;
}

export function withoutStop(text: string): string {
  return text.trim().replace(/\.$/, '');
}

/** Where something happened, unless the reason that follows names it already. */
export function unlessSaid(where: string, name: string, reason: string | undefined): string {
  return reason?.includes(name) ? '' : `${where}${name}`;
}

export function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
