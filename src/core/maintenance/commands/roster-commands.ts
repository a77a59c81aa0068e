/** What a person may do to the roster. */
import { z } from 'zod';
import { memberSchema } from '../../roster/person.ts';
import { rosterEventSchemas } from '../events/roster-events.ts';

export const rosterCommandSchemas = {
  /** Several at once; those of whom nothing is new are passed over. */
  involve: z.strictObject({ members: z.array(memberSchema).min(1).max(1_000) }),
  release: rosterEventSchemas['person-released'],
  'set-shifts': rosterEventSchemas['shifts-set'],
  'assign-duties': rosterEventSchemas['duties-assigned'],
  'check-in': rosterEventSchemas['person-checked-in'],
  /** From now where `fromMs` is left out. */
  'report-unavailable': rosterEventSchemas['person-unavailable'].partial({ fromMs: true }),
  'report-available': rosterEventSchemas['person-available'],
  'offer-hand-over': rosterEventSchemas['hand-over-offered'],
  'accept-hand-over': rosterEventSchemas['hand-over-accepted'],
  'decline-hand-over': rosterEventSchemas['hand-over-declined'],
  claim: rosterEventSchemas['work-claimed'],
  'end-claim': rosterEventSchemas['claim-ended'],
  'decide-continuation': rosterEventSchemas['continuation-decided'],
} as const satisfies Record<string, z.ZodType>;
