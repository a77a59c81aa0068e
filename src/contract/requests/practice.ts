/** What may be asked of the practice host. */
import { z } from 'zod';
import { nothing, type RequestShape } from '../request-shape.ts';
import { maintenanceSummarySchema } from '../shapes.ts';

export const practiceRequests = {
  'practice.start': {
    does: 'Starts the practice host and makes a practice maintenance on it.',
    right: 'lead',
    input: nothing,
    output: maintenanceSummarySchema,
  },
  'practice.misbehave': {
    does: 'Tells the practice host to misbehave: drop its connections, freeze for a while, restart, or fail the verification.',
    right: 'lead',
    input: z.strictObject({
      how: z.enum(['drop', 'freeze', 'restart', 'fail-verification', 'behave']),
      forMs: z.int().min(0).max(600_000).default(10_000),
    }),
    output: nothing,
  },
} as const satisfies Record<string, RequestShape>;
