/** Commands by which the lead passes between consoles. The desk gives them: what they say of keys and followers is no screen's word. */
import { z } from 'zod';
import { partIdSchema } from '../../roster/names.ts';
import { leadEventSchemas } from '../events/lead-events.ts';

export const leadCommandSchemas = {
  'offer-lead': leadEventSchemas['lead-offered'],
  /** `follower`: who accepts, as their session says. */
  'accept-lead': leadEventSchemas['lead-accepted'].extend({ follower: partIdSchema }),
  /** `follower`: set where somebody who follows withdraws. */
  'withdraw-lead': leadEventSchemas['lead-withdrawn'].extend({ follower: partIdSchema.optional() }),
  'pass-lead': leadEventSchemas['lead-passed'],
  /** `fingerprint`: of the key of this very console. */
  'take-lead': z.strictObject({ fingerprint: leadEventSchemas['lead-taken'].shape.fingerprint }),
} as const;
