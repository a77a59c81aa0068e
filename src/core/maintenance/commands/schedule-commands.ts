/** What a person may do to the schedule. */
import { z } from 'zod';
import { policySchema } from '../../policy/policy.ts';
import { dropOutsSchema } from '../../schedule/schedule.ts';
import { scheduleEventSchemas } from '../events/schedule-events.ts';

export const scheduleCommandSchemas = {
  'set-window': scheduleEventSchemas['window-set'],
  /** `policy`: the team's as it is now; it is frozen into the maintenance. */
  schedule: z.strictObject({
    policy: policySchema,
    /** Of the plan that was read; another one is refused. */
    planHash: z.string().optional(),
  }),
  'change-schedule': scheduleEventSchemas['schedule-changed'].extend({
    because: dropOutsSchema.optional(),
    /** Every shift moves as far as the start does; else they stay at their instants. */
    movesShifts: z.boolean().optional(),
  }),
  'cancel-maintenance': scheduleEventSchemas['maintenance-cancelled'],
  'declare-emergency': scheduleEventSchemas['emergency-declared'],
  'record-em-notified': scheduleEventSchemas['em-notified'],
  'record-ces-engaged': scheduleEventSchemas['ces-engaged'],
} as const;
