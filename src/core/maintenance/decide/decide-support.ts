/** Decides about outside help, in its one order: asked for, signed off by a leader, understood by everybody, raised (`POL-9`). */
import type { Support } from '../../approval/approval.ts';
import { toInvolved } from '../../policy/involved.ts';
import { assertNever, type Result, succeed } from '../../result.ts';
import type { PersonId } from '../../roster/names.ts';
import { findMember, toNames } from '../../roster/roster.ts';
import type { Actor } from '../actor.ts';
import type { CommandOf } from '../commands.ts';
import type { NewEvent } from '../events.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { MaintenanceState } from '../state.ts';

type Decision = Result<readonly NewEvent[], Refusal>;
type SupportCommand = CommandOf<'ask-support' | 'sign-off-support' | 'acknowledge-support' | 'raise-support'>;

const supportLimit = 200;

export function decideOnSupport(state: MaintenanceState, command: SupportCommand, actor: Actor): Decision {
  const support = state.consent.support.find(({ id }) => id === command.support);
  if (command.type === 'ask-support') {
    if (support !== undefined) return refuse('not-now', 'Outside help of that id has been asked for already.');
    if (state.consent.support.length >= supportLimit)
      return refuse('not-now', `Outside help has been asked for ${supportLimit} times already.`);
    const { type: _, ...data } = command;
    return succeed([{ type: 'support-asked', data, actor }]);
  }
  if (support === undefined) return refuse('not-ready', 'Nobody has asked for that outside help.', 'Ask for it first.');
  if (support.raised !== undefined) return refuse('not-now', `${support.provider} has been called already.`);
  switch (command.type) {
    case 'sign-off-support': {
      if (support.signedOff !== undefined) return refuse('not-now', 'Its urgency is signed off already.');
      const leaders = state.roster.duties.leaders.map(({ person }) => person);
      if (leaders.length === 0) return refuse('not-ready', 'Nobody leads this maintenance.', 'Name a leader first.');
      if (actor.person !== undefined && leaders.includes(actor.person))
        return succeed([{ type: 'support-signed-off', data: { support: support.id }, actor }]);
      const names = toNames(state.roster, leaders);
      return refuse('not-ready', `Its urgency is signed off by the leader: ${names}.`);
    }
    case 'acknowledge-support': {
      const member = findMember(state.roster, command.person);
      if (member === undefined) return refuse('not-ready', `“${command.person}” takes no part in this maintenance.`);
      if (support.signedOff === undefined)
        return refuse('not-ready', 'No leader has signed off that it is urgent.', 'That comes first.');
      if (support.acknowledged.some(({ person }) => person === command.person))
        return refuse('not-now', `${member.name} has said so already.`);
      return succeed([{ type: 'support-acknowledged', data: { support: support.id, person: command.person }, actor }]);
    }
    case 'raise-support': {
      if (support.signedOff === undefined)
        return refuse('not-ready', 'No leader has signed off that it is urgent.', 'That comes first.');
      const missing = toMissing(state, support.acknowledged);
      if (missing.length > 0)
        return refuse(
          'not-ready',
          `Not yet said to understand why: ${toNames(state.roster, missing)}.`,
          'Each of them says so first.',
        );
      return succeed([{ type: 'support-raised', data: { support: support.id, reference: command.reference }, actor }]);
    }
    default:
      return assertNever(command);
  }
}

/** Who is involved and has not said that they understand. */
function toMissing({ roster }: MaintenanceState, said: Support['acknowledged']): readonly PersonId[] {
  return toInvolved(roster).filter((id) => !said.some(({ person }) => person === id));
}
