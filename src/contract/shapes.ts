/** Shapes that several requests share. */
import { z } from 'zod';
import { hostNameSchema, maintenanceIdSchema, runbookNameSchema, taskIdSchema } from '../core/ids.ts';
import { partIdSchema } from '../core/roster/names.ts';
import { windowSchema } from '../core/schedule/window.ts';

export const failureSchema = z.strictObject({
  kind: z.string(),
  /** What happened. */
  message: z.string(),
  /** What to do about it. */
  advice: z.string().optional(),
  /** Of what stands in the way, where one may go on over exactly that by naming it. */
  revision: z.int().optional(),
});
export type ContractFailure = z.infer<typeof failureSchema>;

export const hostRecordSchema = z.strictObject({
  name: hostNameSchema,
  address: z.string().trim().min(1).max(255),
  port: z.int().min(1).max(65_535).default(22),
  user: z.string().trim().min(1).max(64),
  identityFile: z.string().max(4_096).optional(),
  jump: hostNameSchema.optional(),
  /** known_hosts keys trusted for this host, with who trusted them and when. */
  pins: z
    .array(z.strictObject({ key: z.string().max(20_000), trustedBy: z.string().max(200), trustedAtMs: z.int() }))
    .max(20)
    .default([]),
});
export type HostRecord = z.infer<typeof hostRecordSchema>;

export const runbookSummarySchema = z.strictObject({
  name: runbookNameSchema,
  version: z.int().min(1),
  title: z.string(),
  savedAtMs: z.int(),
  savedBy: z.string(),
  steps: z.int(),
});
export type RunbookSummary = z.infer<typeof runbookSummarySchema>;

export const importWarningSchema = z.strictObject({ line: z.int().min(1), text: z.string() });

export const maintenanceSummarySchema = z.strictObject({
  id: maintenanceIdSchema,
  title: z.string(),
  status: z.enum([
    'draft',
    'scheduled',
    'running',
    'rolling-back',
    'completed',
    'completed-with-failures',
    'rolled-back',
    'aborted',
    'cancelled',
  ]),
  isHeld: z.boolean(),
  isPractice: z.boolean(),
  /** What is maintained; absent while nobody has said so. */
  environment: z.strictObject({ name: z.string(), isProduction: z.boolean() }).optional(),
  /** It is a maintenance release: of which environment, to which version. */
  release: z.strictObject({ environment: z.string(), toVersion: z.string() }).optional(),
  window: windowSchema.optional(),
  createdAtMs: z.int(),
  startedAtMs: z.int().optional(),
  endedAtMs: z.int().optional(),
  steps: z.int(),
  settled: z.int(),
  /** Tasks that failed, timed out or are unknown now. */
  troubled: z.int(),
  seq: z.int(),
  rows: z.int(),
  /** Who leads the run; before it, whom the roster names. */
  leader: z.string().optional(),
  /** The names of those who ask to be let in to follow it, the first few; absent where nobody does. */
  wishes: z.array(z.string()).min(1).max(20).optional(),
  /** What is said by name to whoever sits at this console and they have not seen: the newest few, the oldest first; absent where nothing is. */
  mentions: z
    .array(z.strictObject({ comment: partIdSchema, seq: z.int(), by: z.string(), text: z.string() }))
    .min(1)
    .max(20)
    .optional(),
  /** Notices that want to be sent at the instant of this answer. */
  notices: z.strictObject({ due: z.int(), overdue: z.int() }),
});
export type MaintenanceSummary = z.infer<typeof maintenanceSummarySchema>;

/** What of the log is wanted. An absent field lets everything through; all that is named must hold. */
export const logFilterSchema = z.strictObject({
  /** Kinds of rows. */
  kinds: z
    .array(z.enum(['output', 'decision', 'note', 'system']))
    .max(4)
    .optional(),
  /** Task ids without direction or host are not enough: name each task. */
  tasks: z.array(taskIdSchema).max(1_000).optional(),
  hosts: z.array(hostNameSchema).max(1_000).optional(),
  streams: z
    .array(z.enum(['stdout', 'stderr']))
    .max(2)
    .optional(),
});
export type LogFilter = z.infer<typeof logFilterSchema>;

/**
 * One row of a maintenance's log as a screen shows it. `position` counts rows under the filter; `row` is the permanent
 * number of a row of output, `seq` that of an event: permalinks are `row-N` and `event-N`.
 */
export const logRowSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('output'),
    position: z.int(),
    row: z.int(),
    task: taskIdSchema,
    attempt: z.int(),
    /** 0-based within its attempt. */
    line: z.int(),
    stream: z.enum(['stdout', 'stderr']),
    atMs: z.int(),
    /** Decoded as UTF-8 with replacement; newline removed; ANSI sequences left in. */
    text: z.string(),
    /** The line goes on in the attempt's next row of the same stream. */
    isPartial: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('event'), position: z.int(), seq: z.int() }),
]);
export type LogRow = z.infer<typeof logRowSchema>;

export const searchQuerySchema = z.strictObject({
  text: z.string().min(1).max(1_000),
  mode: z.enum(['substring', 'word', 'regex']).default('substring'),
  isCaseSensitive: z.boolean().default(false),
});
export type SearchQuery = z.infer<typeof searchQuerySchema>;

export const searchHitSchema = z.strictObject({
  kind: z.enum(['output', 'event']),
  /** The row's or the event's permanent number. */
  at: z.int(),
  task: taskIdSchema.optional(),
  /** The row's text, cut to 2,000 characters around the first match. */
  text: z.string(),
  /** Start and end of each match in `text`, in UTF-16 units. */
  ranges: z.array(z.tuple([z.int(), z.int()])),
});
export type SearchHit = z.infer<typeof searchHitSchema>;

export const hostContactSchema = z.strictObject({
  host: hostNameSchema,
  state: z.enum(['idle', 'connecting', 'connected', 'lost', 'refused']),
  lastByteAtMs: z.int().optional(),
  message: z.string().optional(),
  nextTryAtMs: z.int().optional(),
});

export const promptSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    id: z.string(),
    kind: z.literal('secret'),
    host: hostNameSchema,
    title: z.string(),
    fields: z.array(z.strictObject({ label: z.string(), isHidden: z.boolean() })),
  }),
  z.strictObject({
    id: z.string(),
    kind: z.literal('host-key'),
    host: hostNameSchema,
    address: z.string(),
    port: z.int(),
    algorithm: z.string(),
    fingerprint: z.string(),
    key: z.string(),
  }),
]);
export type ContractPrompt = z.infer<typeof promptSchema>;
