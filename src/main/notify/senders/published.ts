/** What a files channel has published so far: kept beside the files themselves, so that any console can go on with it. */
import { z } from 'zod';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import { windowSchema } from '../../../core/schedule/window.ts';
import type { OutgoingMessage } from '../ports.ts';

export const indexName = 'notices.json';
export const indexLimitBytes = 4 * 1024 * 1024;
/** The oldest leave first. */
const entryLimit = 100;

const entrySchema = z.object({
  sending: z.string().max(100),
  maintenance: z.string().max(100),
  title: z.string().max(500),
  kind: z.string().max(100),
  subject: z.string().max(500),
  text: z.string().max(100_000),
  lifeCycle: z.enum(['scheduled', 'in-progress', 'verifying', 'completed', 'cancelled']),
  window: windowSchema.optional(),
  environment: z.string().max(1_000).optional(),
  sentAtMs: z.int().min(0).max(8_640_000_000_000_000),
});
export type Published = z.infer<typeof entrySchema>;

const indexSchema = z.object({ drydock: z.literal(1), entries: z.array(entrySchema).max(entryLimit) });

/** Newest first. A file of that name that is not ours is never written over. */
export function parseIndex(text: string | undefined): Result<readonly Published[], Failure> {
  if (text === undefined) return succeed([]);
  try {
    const index = indexSchema.safeParse(JSON.parse(text));
    if (index.success) return succeed(index.data.entries);
  } catch {
    // Said below: to a person it is all the same why it is none.
  }
  return fail('foreign-index', `${indexName} there is not of this console. Move it away, or choose another folder.`);
}

/** A sending that is there already stays as it is. */
export function withMessage(entries: readonly Published[], message: OutgoingMessage): readonly Published[] {
  if (entries.some(({ sending }) => sending === message.sendingId)) return entries;
  const { maintenance, notice, subject, text, lifeCycle, window, environment, sentAtMs } = message;
  const entry: Published = {
    sending: message.sendingId,
    maintenance: maintenance.id,
    title: maintenance.title,
    kind: notice.kind,
    subject: subject === '' ? maintenance.title : subject,
    text,
    lifeCycle,
    ...(window === undefined ? {} : { window }),
    ...(environment === undefined ? {} : { environment }),
    sentAtMs,
  };
  return [entry, ...entries].sort((one, other) => other.sentAtMs - one.sentAtMs).slice(0, entryLimit);
}

export function toIndex(entries: readonly Published[]): string {
  return `${JSON.stringify({ drydock: 1, entries }, undefined, 1)}\n`;
}

/** The newest entry of each maintenance, newest first. */
export function latestOfEach(entries: readonly Published[]): readonly Published[] {
  const seen = new Set<string>();
  return entries.filter(({ maintenance }) => !seen.has(maintenance) && seen.add(maintenance) !== undefined);
}
