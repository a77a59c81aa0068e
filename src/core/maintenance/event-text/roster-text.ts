/** Says the events of the roster. */
import { toDurationText } from '../../text/duration.ts';
import { toUtcMinuteText } from '../../text/instant.ts';
import type { rosterEventSchemas } from '../events/roster-events.ts';
import { because, type TextsOf } from './phrases.ts';

export const rosterTexts: TextsOf<keyof typeof rosterEventSchemas> = {
  'person-involved': ({ actor, data: { member } }) =>
    `${actor.name} put ${member.name} on the roster${member.roles.length === 0 ? '' : ` (${member.roles.join(', ')})`}.`,
  'person-released': ({ actor, data }) => `${actor.name} took ${data.person} off the roster.`,
  'shifts-set': ({ actor, data }) =>
    `${actor.name} set the shifts: ${data.shifts.length === 1 ? 'one shift' : `${data.shifts.length} shifts`}.`,
  'duties-assigned': ({ actor, data: { duties } }) => {
    const leaders = duties.leaders.map(({ person, service }) =>
      service === undefined ? person : `${person} for ${service}`,
    );
    return `${actor.name} assigned the duties: ${leaders.length === 0 ? 'nobody leads' : `${leaders.join(', ')} ${leaders.length === 1 ? 'leads' : 'lead'}`}.`;
  },
  'person-checked-in': ({ actor, data }) => `${actor.name} checked ${data.person} in.`,
  'person-unavailable': ({ actor, data }) =>
    `${actor.name} says that ${data.person} is unavailable from ${toUtcMinuteText(data.fromMs)}${because(data.reason)}.`,
  'person-available': ({ actor, data }) => `${actor.name} says that ${data.person} is available again.`,
  'hand-over-offered': ({ actor, data: { handOver } }) =>
    `${actor.name} offered the ${handOver.what.kind} of ${handOver.from} to ${handOver.to}${because(handOver.note)}.`,
  'hand-over-accepted': ({ actor, data }) => `${actor.name} accepted the hand-over ${data.handOver}.`,
  'hand-over-declined': ({ actor, data }) =>
    `${actor.name} declined the hand-over ${data.handOver}${because(data.reason)}.`,
  'work-claimed': ({ data: { claim } }) => {
    const where = [claim.step, claim.host].filter((part) => part !== undefined).join(' on ');
    const time = claim.allottedMs === undefined ? '' : `, for ${toDurationText(claim.allottedMs)}`;
    return `${claim.person} works on ${where === '' ? '' : `${where}: `}${claim.goal}${time}.`;
  },
  'claim-ended': ({ actor, data }) => `${actor.name} ended the claim ${data.claim}.`,
  'continuation-decided': ({ data }) =>
    `${data.deciders.join(', ')} decided to ${data.goesOn ? 'go on' : 'stop'} without ${data.person}${because(data.reason)}.`,
};
