/** Decides about outside help, in its one order: asked for, signed off by a leader, understood by everybody, raised (`POL-9`). */
import { findUnaware, toSigners } from '../../approval/support.ts';
import { assertNever, type Result, succeed } from '../../result.ts';
import { findMember, toNames } from '../../roster/roster.ts';
import type { Actor } from '../actor.ts';
import type { CommandOf } from '../commands.ts';
import type { NewEvent } from '../events.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { MaintenanceState } from '../state.ts';

type Decision = Result<readonly NewEvent[], Refusal>;
type SupportCommand = CommandOf<
  'ask-support' | 'sign-off-support' | 'acknowledge-support' | 'withdraw-support' | 'raise-support'
>;

const supportLimit = 200;

export function decideOnSupport(
  state: MaintenanceState,
  command: SupportCommand,
  actor: Actor,
  atMs: number,
): Decision {
  const support = state.consent.support.find(({ id }) => id === command.support);
  if (command.type === 'ask-support') {
    if (support !== undefined) return refuse('not-now', 'Outside help of that id has been asked for already.');
    if (state.consent.support.length >= supportLimit)
      return refuse('not-now', `Outside help has been asked for ${supportLimit} times already.`);
    const { type: _, ...data } = command;
    return succeed([{ type: 'support-asked', data, actor }]);
  }
  if (support === undefined) return refuse('not-ready', 'Nobody has asked for that outside help.', 'Ask for it first.');
  const { id, provider } = support;
  if (support.withdrawn !== undefined)
    return refuse('not-now', `The help of ${provider} has been withdrawn.`, 'Ask for it anew.');
  if (command.type === 'acknowledge-support') {
    if (support.signedOff === undefined) return refuseUnsigned();
    return acknowledge(state, command, actor);
  }
  if (support.raised !== undefined) return refuse('not-now', `${provider} has been called already.`);
  switch (command.type) {
    case 'sign-off-support': {
      if (support.signedOff !== undefined) return refuse('not-now', 'Its urgency is signed off already.');
      const signers = toSigners(state);
      if (signers.length === 0) return refuse('not-ready', 'Nobody leads this maintenance.', 'Name a leader first.');
      if (actor.person !== undefined && signers.includes(actor.person))
        return succeed([{ type: 'support-signed-off', data: { support: id }, actor }]);
      return refuse('not-ready', `Its urgency is signed off by the leader: ${toNames(state.roster, signers)}.`);
    }
    case 'withdraw-support':
      return succeed([{ type: 'support-withdrawn', data: { support: id, reason: command.reason }, actor }]);
    case 'raise-support': {
      if (support.signedOff === undefined) return refuseUnsigned();
      const unaware = findUnaware(state.roster, support, atMs);
      if (unaware.length > 0)
        return refuse(
          'not-ready',
          `Not yet said to understand why: ${toNames(state.roster, unaware)}.`,
          'Each of them says so first.',
        );
      return succeed([{ type: 'support-raised', data: { support: id, reference: command.reference }, actor }]);
    }
    default:
      return assertNever(command);
  }
}

function refuseUnsigned(): Decision {
  return refuse('not-ready', 'No leader has signed off that it is urgent.', 'That comes first.');
}

/** For oneself; or what somebody else said aloud, and then it must be known who wrote it down. */
function acknowledge(
  state: MaintenanceState,
  { support: id, person }: CommandOf<'acknowledge-support'>,
  actor: Actor,
): Decision {
  const member = findMember(state.roster, person);
  if (member === undefined) return refuse('not-ready', `“${person}” takes no part in this maintenance.`);
  if (actor.person === undefined)
    return refuse(
      'not-ready',
      'This console does not know who sits at it, and the log has to say who recorded this.',
      'Say who you are under People.',
    );
  const support = state.consent.support.find((one) => one.id === id);
  if (support?.acknowledged.some((one) => one.person === person) === true)
    return refuse('not-now', `${member.name} has said so already.`);
  return succeed([{ type: 'support-acknowledged', data: { support: id, person }, actor }]);
}
