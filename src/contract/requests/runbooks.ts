/** What may be asked of runbooks: list, read, keep, import, export. */
import { z } from 'zod';
import { runbookNameSchema } from '../../core/ids.ts';
import { planSchema } from '../../core/plan/plan.ts';
import { bytesBase64, nothing, type RequestShape } from '../request-shape.ts';
import { importWarningSchema, runbookSummarySchema } from '../shapes.ts';

export const runbookRequests = {
  'runbook.list': {
    does: 'Lists the runbooks, newest version of each.',
    right: 'read',
    input: nothing,
    output: z.array(runbookSummarySchema),
  },
  'runbook.show': {
    does: 'Shows one version of a runbook; the newest where none is named.',
    right: 'read',
    input: z.strictObject({ name: runbookNameSchema, version: z.int().min(1).optional() }),
    output: z.strictObject({ summary: runbookSummarySchema, plan: planSchema, planHash: z.string() }),
  },
  'runbook.versions': {
    does: 'Lists every version of a runbook, newest first.',
    right: 'read',
    input: z.strictObject({ name: runbookNameSchema }),
    output: z.array(runbookSummarySchema),
  },
  'runbook.save': {
    does: 'Keeps a new version of a runbook. `expectedVersion` is the one it was made from, 0 for a new runbook.',
    right: 'draft',
    input: z.strictObject({ name: runbookNameSchema, expectedVersion: z.int().min(0), plan: planSchema }),
    output: runbookSummarySchema,
  },
  'runbook.import': {
    does: 'Reads a Markdown file into a runbook. Saved under `name`, or a name made from its title; a new version where that exists.',
    right: 'draft',
    input: z.strictObject({ file: z.string().max(1_000), content: bytesBase64, name: runbookNameSchema.optional() }),
    output: z.strictObject({ summary: runbookSummarySchema, warnings: z.array(importWarningSchema) }),
  },
  'runbook.export': {
    does: 'Writes a runbook as Markdown.',
    right: 'read',
    input: z.strictObject({ name: runbookNameSchema, version: z.int().min(1).optional() }),
    output: z.strictObject({ file: z.string(), markdown: z.string() }),
  },
} as const satisfies Record<string, RequestShape>;
