/** What may be asked of a schedule: the window, its changes, emergencies. */
import { z } from 'zod';
import { findingSchema } from '../../core/policy/finding.ts';
import { personIdSchema } from '../../core/roster/names.ts';
import { windowSchema } from '../../core/schedule/window.ts';
import { command, draftCommand, maintenance, type RequestShape } from '../request-shape.ts';

export const scheduleRequests = {
  'schedule.setWindow': draftCommand('Sets the window of a maintenance that is not scheduled yet.', 'set-window'),
  'schedule.commit': {
    does: 'Schedules a maintenance: its record must be whole, and the team’s policy is frozen into it.',
    right: 'lead',
    input: z.strictObject({
      maintenance,
      /** Of the plan that was read; another one is refused. */
      planHash: z.string().optional(),
    }),
    output: z.strictObject({ seq: z.int() }),
  },
  'schedule.proposal': {
    does: 'Proposes the earliest window, of the same length and time of day, that every rule about time allows.',
    right: 'read',
    input: z.strictObject({
      maintenance,
      /** Who dropped out; absent: whoever has before the window begins, as far as nothing has settled it yet. */
      people: z.array(personIdSchema).max(100).optional(),
      /** As if the shifts moved with the window. */
      movesShifts: z.boolean().default(false),
    }),
    output: z.strictObject({
      /** Absent where the maintenance has no window to begin from. */
      window: windowSchema.optional(),
      /** Whose drop-outs it would settle. */
      people: z.array(personIdSchema),
      /** Each rule that has a say, with the earliest start it allows. */
      why: z.array(z.strictObject({ rule: z.string(), earliestMs: z.number(), text: z.string() })),
      /** What every rule would say now, were it postponed to that window. */
      findings: z.array(findingSchema),
    }),
  },
  'schedule.change': command(
    'Moves, delays, postpones or extends a scheduled maintenance, with the reason.',
    'change-schedule',
  ),
  'schedule.cancel': command('Calls a maintenance off before it begins.', 'cancel-maintenance'),
  'schedule.emergency': command('Declares an emergency, with its justification.', 'declare-emergency'),
  'schedule.emNotified': command('Says that the engineering manager knows of the emergency.', 'record-em-notified'),
  'schedule.cesEngaged': command('Says that a community engagement specialist has been engaged.', 'record-ces-engaged'),
} as const satisfies Record<string, RequestShape>;
