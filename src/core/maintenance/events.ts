/** Everything that can happen in a maintenance, one shape each. The journal is made of these and of nothing else. */
import { z } from 'zod';
import { hostNameSchema, maintenanceIdSchema, runbookNameSchema, taskIdSchema } from '../ids.ts';
import { onFailureSchema, planSchema } from '../plan/plan.ts';

const words = z.string().max(10_000);
const reason = z.string().trim().min(1, 'a reason is needed').max(10_000);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const attempt = { task: taskIdSchema, attempt: z.int().min(1).max(10_000) };
const instantMs = z.int().min(0);

/** Who did it. `console` is Drydock itself, by a rule of the plan; `host` is what a host answered. */
export const actorSchema = z.strictObject({
  kind: z.enum(['person', 'console', 'host']),
  name: z.string().min(1).max(200),
});
export type Actor = z.infer<typeof actorSchema>;

/** What a host is called in the plan, and where it really is. */
export const hostAddressSchema = z.strictObject({
  name: hostNameSchema,
  address: z.string().min(1).max(255),
  port: z.int().min(1).max(65_535),
  user: z.string().min(1).max(64),
});

/** How an attempt ended, by the word of its host. */
export const verdictSchema = z.discriminatedUnion('kind', [
  /** The script ended by itself: status 0–255. `unmet` lists the parts of the expectation that did not hold. */
  z.strictObject({ kind: z.literal('exited'), status: z.int().min(0).max(255), unmet: z.array(words).max(100) }),
  z.strictObject({ kind: z.literal('signalled'), signal: z.string().min(1).max(20) }),
  z.strictObject({ kind: z.literal('timed-out'), afterMs: z.int().min(1) }),
  z.strictObject({ kind: z.literal('cancelled') }),
  /** It provably never began: no connection, wrong key, claim refused. `failure` is the failure's kind. */
  z.strictObject({ kind: z.literal('not-started'), failure: z.string().min(1).max(100), message: words }),
]);
export type Verdict = z.infer<typeof verdictSchema>;

/** Why nobody knows, as far as it is known. */
export const uncertaintySchema = z.strictObject({
  kind: z.enum(['contact-lost', 'spool-gone', 'rebooted', 'process-gone', 'end-not-proven']),
  message: words,
});
export type Uncertainty = z.infer<typeof uncertaintySchema>;

export const holdCauseSchema = z.enum(['person', 'step-failed', 'outcome-unknown', 'recovered']);

export const dataSchemas = {
  'maintenance-created': z.strictObject({
    title: z.string().min(1).max(500),
    runbook: z.strictObject({ name: runbookNameSchema, version: z.int().min(1) }).optional(),
    plan: planSchema,
    planHash: sha256,
    isPractice: z.boolean(),
  }),
  'plan-changed': z.strictObject({ plan: planSchema, planHash: sha256 }),
  'maintenance-renamed': z.strictObject({ title: z.string().min(1).max(500) }),
  'run-started': z.strictObject({
    planHash: sha256,
    hosts: z.array(hostAddressSchema).max(1_000),
    /** Values of the variables that are not secret; of a secret only the name is known here. */
    variables: z.record(z.string(), z.string()),
    secrets: z.array(z.string()).max(200),
  }),
  'run-held': z.strictObject({ cause: holdCauseSchema, reason: words, task: taskIdSchema.optional() }),
  'run-resumed': z.strictObject({}),
  /** The run has come to a step that waits: for the leader's confirmation, for a person to do it, or for time. */
  'step-awaited': z.strictObject({
    task: taskIdSchema,
    for: z.enum(['confirmation', 'person', 'time']),
    untilMs: instantMs.optional(),
  }),
  'step-confirmed': z.strictObject({ task: taskIdSchema, typed: words }),
  'step-done': z.strictObject({ task: taskIdSchema, note: words.optional() }),
  'step-not-done': z.strictObject({ task: taskIdSchema, reason }),
  'wait-elapsed': z.strictObject({ task: taskIdSchema }),
  'step-skipped': z.strictObject({ task: taskIdSchema, reason }),
  'step-retried': z.strictObject({ task: taskIdSchema, reason: words.optional(), byPlan: z.boolean() }),
  /** Committed before anything connects. `bootId` is the host's, where a warm connection knows it already. */
  'attempt-intended': z.strictObject({
    ...attempt,
    host: hostNameSchema,
    scriptHash: sha256,
    mode: z.enum(['durable', 'direct']),
    bootId: z.string().max(100).optional(),
  }),
  /** Committed before the script is sent over a connection that was not there when the attempt was intended. */
  'attempt-dispatched': z.strictObject({ ...attempt, bootId: z.string().max(100).optional() }),
  /** The host says that it runs. */
  'attempt-started': z.strictObject({
    ...attempt,
    pid: z.int().min(1).optional(),
    bootId: z.string().max(100).optional(),
  }),
  'attempt-ended': z.strictObject({
    ...attempt,
    verdict: verdictSchema,
    isSuccess: z.boolean(),
    /** Rows of output in the store, and bytes as the host wrote them. */
    rows: z.int().min(0),
    bytes: z.strictObject({ stdout: z.int().min(0), stderr: z.int().min(0) }),
  }),
  'attempt-became-unknown': z.strictObject({ ...attempt, why: uncertaintySchema }),
  /** Contact is back and the host says that it still runs. */
  'attempt-found': z.strictObject({ ...attempt }),
  'attempt-marked': z.strictObject({ ...attempt, word: z.enum(['ran', 'did-not-run', 'new-attempt']), reason }),
  'cancel-requested': z.strictObject({ ...attempt, cause: z.enum(['person', 'timeout', 'abort']) }),
  'roll-back-begun': z.strictObject({
    cause: z.enum(['person', 'plan']),
    reason: words,
    onFailure: onFailureSchema.optional(),
    /** The tasks of the rollback in their order, as chosen by the rule from what had run. */
    tasks: z.array(taskIdSchema).max(100_000),
  }),
  'run-aborted': z.strictObject({ reason }),
  'run-ended': z.strictObject({
    outcome: z.enum(['completed', 'completed-with-failures', 'rolled-back']),
    note: words.optional(),
  }),
  'note-added': z.strictObject({
    text: z.string().trim().min(1).max(10_000),
    task: taskIdSchema.optional(),
    /** The row of the log it is about. */
    row: z.int().min(0).optional(),
  }),
  'contact-lost': z.strictObject({ host: hostNameSchema, message: words }),
  'contact-regained': z.strictObject({ host: hostNameSchema, afterMs: z.int().min(0) }),
  'host-key-trusted': z.strictObject({
    host: hostNameSchema,
    algorithm: z.string().max(100),
    fingerprint: z.string().max(100),
  }),
} as const;

export type EventType = keyof typeof dataSchemas;
export type EventData<T extends EventType = EventType> = z.infer<(typeof dataSchemas)[T]>;

/** An event as `decide` gives it: what happened, not yet when it was written. */
export type NewEvent = {
  readonly [T in EventType]: { readonly type: T; readonly data: EventData<T>; readonly actor: Actor };
}[EventType];

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
