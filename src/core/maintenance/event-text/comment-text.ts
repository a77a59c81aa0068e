/** Says what people said to each other, and what they have seen. */
import type { Subject } from '../../comment/comment.ts';
import type { commentEventSchemas } from '../events/comment-events.ts';
import type { Names } from '../names/names.ts';
import { countOf, type TextsOf } from './phrases.ts';

export const commentTexts: TextsOf<keyof typeof commentEventSchemas> = {
  'comment-added': ({ actor, data }, names) =>
    `${actor.name}${data.about === undefined ? '' : ` on ${toSubjectText(data.about, names)}`}${data.elsewhere === undefined ? '' : ', in a bundle'}: ${data.text}`,
  'marked-seen': ({ actor, data: { about } }, names) => {
    const [first] = about;
    const what =
      about.length === 1 && first !== undefined ? toSubjectText(first, names) : countOf(about.length, 'entry');
    return `${actor.name} has seen ${what}.`;
  },
};

/** `line 48,211`, `“Upgrade” on db-1`, `the reminder “In a moment”`. */
export function toSubjectText(subject: Subject, names: Names): string {
  switch (subject.kind) {
    case 'row':
      return `line ${subject.row.toLocaleString('en')}`;
    case 'event':
      return `event ${subject.seq.toLocaleString('en')}`;
    case 'step':
      return subject.task === undefined ? names.step(subject.step) : names.task(subject.task);
    case 'notice':
      return `the ${names.part('notice', subject.notice)}`;
    case 'comment':
      return `the ${names.part('comment', subject.comment)}`;
  }
}
