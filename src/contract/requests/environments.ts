/** What may be asked of environments: what is known of each, its pending migrations, and running them. */
import { z } from 'zod';
import { environmentNameSchema, environmentSchema, iacVersionSchema } from '../../core/environment/environment.ts';
import { hostNameSchema, maintenanceTitleSchema } from '../../core/ids.ts';
import { migrationIdSchema } from '../../core/migration/release.ts';
import { rollbackSchema } from '../../core/plan/plan.ts';
import { partIdSchema } from '../../core/roster/names.ts';
import { appliedReadingSchema, environmentDetailsSchema, environmentRecordSchema } from '../environment-shapes.ts';
import { nothing, type RequestShape } from '../request-shape.ts';
import { maintenanceSummarySchema } from '../shapes.ts';

const name = environmentNameSchema;

export const environmentRequests = {
  'environment.list': {
    does: 'Lists the environments of the workspace, by name.',
    right: 'read',
    input: nothing,
    output: z.array(environmentRecordSchema),
  },
  'environment.show': {
    does: 'Shows what is known of one environment.',
    right: 'read',
    input: z.strictObject({ name }),
    output: environmentRecordSchema,
  },
  'environment.save': {
    does: 'Adds an environment or changes one; its name is compared without regard to case.',
    right: 'lead',
    input: z.strictObject({
      environment: environmentSchema,
      /** Of the document the change was made from; 0 adds a new one. */
      expectedVersion: z.int().min(0),
    }),
    output: environmentRecordSchema,
  },
  'environment.remove': {
    does: 'Removes an environment. What was done to it stays in the journals.',
    right: 'lead',
    input: z.strictObject({ name }),
    output: nothing,
  },
  'environment.details': {
    does: 'Shows the maintenance details of an environment: each migration of its catalogue with its state, what is due, its downtime, and its releases.',
    right: 'read',
    input: z.strictObject({ name, upTo: iacVersionSchema.optional() }),
    output: environmentDetailsSchema,
  },
  'environment.migration': {
    does: 'Shows the script of one migration, and what undoes it, as its step would run them.',
    right: 'read',
    input: z.strictObject({ name, id: migrationIdSchema }),
    output: z.strictObject({
      id: z.string(),
      file: z.string(),
      sha256: z.string(),
      script: z.string().optional(),
      rollback: rollbackSchema.optional(),
    }),
  },
  'environment.readApplied': {
    does: 'Reads the table of an environment’s migration tool on its host, which changes nothing there, and keeps what it says is applied.',
    right: 'lead',
    input: z.strictObject({ name }),
    output: appliedReadingSchema,
  },
  'environment.runMaintenance': {
    does: 'Makes a maintenance whose work plan is what is due in an environment, or the one that is there already. It starts nothing.',
    right: 'lead',
    input: z.strictObject({
      name,
      /** Of the details that were seen; if something else is due by now, it is refused. */
      dueHash: z.string().optional(),
      /** No further than this version. */
      upTo: iacVersionSchema.optional(),
      /** Hosts of the environment that the scripts run on; by default those it names for that. */
      hosts: z.array(hostNameSchema).min(1).max(50).optional(),
      title: maintenanceTitleSchema.optional(),
      /** On the staging twin, as a rehearsal for this environment (`REL-10`). */
      isRehearsal: z.boolean().default(false),
      /** Change categories whose validations it brings; by default a platform release’s. */
      categories: z.array(partIdSchema).max(20).optional(),
    }),
    output: z.strictObject({ summary: maintenanceSummarySchema, isNew: z.boolean() }),
  },
} as const satisfies Record<string, RequestShape>;
