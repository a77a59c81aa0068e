/** What may be asked of environments: what is known of each, its pending migrations, and running them. */
import { z } from 'zod';
import { environmentNameSchema, environmentSchema } from '../../core/environment/environment.ts';
import { environmentRecordSchema } from '../environment-shapes.ts';
import { nothing, type RequestShape } from '../request-shape.ts';

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
} as const satisfies Record<string, RequestShape>;
