/** The team's plan of notices: which ones a new maintenance has from the start, through which channels, and when each is due (`PREP-1`). */
import { z } from 'zod';
import { partIdSchema } from '../roster/names.ts';
import { channelNameSchema } from './channel.ts';
import { audienceSchema, dueSchema, type Notice, noticeKindSchema } from './notice.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

export const noticePlanSchema = z.strictObject({
  notices: z
    .array(
      z.strictObject({
        id: partIdSchema,
        kind: noticeKindSchema.exclude([
          'extension',
          'schedule-change',
          'em-notification',
          'pending-updates',
          'downtime-ahead',
          'failure',
        ]),
        audience: audienceSchema,
        channels: z.array(channelNameSchema).max(20),
        /** `announced-ahead`: as many days before the window as the policy asks for (`POL-10`), and `marginMs` more. */
        due: z.union([
          dueSchema,
          z.strictObject({
            kind: z.literal('announced-ahead'),
            marginMs: z
              .int()
              .min(0)
              .max(31 * dayMs),
          }),
        ]),
        graceMs: z
          .int()
          .min(0)
          .max(31 * dayMs),
      }),
    )
    .max(100)
    .refine(
      (notices) => new Set(notices.map(({ id }) => id)).size === notices.length,
      'each notice has an id of its own',
    ),
  /** Where changes of schedule, extensions and emergencies are told to EM and CES (`POL-17`, `POL-18`), and to the public. */
  internalChannels: z.array(channelNameSchema).max(20),
  publicChannels: z.array(channelNameSchema).max(20),
});
export type NoticePlan = z.infer<typeof noticePlanSchema>;

const atStart = { kind: 'relative', to: 'window-start' } as const;
const ofRun = { start: { kind: 'relative', to: 'run-start' }, end: { kind: 'relative', to: 'run-end' } } as const;
const publicly = { audience: 'public', channels: [] } as const;

/** What a workspace begins with. The announcement is due a day before it would be late; a reminder is late once the next is near. */
export const defaultNoticePlan: NoticePlan = {
  notices: [
    {
      ...publicly,
      id: 'announcement',
      kind: 'announcement',
      channels: [],
      due: { kind: 'announced-ahead', marginMs: dayMs },
      graceMs: dayMs,
    },
    {
      ...publicly,
      id: 'integration-owners',
      kind: 'integration-owners',
      audience: 'internal',
      channels: [],
      due: { kind: 'announced-ahead', marginMs: dayMs },
      graceMs: dayMs,
    },
    {
      ...publicly,
      id: 'reminder-week',
      kind: 'reminder',
      channels: [],
      due: { ...atStart, offsetMs: -7 * dayMs },
      graceMs: dayMs,
    },
    {
      ...publicly,
      id: 'reminder-day',
      kind: 'reminder',
      channels: [],
      due: { ...atStart, offsetMs: -dayMs },
      graceMs: 3 * hourMs,
    },
    {
      ...publicly,
      id: 'reminder-15-minutes',
      kind: 'reminder',
      channels: [],
      due: { ...atStart, offsetMs: -15 * minuteMs },
      graceMs: 10 * minuteMs,
    },
    {
      ...publicly,
      id: 'start',
      kind: 'start',
      channels: [],
      due: { ...ofRun.start, offsetMs: 0 },
      graceMs: 10 * minuteMs,
    },
    {
      ...publicly,
      id: 'progress',
      kind: 'progress',
      channels: [],
      due: { ...ofRun.start, offsetMs: 30 * minuteMs },
      graceMs: 15 * minuteMs,
    },
    {
      ...publicly,
      id: 'completion',
      kind: 'completion',
      channels: [],
      due: { ...ofRun.end, offsetMs: 0 },
      graceMs: 15 * minuteMs,
    },
    {
      ...publicly,
      id: 'rollback',
      kind: 'rollback',
      channels: [],
      due: { ...ofRun.end, offsetMs: 0 },
      graceMs: 15 * minuteMs,
    },
    {
      ...publicly,
      id: 'report',
      kind: 'report',
      channels: [],
      due: { ...ofRun.end, offsetMs: 2 * dayMs },
      graceMs: 5 * dayMs,
    },
  ],
  internalChannels: [],
  publicChannels: [],
};

/** The notices of a new maintenance. */
export function toFirstNotices(plan: NoticePlan, announcedDaysAhead: number): readonly Notice[] {
  return plan.notices.map(({ due, ...notice }) => ({
    ...notice,
    due:
      due.kind === 'announced-ahead'
        ? { ...atStart, offsetMs: -Math.ceil(announcedDaysAhead * dayMs + due.marginMs) }
        : due,
  }));
}
