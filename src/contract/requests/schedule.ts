/** What may be asked of a schedule: the window, its changes, emergencies. */
import { command, draftCommand, type RequestShape } from '../request-shape.ts';

export const scheduleRequests = {
  'schedule.setWindow': draftCommand('Sets the window of a maintenance that is not scheduled yet.', 'set-window'),
  'schedule.change': command(
    'Moves, delays, postpones or extends a scheduled maintenance, with the reason.',
    'change-schedule',
  ),
  'schedule.cancel': command('Calls a maintenance off before it begins.', 'cancel-maintenance'),
  'schedule.emergency': command('Declares an emergency, with its justification.', 'declare-emergency'),
  'schedule.emNotified': command('Says that the engineering manager knows of the emergency.', 'record-em-notified'),
  'schedule.cesEngaged': command('Says that a community engagement specialist has been engaged.', 'record-ces-engaged'),
} as const satisfies Record<string, RequestShape>;
