/** Events of the record itself: a maintenance is made, changed while it is a draft, renamed, noted in. */
import { z } from 'zod';
import { runbookNameSchema, taskIdSchema } from '../../ids.ts';
import { rehearsalLinkSchema, releaseSchema } from '../../migration/release.ts';
import { planSchema } from '../../plan/plan.ts';
import { sha256 } from './fields.ts';

export const recordEventSchemas = {
  'maintenance-created': z.strictObject({
    title: z.string().min(1).max(500),
    runbook: z.strictObject({ name: runbookNameSchema, version: z.int().min(1) }).optional(),
    plan: planSchema,
    planHash: sha256,
    isPractice: z.boolean(),
    /** It is a maintenance release of an environment (`REL-1`). */
    release: releaseSchema.optional(),
  }),
  'plan-changed': z.strictObject({ plan: planSchema, planHash: sha256 }),
  /** It was rehearsed on the staging twin (`REL-10`). */
  'rehearsal-linked': rehearsalLinkSchema,
  'maintenance-renamed': z.strictObject({ title: z.string().min(1).max(500) }),
  'note-added': z.strictObject({
    text: z.string().trim().min(1).max(10_000),
    task: taskIdSchema.optional(),
    /** The row of the log it is about. */
    row: z.int().min(0).optional(),
  }),
} as const;
