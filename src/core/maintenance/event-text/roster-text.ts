/** Says the events of the roster. */
import { toDurationText } from '../../text/duration.ts';
import { toUtcMinuteText } from '../../text/instant.ts';
import type { rosterEventSchemas } from '../events/roster-events.ts';
import { toHandOverText } from '../names/naming.ts';
import { because, countOf, type TextsOf } from './phrases.ts';

export const rosterTexts: TextsOf<keyof typeof rosterEventSchemas> = {
  'person-involved': ({ actor, data: { member } }) =>
    `${actor.name} put ${member.name} on the roster${member.roles.length === 0 ? '' : ` (${member.roles.join(', ')})`}.`,
  'person-released': ({ actor, data }, names) => `${actor.name} took ${names.person(data.person)} off the roster.`,
  'shifts-set': ({ actor, data }) => `${actor.name} set the shifts: ${countOf(data.shifts.length, 'shift')}.`,
  'duties-assigned': ({ actor, data: { duties } }, names) => {
    const leaders = duties.leaders.map(({ person, service }) =>
      service === undefined ? names.person(person) : `${names.person(person)} for ${service}`,
    );
    return `${actor.name} assigned the duties: ${leaders.length === 0 ? 'nobody leads' : `${leaders.join(', ')} ${leaders.length === 1 ? 'leads' : 'lead'}`}.`;
  },
  'person-checked-in': ({ actor, data }, names) => `${actor.name} checked ${names.person(data.person)} in.`,
  'person-unavailable': ({ actor, data }, names) =>
    `${actor.name} says that ${names.person(data.person)} is unavailable from ${toUtcMinuteText(data.fromMs)}${because(data.reason)}.`,
  'person-available': ({ actor, data }, names) =>
    `${actor.name} says that ${names.person(data.person)} is available again.`,
  'hand-over-offered': ({ actor, data: { handOver } }, names) =>
    `${actor.name} offered to hand over ${toHandOverText(handOver, names)}${because(handOver.note)}.`,
  'hand-over-accepted': ({ actor, data }, names) =>
    `${actor.name} accepted the ${names.part('handOver', data.handOver)}.`,
  'hand-over-declined': ({ actor, data }, names) =>
    `${actor.name} declined the ${names.part('handOver', data.handOver)}${because(data.reason)}.`,
  'work-claimed': ({ data: { claim } }, names) => {
    const step = claim.step === undefined ? undefined : names.step(claim.step);
    const where = [step, claim.host].filter((part) => part !== undefined).join(' on ');
    const time = claim.allottedMs === undefined ? '' : `, for ${toDurationText(claim.allottedMs)}`;
    return `${names.person(claim.person)} works on ${where === '' ? '' : `${where}: `}${claim.goal}${time}.`;
  },
  'claim-ended': ({ actor, data }, names) => `${actor.name} ended the ${names.part('claim', data.claim)}.`,
  'continuation-decided': ({ data }, names) =>
    `${names.people(data.deciders)} decided to ${data.goesOn ? 'go on' : 'stop'} without ${names.person(data.person)}${because(data.reason)}.`,
};
