/** What a person may do to the run as a whole. */
import { z } from 'zod';
import { policySchema } from '../../policy/policy.ts';
import { hostAddressSchema, reason } from '../events/fields.ts';

export const runCommandSchemas = {
  start: z.strictObject({
    /** Must equal the hash of the plan that is to run: what was read is what runs. */
    planHash: z.string(),
    hosts: z.array(hostAddressSchema).max(1_000),
    variables: z.record(z.string(), z.string()),
    secrets: z.array(z.string()),
    /** The team's as it is now: in force where none was frozen into the maintenance by scheduling it. */
    policy: policySchema,
    /** Why it begins outside its window; without a reason that is refused. */
    outsideWindow: reason.optional(),
  }),
  hold: z.strictObject({ reason: z.string().max(10_000).default('') }),
  resume: z.strictObject({}),
  'roll-back': z.strictObject({ reason }),
  abort: z.strictObject({ reason }),
  complete: z.strictObject({ note: z.string().max(10_000).optional() }),
} as const;
