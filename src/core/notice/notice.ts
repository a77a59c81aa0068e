/** A notice: one communication to one audience, with its due time, its texts, and when and by whom it was sent. */
import { z } from 'zod';
import type { Actor } from '../maintenance/actor.ts';
import { partIdSchema } from '../roster/names.ts';

export const noticeKindSchema = z.enum([
  'announcement',
  'reminder',
  'start',
  'progress',
  'extension',
  'schedule-change',
  'completion',
  'rollback',
  'report',
  'integration-owners',
  'em-notification',
  'pending-updates',
  'downtime-ahead',
  'failure',
]);
export type NoticeKind = z.infer<typeof noticeKindSchema>;

/** Public and internal texts are apart: what is written for one is never sent to the other. */
export const audienceSchema = z.enum(['public', 'internal']);
export type Audience = z.infer<typeof audienceSchema>;

/** When it is due: so long before or after a point of the maintenance, or at once. */
export const dueSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('relative'),
    to: z.enum(['window-start', 'window-end', 'run-start', 'run-end']),
    /** Negative: before. */
    offsetMs: z
      .int()
      .min(-365 * 86_400_000)
      .max(365 * 86_400_000),
  }),
  z.strictObject({ kind: z.literal('at'), atMs: z.int().min(0) }),
]);
export type Due = z.infer<typeof dueSchema>;

export const noticeSchema = z.strictObject({
  id: partIdSchema,
  kind: noticeKindSchema,
  audience: audienceSchema,
  /** Names of the workspace's channels it goes through. */
  channels: z.array(z.string().min(1).max(100)).max(20),
  due: dueSchema.optional(),
  /** So long after its due instant it is still in time; later it is overdue. */
  graceMs: z
    .int()
    .min(0)
    .max(31 * 86_400_000)
    .optional(),
  subject: z.string().max(500).optional(),
  /** As somebody wrote it; absent: the template's, filled from the record when it is looked at and when it is sent. */
  text: z.string().max(100_000).optional(),
  /** The console sends it when it is due: the environment’s own setting says so (`REL-5`). */
  isAutomatic: z.boolean().optional(),
  /** The change of schedule it tells of, by `Schedule.changes[].id`. */
  about: z.string().max(64).optional(),
});
export type Notice = z.infer<typeof noticeSchema>;

/** One sending through one channel. The intent is on disk before anything is sent; one without an end is unknown after a crash. */
export interface Sending {
  readonly id: string;
  readonly channel: string;
  readonly subject: string;
  readonly text: string;
  readonly tries: number;
  readonly state: 'sending' | 'sent' | 'failed' | 'unknown' | 'given-up';
  readonly by: Actor;
  readonly atMs: number;
  readonly sentAtMs?: number;
  /** What the other side called it. */
  readonly reference?: string;
  readonly problem?: string;
  readonly nextTryAtMs?: number;
}

export interface PlannedNotice extends Notice {
  readonly sendings: readonly Sending[];
  /** Who changed it last; absent while it is as it was planned. */
  readonly changedBy?: Actor;
  /** Why it is not to be sent. */
  readonly dropped?: { readonly reason: string; readonly by: Actor; readonly atMs: number };
}

export interface Notices {
  readonly notices: readonly PlannedNotice[];
}

export const noNotices: Notices = { notices: [] };

/** The first arrival through any of its channels; `undefined` while it has not arrived through one. */
export function toSentAtMs({ sendings }: Pick<PlannedNotice, 'sendings'>): number | undefined {
  const arrivals = sendings.flatMap(({ state, sentAtMs }) =>
    state === 'sent' && sentAtMs !== undefined ? [sentAtMs] : [],
  );
  return arrivals.length === 0 ? undefined : Math.min(...arrivals);
}

/** Whether what goes out is of somebody who came by an invite: they send it, or the console sends by itself what they changed last. */
export function isOfVisitor({ changedBy }: Pick<PlannedNotice, 'changedBy'>, by: Actor): boolean {
  return by.via !== undefined || (by.kind === 'console' && changedBy?.via !== undefined);
}

/** It cannot be dropped: EM and CES are told of every change of schedule (`POL-17`). */
export function staysUntilSent({ kind, audience }: Pick<Notice, 'kind' | 'audience'>): boolean {
  return kind === 'schedule-change' && audience === 'internal';
}

/** The notices about one change of schedule to EM and CES, by `Schedule.changes[].id`. */
export function noticesAbout(state: { readonly notices: Notices }, change: string): readonly PlannedNotice[] {
  return state.notices.notices.filter(({ about, audience }) => about === change && audience === 'internal');
}
