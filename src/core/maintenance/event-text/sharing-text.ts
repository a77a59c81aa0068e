/** Says the events of sharing. */
import { toUtcMinuteText } from '../../text/instant.ts';
import type { sharingEventSchemas } from '../events/sharing-events.ts';
import { because, countOf, type TextsOf } from './phrases.ts';

const whys = {
  left: 'left',
  gone: 'is not connected any more',
  refused: 'was sent away',
  revoked: 'was disconnected: the invite was revoked',
  expired: 'was disconnected: the invite has expired',
  'handed-over': 'was disconnected: the lead went to another console',
  closed: 'was disconnected: sharing was closed',
} as const;

export const sharingTexts: TextsOf<keyof typeof sharingEventSchemas> = {
  'invite-made': ({ actor, data: { invite } }) => {
    const { role, note, people, expiresAtMs } = invite;
    const whom = note === undefined ? '' : ` for ${note}`;
    const many = people === 1 ? '' : `, for ${countOf(people, 'person').replace('persons', 'people')}`;
    return `${actor.name} made an invite to ${role}${whom}${many}, until ${toUtcMinuteText(expiresAtMs)}.`;
  },
  'invite-revoked': ({ actor, data }, names) =>
    `${actor.name} revoked the ${names.part('invite', data.invite)}${because(data.reason)}.`,
  'follower-joined': ({ data: { invite, name, isBack } }, names) =>
    isBack ? `${name} is back.` : `${name} came by the ${names.part('invite', invite)}, and waits to be let in.`,
  'follower-admitted': ({ actor, data: { follower, person } }, names) => {
    const who = person === undefined ? '' : ` as ${names.person(person)} of the roster`;
    return `${actor.name} let the ${names.part('follower', follower)} in${who}.`;
  },
  'follower-refused': ({ actor, data }, names) =>
    `${actor.name} did not let the ${names.part('follower', data.follower)} in${because(data.reason)}.`,
  'follower-left': ({ data }, names) => {
    const whole = names.part('follower', data.follower);
    return `The ${whole} ${whys[data.why]}.`;
  },
};
