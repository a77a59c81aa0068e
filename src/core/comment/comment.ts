/** What people say to each other in a maintenance: a comment is about a line, an event, a step, a notice, or the whole, and may name people. */
import { z } from 'zod';
import { stepIdSchema, taskIdSchema } from '../ids.ts';
import type { Actor } from '../maintenance/actor.ts';
import { type PartId, type PersonId, partIdSchema, personIdSchema } from '../roster/names.ts';

export const commentLimits = {
  /** Of one maintenance. */
  comments: 10_000,
  characters: 10_000,
  mentions: 50,
  /** Marked as seen in one go. */
  seenAtOnce: 500,
  /** Marks of one maintenance. */
  seen: 100_000,
} as const;

const place = z.int().min(0);

/** What a comment is about, and what a person marks as seen. */
export const subjectSchema = z.discriminatedUnion('kind', [
  /** A line of output, by its permanent number. */
  z.strictObject({ kind: z.literal('row'), row: place }),
  /** A decision, a note: an event of the journal. */
  z.strictObject({ kind: z.literal('event'), seq: place }),
  /** A step of the plan; of a run also on which host, and whether its undoing is meant. */
  z.strictObject({ kind: z.literal('step'), step: stepIdSchema, task: taskIdSchema.optional() }),
  z.strictObject({ kind: z.literal('notice'), notice: partIdSchema }),
  z.strictObject({ kind: z.literal('comment'), comment: partIdSchema }),
]);
export type Subject = z.infer<typeof subjectSchema>;

export interface Comment {
  readonly id: PartId;
  /** Of its event in the journal: its place in the log. */
  readonly seq: number;
  readonly text: string;
  /** None: it is about the maintenance as a whole. */
  readonly about?: Subject;
  readonly mentions: readonly PersonId[];
  readonly by: Actor;
  readonly atMs: number;
}

/** Somebody’s word that they have seen something. */
export interface SeenMark {
  readonly about: Subject;
  readonly by: Pick<Actor, 'name' | 'person'>;
  readonly atMs: number;
}

export interface Talk {
  /** In the order they were said. */
  readonly comments: readonly Comment[];
  readonly seen: readonly SeenMark[];
}

export const noTalk: Talk = { comments: [], seen: [] };

export const mentionsSchema = z.array(personIdSchema).max(commentLimits.mentions);

/** `step upgrade upgrade@db-1`: one text for one subject. */
export function toSubjectKey(subject: Subject): string {
  switch (subject.kind) {
    case 'row':
      return `row ${subject.row}`;
    case 'event':
      return `event ${subject.seq}`;
    case 'step':
      return `step ${subject.step} ${subject.task ?? ''}`.trimEnd();
    case 'notice':
      return `notice ${subject.notice}`;
    case 'comment':
      return `comment ${subject.comment}`;
  }
}
