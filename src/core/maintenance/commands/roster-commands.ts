/** What a person may do to the roster. */
import type { z } from 'zod';
import { rosterEventSchemas } from '../events/roster-events.ts';

export const rosterCommandSchemas = {
  involve: rosterEventSchemas['person-involved'],
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
