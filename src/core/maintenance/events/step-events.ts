/** Events of the steps of a run and of their attempts. */
import { z } from 'zod';
import { hostNameSchema, taskIdSchema } from '../../ids.ts';
import { personIdSchema } from '../../roster/names.ts';
import { instantMs, reason, sha256, words } from './fields.ts';
import { uncertaintySchema, verdictSchema } from './verdict.ts';

const attempt = { task: taskIdSchema, attempt: z.int().min(1).max(10_000) };

export const stepEventSchemas = {
  /** The run has come to a step that waits: for the leader's confirmation, for a second person’s, for a person to do it, or for time. */
  'step-awaited': z.strictObject({
    task: taskIdSchema,
    for: z.enum(['confirmation', 'countersign', 'person', 'time']),
    untilMs: instantMs.optional(),
  }),
  'step-confirmed': z.strictObject({ task: taskIdSchema, typed: words }),
  /** The second person’s word on exactly this command. `saidAtLeader`: at the leader’s own console, by a person named there. */
  'step-countersigned': z.strictObject({
    task: taskIdSchema,
    command: sha256,
    host: hostNameSchema.optional(),
    scriptHash: sha256.optional(),
    saidAtLeader: z.strictObject({ person: personIdSchema.optional(), name: z.string().min(1).max(200) }).optional(),
  }),
  /** The leader goes on with a step that the second person has confirmed. */
  'step-cleared': z.strictObject({ task: taskIdSchema, typed: words.optional() }),
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
} as const;
