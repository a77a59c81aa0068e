/** What somebody said, and marked as seen, on a bundle they read elsewhere: carried back in a file their console signed, and merged as theirs (`CON-5`). */
import { z } from 'zod';
import { maintenanceIdSchema, maintenanceTitleSchema } from '../ids.ts';
import { partIdSchema, personIdSchema } from '../roster/names.ts';
import { commentLimits, subjectSchema } from './comment.ts';

const instantMs = z.int().min(0);

/** In the order they were made. */
export const remarkSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('comment'),
    comment: partIdSchema,
    text: z.string().trim().min(1).max(commentLimits.characters),
    about: subjectSchema.optional(),
    atMs: instantMs,
  }),
  z.strictObject({
    kind: z.literal('seen'),
    about: z.array(subjectSchema).min(1).max(commentLimits.seenAtOnce),
    atMs: instantMs,
  }),
]);
export type Remark = z.infer<typeof remarkSchema>;

export const remarksLimit = 1_000;

export const remarksContentSchema = z.strictObject({
  maintenance: z.strictObject({ id: maintenanceIdSchema, title: maintenanceTitleSchema }),
  /** How far the bundle went that was read: its events, the hash of the last, and its lines of output. */
  bundle: z.strictObject({
    events: z.int().min(1),
    lastHash: z.string().regex(/^[0-9a-f]{64}$/),
    rows: z.int().min(0),
  }),
  person: personIdSchema,
  remarks: z.array(remarkSchema).min(1).max(remarksLimit),
  madeAtMs: instantMs,
});
export type RemarksContent = z.infer<typeof remarksContentSchema>;

/** Stands beside what was said elsewhere: by which key it was signed, and when it was said there. */
export const elsewhereSchema = z.strictObject({
  fingerprint: z.string().max(100),
  saidAtMs: instantMs,
});
