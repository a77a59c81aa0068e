/** What may be asked of release gates: how they stand and why, a person's word on one, and the statement a pipeline is given. */
import { z } from 'zod';
import { environmentNameSchema } from '../../core/environment/environment.ts';
import { nonceSchema } from '../../core/gate/statement.ts';
import { causeIdSchema, gateContactSchema, gateReasonSchema } from '../../core/gate/word.ts';
import { gateRecordSchema, gateSchema } from '../gate-shapes.ts';
import { nothing, type RequestShape } from '../request-shape.ts';

const environment = environmentNameSchema;

export const gateRequests = {
  'gate.list': {
    does: 'Lists the release gate of every environment.',
    right: 'read',
    input: nothing,
    output: z.array(gateSchema),
  },
  'gate.show': {
    does: 'Shows the release gate of an environment: open, or blocked and why, with its history.',
    right: 'read',
    input: z.strictObject({ environment }),
    output: gateRecordSchema,
  },
  'gate.block': {
    does: 'Blocks releases of an environment, with a reason, until somebody unblocks it.',
    right: 'lead',
    input: z.strictObject({ environment, reason: gateReasonSchema, contact: gateContactSchema.optional() }),
    output: gateRecordSchema,
  },
  'gate.unblock': {
    does: 'Lifts what blocks a gate, each cause by its id as it was seen. Whatever else blocks it goes on doing so.',
    right: 'lead',
    input: z.strictObject({ environment, reason: gateReasonSchema, lifts: z.array(causeIdSchema).min(1).max(1_000) }),
    output: gateRecordSchema,
  },
  'gate.statement': {
    does: 'Says how a gate stands as a text signed by this console, which holds for a short time.',
    right: 'read',
    input: z.strictObject({
      environment,
      /** Comes back in it, so that an answer is that to this question. */
      nonce: nonceSchema.optional(),
      validForMs: z.int().min(1_000).max(3_600_000).default(60_000),
    }),
    output: z.strictObject({
      environment: z.string(),
      state: z.enum(['open', 'blocked']),
      isOutdated: z.boolean(),
      text: z.string(),
    }),
  },
} as const satisfies Record<string, RequestShape>;
