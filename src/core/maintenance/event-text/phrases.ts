/** What the sentences of every area are made of. */
import type { EventType, NewEventOf } from '../events.ts';

/** One sentence for each event of an area. */
export type TextsOf<T extends EventType> = { readonly [U in T]: (event: NewEventOf<U>) => string };

export function because(reason: string | undefined): string {
  return reason === undefined || reason === '' ? '' : `: ${withoutStop(reason)}`;
}

export function withoutStop(text: string): string {
  return text.trim().replace(/\.$/, '');
}
