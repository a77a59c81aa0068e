/** What can happen to a roster. */
import { z } from 'zod';
import { partIdSchema, personIdSchema } from '../../roster/names.ts';
import { memberSchema } from '../../roster/person.ts';
import { claimSchema, dutiesSchema, handOverSchema, rosterLimits, shiftSchema } from '../../roster/roster.ts';
import { instantMs, reason } from './fields.ts';

const person = personIdSchema;

export const rosterEventSchemas = {
  /** Somebody takes part, or what is known of them has changed. */
  'person-involved': z.strictObject({ member: memberSchema }),
  /** Takes their shifts and duties away with them. */
  'person-released': z.strictObject({ person }),
  'shifts-set': z.strictObject({ shifts: z.array(shiftSchema).max(rosterLimits.shifts) }),
  'duties-assigned': z.strictObject({ duties: dutiesSchema }),
  'person-checked-in': z.strictObject({ person }),
  'person-unavailable': z.strictObject({ person, fromMs: instantMs, reason }),
  'person-available': z.strictObject({ person }),
  'hand-over-offered': z.strictObject({ handOver: handOverSchema }),
  'hand-over-accepted': z.strictObject({ handOver: partIdSchema }),
  'hand-over-declined': z.strictObject({ handOver: partIdSchema, reason }),
  'work-claimed': z.strictObject({ claim: claimSchema }),
  'claim-ended': z.strictObject({ claim: partIdSchema }),
  /** The word of the remaining members after a drop-out during the window (`POL-15`). */
  'continuation-decided': z.strictObject({
    person,
    goesOn: z.boolean(),
    deciders: z.array(person).min(1, 'somebody has to decide').max(100),
    reason,
  }),
} as const;
