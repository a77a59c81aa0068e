/** What may be asked of the team's policy, as it is and as a YAML file. */
import { z } from 'zod';
import { policySchema } from '../../core/policy/policy.ts';
import { nothing, type RequestShape } from '../request-shape.ts';

const yaml = z.string().max(1_000_000);

export const policyRequests = {
  'policy.show': {
    does: 'Shows the team’s policy. Version 0 is the default one, which nobody has changed.',
    right: 'read',
    input: nothing,
    output: z.strictObject({
      policy: policySchema,
      yaml,
      version: z.int(),
      savedAtMs: z.int().optional(),
      savedBy: z.string().optional(),
    }),
  },
  'policy.save': {
    does: 'Makes this the team’s policy. Maintenances that are scheduled keep theirs.',
    right: 'lead',
    input: z.strictObject({
      policy: policySchema,
      /** The version it was made from; absent: whichever is newest. */
      expectedVersion: z.int().min(0).optional(),
    }),
    output: z.strictObject({ version: z.int() }),
  },
  'policy.import': {
    does: 'Reads a policy from YAML and makes it the team’s. Where anything is wrong, every problem is named by its line, and nothing is changed.',
    right: 'lead',
    input: z.strictObject({ yaml, expectedVersion: z.int().min(0).optional() }),
    output: z.strictObject({
      /** Absent where there are problems. */
      version: z.int().optional(),
      problems: z.array(z.strictObject({ line: z.int().min(1), text: z.string() })),
    }),
  },
  'policy.export': {
    does: 'Writes the team’s policy as a YAML file.',
    right: 'read',
    input: nothing,
    output: z.strictObject({ file: z.string(), yaml }),
  },
} as const satisfies Record<string, RequestShape>;
