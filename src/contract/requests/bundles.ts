/** What may be asked of bundles: one file that carries a maintenance whole, and shows whether it was tampered with. */
import { z } from 'zod';
import { personKeySchema } from '../../core/roster/person.ts';
import { maintenance, type RequestShape } from '../request-shape.ts';

export const bundleRequests = {
  'bundle.write': {
    does: 'Writes a maintenance to one new file: journal, output, plan and all that belongs to it, signed with this console’s key and readable without Drydock. Refuses to overwrite.',
    right: 'lead',
    writes: false,
    input: z.strictObject({ maintenance, file: z.string().min(1).max(4_096) }),
    output: z.strictObject({
      file: z.string(),
      sizeBytes: z.int(),
      events: z.int(),
      rows: z.int(),
      /** `false`: it goes on, and the file has all of it until now. */
      isFinished: z.boolean(),
      /** Of the key it is signed with. */
      fingerprint: personKeySchema.shape.fingerprint,
    }),
  },
} as const satisfies Record<string, RequestShape>;
