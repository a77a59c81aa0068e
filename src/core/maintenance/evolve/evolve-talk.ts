/** Folds what was said and seen into the talk of a maintenance; judges nothing. */
import type { Talk } from '../../comment/comment.ts';
import { assertNever } from '../../result.ts';
import type { commentEventSchemas } from '../events/comment-events.ts';
import type { JournalEventOf } from '../events.ts';

export function evolveTalk(talk: Talk, event: JournalEventOf<keyof typeof commentEventSchemas>): Talk {
  const { atMs, actor, seq } = event;
  switch (event.type) {
    case 'comment-added': {
      const { comment: id, text, about, mentions } = event.data;
      const said = { id, seq, text, mentions, by: actor, atMs, ...(about === undefined ? {} : { about }) };
      return { ...talk, comments: [...talk.comments, said] };
    }
    case 'marked-seen': {
      const { name, person } = actor;
      const by = { name, ...(person === undefined ? {} : { person }) };
      return { ...talk, seen: [...talk.seen, ...event.data.about.map((about) => ({ about, by, atMs }))] };
    }
    default:
      return assertNever(event);
  }
}
