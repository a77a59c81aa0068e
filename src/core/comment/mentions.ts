/** Who is named in a comment: `@` and a person’s id, of those on the roster. Anything else with an `@` is just text. */
import type { PersonId } from '../roster/names.ts';
import type { Roster } from '../roster/roster.ts';
import { commentLimits } from './comment.ts';

/** A mail address is no mention: the sign stands at the beginning of a word. */
const mention = /(?<![\p{L}\p{N}._@-])@([a-z0-9][a-z0-9._-]{0,63})/giu;

/** Each once, in the order they are named. A full stop behind a name ends the sentence. */
export function toMentions(text: string, { members }: Pick<Roster, 'members'>): readonly PersonId[] {
  const ids = new Map(members.map(({ id }) => [id as string, id]));
  const named = [...text.matchAll(mention)].flatMap(([, word = '']) => {
    const id = word.toLowerCase();
    return ids.get(id) ?? ids.get(id.replace(/[._-]+$/, '')) ?? [];
  });
  return [...new Set(named)].slice(0, commentLimits.mentions);
}

/** What stands between an `@` and the cursor, while somebody’s name is being typed; `undefined` where none is. */
export function toMentionBegun(before: string): string | undefined {
  return before.match(/(?<![\p{L}\p{N}._@-])@([\p{L}\p{N}._-]{0,64})$/u)?.[1];
}
