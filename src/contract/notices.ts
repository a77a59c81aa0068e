/** What a screen hears without asking: small facts that say where to look, never the content itself (push the head, pull the window). */
import { z } from 'zod';
import { maintenanceIdSchema } from '../core/ids.ts';
import { hostContactSchema, promptSchema, searchHitSchema } from './shapes.ts';

export const notices = {
  /** A maintenance has grown: its journal is at `seq`, its output at `rows`. Coalesced; the last one is always sent. */
  head: z.strictObject({ maintenance: maintenanceIdSchema, seq: z.int(), rows: z.int() }),
  /** A runbook, a host, somebody in the address book or a setting changed: lists are worth reading again. */
  documents: z.strictObject({
    area: z.enum([
      'runbook',
      'host',
      'maintenance',
      'workspace',
      'policy',
      'channel',
      'notice',
      'person',
      'environment',
      'gate',
      'share',
      'lead',
      'report',
      'reading',
    ]),
  }),
  contact: hostContactSchema,
  prompt: promptSchema,
  'prompt-settled': z.strictObject({ prompt: z.string() }),
  'search-hits': z.strictObject({
    search: z.string(),
    hits: z.array(searchHitSchema),
    /** 0–1: how much of the log has been looked at. */
    progress: z.number(),
    isDone: z.boolean(),
    /** More hits exist than the limit let through. */
    isCut: z.boolean(),
    problem: z.string().optional(),
  }),
} as const;

export type NoticeName = keyof typeof notices;
export type NoticeData<N extends NoticeName = NoticeName> = z.output<(typeof notices)[N]>;
export type Notice = { readonly [N in NoticeName]: { readonly notice: N; readonly data: NoticeData<N> } }[NoticeName];
