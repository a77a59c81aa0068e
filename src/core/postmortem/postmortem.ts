/** What a maintenance's journal keeps of its post-mortem beside the text: marks of the service, reviews, publications, action items' state. */
import { z } from 'zod';
import { approvalWaySchema } from '../approval/approval.ts';
import type { Actor } from '../maintenance/actor.ts';
import { instantMs, sha256, words } from '../maintenance/events/fields.ts';
import { type PersonId, partIdSchema, personIdSchema, serviceSchema } from '../roster/names.ts';
import { type ActionItemState, type ReportKind, serviceLevelSchema } from './report.ts';

export const postmortemLimits = { marks: 2_000, reviews: 2_000, publications: 200, reviewers: 200 } as const;

/** From this instant on the service is so (`PM-5`). */
export const serviceMarkSchema = z.strictObject({
  id: partIdSchema,
  service: serviceSchema,
  level: serviceLevelSchema,
  atMs: instantMs,
  note: words.optional(),
});
export type ServiceMark = z.infer<typeof serviceMarkSchema>;

/** Why somebody is asked to review: as EM, as CES (`PM-3`), or because they took part (`PM-1`). */
export const reviewDutySchema = z.enum(['approver', 'communication', 'involved']);
export type ReviewDuty = z.infer<typeof reviewDutySchema>;

export const reviewerSchema = z.strictObject({
  person: personIdSchema,
  name: z.string().min(1).max(200),
  as: z.array(reviewDutySchema).min(1).max(3),
});
export type Reviewer = z.infer<typeof reviewerSchema>;

export const verdictWordSchema = z.enum(['approved', 'changes-wanted']);

/** One person's word on one text. */
export const reviewSchema = z.strictObject({
  id: partIdSchema,
  person: personIdSchema,
  /** Of the report they read: another text, and their word is stale. */
  textHash: sha256,
  verdict: verdictWordSchema,
  comment: z.string().trim().max(10_000).optional(),
  way: approvalWaySchema,
});
export type Review = z.infer<typeof reviewSchema>;

export const publicationSchema = z.strictObject({
  audience: z.enum(['internal', 'public']),
  /** A page's address, or where else it stands. */
  where: z.string().trim().min(1, 'say where').max(2_000),
  /** Of the report; of a public announcement its own text's. */
  textHash: sha256,
  /** The version of that text. */
  version: z.int().min(1),
});
export type Publication = z.infer<typeof publicationSchema>;

export interface Said {
  readonly by: Actor;
  readonly atMs: number;
}

/** With who said it, and when: the instant of the mark is another. */
export type KnownMark = ServiceMark & { readonly by: Actor; readonly saidAtMs: number };

export interface Postmortem {
  /** Whoever began it files it (`PM-1`). */
  readonly begun?: Said & { readonly kind: ReportKind };
  /** The newest. */
  readonly asked?: Said & {
    /** Of the request itself: of the log the report has what came before. */
    readonly seq: number;
    readonly textHash: string;
    readonly reviewers: readonly Reviewer[];
    /** Of the log that the report has, once it is another than at an earlier request. */
    readonly log?: string;
  };
  /** Every word given, newest last. */
  readonly reviews: readonly (Review & Said)[];
  /** Reviewers nobody waits for any more, by an EM's word. */
  readonly excused: readonly (Said & { readonly person: PersonId; readonly reason: string })[];
  readonly publications: readonly (Publication & Said)[];
  /** Of items that somebody said something of; all others are open. */
  readonly items: Readonly<Record<string, Said & { readonly state: ActionItemState; readonly title: string }>>;
  /** Those that were not taken back, in the order they were made. */
  readonly marks: readonly KnownMark[];
  /** Nothing is waited for any more. */
  readonly closed?: Said & { readonly reason?: string };
}

export const noPostmortem: Postmortem = { reviews: [], excused: [], publications: [], items: {}, marks: [] };
