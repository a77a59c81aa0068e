/** What can happen to a maintenance's schedule. */
import { z } from 'zod';
import { policySchema } from '../../policy/policy.ts';
import { personIdSchema } from '../../roster/names.ts';
import { dropOutsSchema, scheduleChangeSchema } from '../../schedule/schedule.ts';
import { windowSchema } from '../../schedule/window.ts';
import { reason, sha256 } from './fields.ts';

const how = z.string().trim().min(1, 'say how').max(1_000);

export const scheduleEventSchemas = {
  /** While it is a draft; nobody needs to be told. */
  'window-set': z.strictObject({ window: windowSchema }),
  /** The policy is frozen into the maintenance (`POL-19`). */
  'maintenance-scheduled': z.strictObject({
    window: windowSchema,
    policy: policySchema,
    policyHash: sha256,
  }),
  'schedule-changed': z.strictObject({
    change: scheduleChangeSchema.exclude(['cancelled']),
    window: windowSchema,
    reason,
    /** Whose drop-outs made it (`POL-16`); one alone in journals of before several could be named. */
    because: z.union([personIdSchema, dropOutsSchema]).optional(),
  }),
  'maintenance-cancelled': z.strictObject({ reason }),
  'emergency-declared': z.strictObject({ justification: reason, isAtOnce: z.boolean() }),
  'em-notified': z.strictObject({ person: personIdSchema, how }),
  'ces-engaged': z.strictObject({ person: personIdSchema, how }),
} as const;
