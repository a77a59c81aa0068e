/** Everything that can happen in a maintenance, one shape each. The journal is made of these and of nothing else. */
import { z } from 'zod';
import { maintenanceIdSchema } from '../ids.ts';
import { type Actor, actorSchema } from './actor.ts';
import { approvalEventSchemas } from './events/approval-events.ts';
import { backupEventSchemas } from './events/backup-events.ts';
import { changeEventSchemas } from './events/change-events.ts';
import { commentEventSchemas } from './events/comment-events.ts';
import { contactEventSchemas } from './events/contact-events.ts';
import { errandEventSchemas } from './events/errand-events.ts';
import { instantMs, sha256 } from './events/fields.ts';
import { leadEventSchemas } from './events/lead-events.ts';
import { noticeEventSchemas } from './events/notice-events.ts';
import { postmortemEventSchemas } from './events/postmortem-events.ts';
import { recordEventSchemas } from './events/record-events.ts';
import { rosterEventSchemas } from './events/roster-events.ts';
import { runEventSchemas } from './events/run-events.ts';
import { scheduleEventSchemas } from './events/schedule-events.ts';
import { sharingEventSchemas } from './events/sharing-events.ts';
import { stepEventSchemas } from './events/step-events.ts';

/** The data of each, put together from the areas in `events/`. */
export const dataSchemas = {
  ...recordEventSchemas,
  ...runEventSchemas,
  ...stepEventSchemas,
  ...contactEventSchemas,
  ...errandEventSchemas,
  ...scheduleEventSchemas,
  ...rosterEventSchemas,
  ...approvalEventSchemas,
  ...backupEventSchemas,
  ...changeEventSchemas,
  ...noticeEventSchemas,
  ...leadEventSchemas,
  ...sharingEventSchemas,
  ...postmortemEventSchemas,
  ...commentEventSchemas,
} as const;

export type EventType = keyof typeof dataSchemas;
export type EventData<T extends EventType = EventType> = z.infer<(typeof dataSchemas)[T]>;

/** An event as `decide` gives it: what happened, not yet when it was written. */
export type NewEvent = NewEventOf<EventType>;
export type NewEventOf<T extends EventType> = {
  readonly [U in T]: { readonly type: U; readonly data: EventData<U>; readonly actor: Actor };
}[T];

/** An event as the journal keeps it. */
export type JournalEvent = NewEvent & {
  readonly maintenance: z.infer<typeof maintenanceIdSchema>;
  /** 1 for the first; no gaps. */
  readonly seq: number;
  /** UTC, milliseconds since 1970. */
  readonly atMs: number;
  /** How many rows of output the maintenance had when this was written: its place in the log. */
  readonly row: number;
  /** SHA-256 over this event and `previousHash`. */
  readonly hash: string;
  readonly previousHash: string;
};
export type JournalEventOf<T extends EventType> = Extract<JournalEvent, { readonly type: T }>;

/** The journal's own envelope, for whoever reads events from outside (a contract answer, a bundle). */
export const journalEventSchema = z
  .strictObject({
    maintenance: maintenanceIdSchema,
    seq: z.int().min(1),
    atMs: instantMs,
    row: z.int().min(0),
    actor: actorSchema,
    type: z.enum(Object.keys(dataSchemas) as [EventType, ...EventType[]]),
    data: z.unknown(),
    hash: sha256,
    previousHash: sha256,
  })
  .transform((event, context): JournalEvent => {
    const data = dataSchemas[event.type].safeParse(event.data);
    if (!data.success) {
      context.addIssue({
        code: 'custom',
        message: `the data of a ${event.type} is not of its shape: ${data.error.message}`,
      });
      return z.NEVER;
    }
    return { ...event, data: data.data } as JournalEvent;
  });
