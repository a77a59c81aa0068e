/** What may be asked of maintenances as documents: list, make, read, change before the start. */
import { z } from 'zod';
import { maintenanceTitleSchema, runbookNameSchema } from '../../core/ids.ts';
import { journalEventSchema } from '../../core/maintenance/events.ts';
import { draftCommand, maintenance, nothing, type RequestShape } from '../request-shape.ts';
import { maintenanceSummarySchema } from '../shapes.ts';

export const maintenanceRequests = {
  'maintenance.list': {
    does: 'Lists the maintenances, newest first.',
    right: 'read',
    input: nothing,
    output: z.array(maintenanceSummarySchema),
  },
  'maintenance.create': {
    does: 'Makes a maintenance from a runbook’s version; the newest where none is named.',
    right: 'draft',
    input: z.strictObject({
      title: maintenanceTitleSchema,
      runbook: runbookNameSchema,
      version: z.int().min(1).optional(),
    }),
    output: maintenanceSummarySchema,
  },
  'maintenance.summary': {
    does: 'Shows one maintenance in short.',
    right: 'read',
    input: z.strictObject({ maintenance }),
    output: maintenanceSummarySchema,
  },
  'maintenance.events': {
    does: 'Reads the journal after a seq, in order.',
    right: 'read',
    input: z.strictObject({ maintenance, afterSeq: z.int().min(0), limit: z.int().min(1).max(5_000).default(1_000) }),
    output: z.strictObject({ events: z.array(journalEventSchema), seq: z.int() }),
  },
  'maintenance.export': {
    does: 'Writes a maintenance’s work plan as Markdown.',
    right: 'read',
    input: z.strictObject({ maintenance }),
    output: z.strictObject({ file: z.string(), markdown: z.string() }),
  },

  'plan.change': draftCommand('Changes the work plan of a maintenance that has not started.', 'change-plan'),
  'maintenance.rename': draftCommand('Gives a maintenance another title.', 'rename'),
} as const satisfies Record<string, RequestShape>;
