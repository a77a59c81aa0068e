/** What happens when the lead passes from one console to another. */
import { z } from 'zod';
import { publicKeySchema } from '../../approval/files.ts';
import { partIdSchema } from '../../roster/names.ts';
import { personKeySchema } from '../../roster/person.ts';
import { reason } from './fields.ts';

const relay = partIdSchema;
const fingerprint = personKeySchema.shape.fingerprint;

export const leadEventSchemas = {
  /** The leader offers the lead to somebody who follows from a console of their own. */
  'lead-offered': z.strictObject({ relay, follower: partIdSchema }),
  /** They accept, and name the key of their console. */
  'lead-accepted': z.strictObject({ relay, publicKey: publicKeySchema, fingerprint }),
  'lead-withdrawn': z.strictObject({ relay, reason }),
  /** The last event this console writes: from here on it only reads. */
  'lead-passed': z.strictObject({ relay, fingerprint }),
  /** The first event of the console that has it now. */
  'lead-taken': z.strictObject({ relay, fingerprint }),
} as const;
