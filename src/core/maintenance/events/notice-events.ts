/** What can happen to the notices of a maintenance. */
import { z } from 'zod';
import { noticeSchema } from '../../notice/notice.ts';
import { partIdSchema } from '../../roster/names.ts';
import { instantMs, reason } from './fields.ts';

const sending = partIdSchema;

export const noticeEventSchemas = {
  'notice-planned': z.strictObject({ notice: noticeSchema }),
  'notice-changed': z.strictObject({ notice: noticeSchema }),
  'notice-dropped': z.strictObject({ notice: partIdSchema, reason }),
  /** Committed before anything leaves: the exact words that are sent. */
  'sending-begun': z.strictObject({
    notice: partIdSchema,
    sending,
    channel: z.string().min(1).max(100),
    subject: z.string().max(500),
    text: z.string().max(100_000),
  }),
  /** Committed before a further try: whatever is found so after a crash may have left. */
  'sending-repeated': z.strictObject({ notice: partIdSchema, sending }),
  'sending-tried': z.strictObject({
    notice: partIdSchema,
    sending,
    problem: reason,
    nextTryAtMs: instantMs.optional(),
  }),
  'sending-done': z.strictObject({ notice: partIdSchema, sending, reference: z.string().max(2_000).optional() }),
  /** It cannot be known whether it arrived: only a person says whether it is sent again. */
  'sending-unknown': z.strictObject({ notice: partIdSchema, sending, problem: reason }),
  'sending-settled': z.strictObject({
    notice: partIdSchema,
    sending,
    word: z.enum(['arrived', 'did-not-arrive', 'give-up']),
    reason,
  }),
  /** Somebody took the words elsewhere by hand. */
  'notice-copied': z.strictObject({
    notice: partIdSchema,
    sending,
    where: reason,
    subject: z.string().max(500),
    text: z.string().max(100_000),
  }),
} as const;
