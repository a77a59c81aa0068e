/** What may be asked of a maintenance's readiness: its policy, evaluated now. */
import { z } from 'zod';
import { findingSchema } from '../../core/policy/finding.ts';
import { policySchema } from '../../core/policy/policy.ts';
import { maintenance, type RequestShape } from '../request-shape.ts';

export const readinessRequests = {
  'readiness.show': {
    does: 'Evaluates the policy in force for a maintenance: one finding a rule, and whether it may start.',
    right: 'read',
    input: z.strictObject({ maintenance }),
    output: z.strictObject({
      atMs: z.int(),
      policy: policySchema,
      /** The policy was frozen into it when it was scheduled; else it is the team's as it is now. */
      isFrozen: z.boolean(),
      findings: z.array(findingSchema),
      /** Why it may not start: empty where it may. */
      startProblems: z.array(findingSchema),
      /** An emergency that needs intervention at once: it may start all the same. */
      isAtOnce: z.boolean(),
    }),
  },
} as const satisfies Record<string, RequestShape>;
