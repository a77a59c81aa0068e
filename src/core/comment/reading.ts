/** What somebody has seen of the comments and what is still new to them; which comments stand beside a thing. */

import type { Actor } from '../maintenance/actor.ts';
import { isSamePerson } from '../maintenance/same-person.ts';
import { type Comment, type SeenMark, type Subject, type Talk, toSubjectKey } from './comment.ts';

type Reader = Pick<Actor, 'name' | 'person'>;

/** Comments of others that this reader has not marked as seen, the oldest first. Whoever answers a comment has seen it. */
export function findUnread({ comments, seen }: Talk, reader: Reader): readonly Comment[] {
  const known = new Set<string>();
  for (const { about, by } of seen) if (isSamePerson(by, reader)) known.add(toSubjectKey(about));
  for (const { about, by } of comments)
    if (about?.kind === 'comment' && isSamePerson(by, reader)) known.add(toSubjectKey(about));
  return comments.filter(
    (comment) =>
      !isSamePerson(comment.by, reader) && !known.has(toSubjectKey({ kind: 'comment', comment: comment.id })),
  );
}

export function mentions({ mentions: named }: Pick<Comment, 'mentions'>, reader: Reader): boolean {
  return reader.person !== undefined && named.includes(reader.person);
}

/** What is said to this reader by name and they have not seen, the oldest first. */
export function findUnreadMentions(talk: Talk, reader: Reader): readonly Comment[] {
  // Most maintenances mention nobody, and a list of them looks at each.
  if (!talk.comments.some((comment) => mentions(comment, reader))) return [];
  return findUnread(talk, reader).filter((comment) => mentions(comment, reader));
}

/** The comments about a thing, and the answers to those. A step’s are of all its hosts where no task is named. */
export function commentsAbout({ comments }: Talk, subject: Subject): readonly Comment[] {
  const found = new Set<string>();
  return comments.filter(({ id, about }) => {
    const isOfIt =
      about !== undefined && (isAbout(about, subject) || (about.kind === 'comment' && found.has(about.comment)));
    if (isOfIt) found.add(id);
    return isOfIt;
  });
}

function isAbout(about: Subject, subject: Subject): boolean {
  if (about.kind === 'step' && subject.kind === 'step' && about.step === subject.step)
    return about.task === undefined || subject.task === undefined || about.task === subject.task;
  return toSubjectKey(about) === toSubjectKey(subject);
}

/** Who has marked this as seen, each once, the first word of each. */
export function whoHasSeen({ seen }: Talk, subject: Subject): readonly SeenMark[] {
  const key = toSubjectKey(subject);
  return seen.filter(({ about }) => toSubjectKey(about) === key);
}
