/** Says the events of the schedule. Instants are in UTC here: a sentence of the journal reads the same everywhere. */
import type { Window } from '../../schedule/window.ts';
import { toUtcMinuteText } from '../../text/instant.ts';
import type { scheduleEventSchemas } from '../events/schedule-events.ts';
import { because, type TextsOf } from './phrases.ts';

const changes = { moved: 'moved', delayed: 'delayed', postponed: 'postponed', extended: 'extended' } as const;

export const scheduleTexts: TextsOf<keyof typeof scheduleEventSchemas> = {
  'window-set': ({ actor, data }) => `${actor.name} set the window: ${toWindowText(data.window)}.`,
  'maintenance-scheduled': ({ actor, data }) =>
    `${actor.name} scheduled the maintenance for ${toWindowText(data.window)} under the policy “${data.policy.name}” (${data.policyHash.slice(0, 12)}).`,
  'schedule-changed': ({ actor, data }, names) => {
    const gone = data.because === undefined ? '' : ` after ${names.people([data.because].flat())} dropped out`;
    return `${actor.name} ${changes[data.change]} the maintenance to ${toWindowText(data.window)}${gone}${because(data.reason)}.`;
  },
  'maintenance-cancelled': ({ actor, data }) => `${actor.name} cancelled the maintenance${because(data.reason)}.`,
  'emergency-declared': ({ actor, data }) =>
    `${actor.name} declared an emergency${data.isAtOnce ? ' that needs intervention at once' : ''}${because(data.justification)}.`,
  'em-notified': ({ actor, data }, names) =>
    `${actor.name} notified ${names.person(data.person)} of the emergency${because(data.how)}.`,
  'ces-engaged': ({ actor, data }, names) =>
    `${actor.name} engaged ${names.person(data.person)} for the notices${because(data.how)}.`,
};

function toWindowText({ startMs, endMs }: Window): string {
  return `${toUtcMinuteText(startMs)} to ${toUtcMinuteText(endMs)}`;
}
