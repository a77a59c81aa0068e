/** Decisions about the roster: who takes part, shifts and duties, presence, claims, hand-overs. */

import { assertNever, type Result, succeed } from '../../result.ts';
import type { PersonId } from '../../roster/names.ts';
import type { Member } from '../../roster/person.ts';
import { findMember, rosterLimits } from '../../roster/roster.ts';
import { toCanonicalJson } from '../../text/canonical-json.ts';
import type { Actor } from '../actor.ts';
import type { rosterCommandSchemas } from '../commands/roster-commands.ts';
import type { CommandOf } from '../commands.ts';
import type { NewEvent } from '../events.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { MaintenanceState } from '../state.ts';
import { isOver } from '../tasks.ts';

type RosterCommand = CommandOf<keyof typeof rosterCommandSchemas>;
type Decision = Result<readonly NewEvent[], Refusal>;

export function decideOnRoster(state: MaintenanceState, command: RosterCommand, actor: Actor, atMs: number): Decision {
  if (isOver(state)) return refuse('not-now', 'The maintenance is over: its roster is history.');
  switch (command.type) {
    case 'involve':
      return involve(state, command.members, actor);
    case 'release':
      return (
        onRoster(state, [command.person]) ??
        succeed([{ type: 'person-released', data: { person: command.person }, actor }])
      );
    case 'set-shifts': {
      const { shifts } = command;
      return (
        onRoster(
          state,
          shifts.map(({ person }) => person),
        ) ?? succeed([{ type: 'shifts-set', data: { shifts }, actor }])
      );
    }
    case 'assign-duties': {
      const { duties } = command;
      const { ces, validationOwner, communicationOwner } = duties;
      const named = [...duties.leaders.map(({ person }) => person), ces, validationOwner, communicationOwner];
      const people = named.filter((person) => person !== undefined);
      return onRoster(state, people) ?? succeed([{ type: 'duties-assigned', data: { duties }, actor }]);
    }
    case 'check-in':
      return (
        onRoster(state, [command.person]) ??
        succeed([{ type: 'person-checked-in', data: { person: command.person }, actor }])
      );
    case 'report-unavailable': {
      const { person, reason, fromMs = atMs } = command;
      return (
        onRoster(state, [person]) ?? succeed([{ type: 'person-unavailable', data: { person, fromMs, reason }, actor }])
      );
    }
    case 'report-available':
      if (!state.roster.absences.some(({ person }) => person === command.person))
        return refuse('not-now', `${command.person} is not said to be unavailable.`);
      return succeed([{ type: 'person-available', data: { person: command.person }, actor }]);
    case 'offer-hand-over': {
      const { handOver } = command;
      return (
        onRoster(state, [handOver.from, handOver.to]) ??
        succeed([{ type: 'hand-over-offered', data: { handOver }, actor }])
      );
    }
    case 'accept-hand-over':
    case 'decline-hand-over': {
      if (!state.roster.handOvers.some(({ id }) => id === command.handOver))
        return refuse('not-now', 'This hand-over has been answered already.');
      return command.type === 'accept-hand-over'
        ? succeed([{ type: 'hand-over-accepted', data: { handOver: command.handOver }, actor }])
        : succeed([
            { type: 'hand-over-declined', data: { handOver: command.handOver, reason: command.reason }, actor },
          ]);
    }
    case 'claim':
      return (
        onRoster(state, [command.claim.person]) ??
        succeed([{ type: 'work-claimed', data: { claim: command.claim }, actor }])
      );
    case 'end-claim':
      if (!state.roster.claims.some(({ id }) => id === command.claim))
        return refuse('not-now', 'This claim has ended already.');
      return succeed([{ type: 'claim-ended', data: { claim: command.claim }, actor }]);
    case 'decide-continuation': {
      const { type: _, ...data } = command;
      return (
        onRoster(state, [data.person, ...data.deciders]) ?? succeed([{ type: 'continuation-decided', data, actor }])
      );
    }
    default:
      return assertNever(command);
  }
}

function involve({ roster }: MaintenanceState, members: readonly Member[], actor: Actor): Decision {
  const twice = members.find((member, index) => members.findIndex(({ id }) => id === member.id) !== index);
  if (twice !== undefined) return refuse('not-ready', `“${twice.id}” is named twice.`);
  const news = members.filter((member) => {
    const before = findMember(roster, member.id);
    return before === undefined || toCanonicalJson(before) !== toCanonicalJson(member);
  });
  if (news.length === 0) return refuse('not-now', 'They are on the roster already, as the address book has them.');
  const added = news.filter(({ id }) => findMember(roster, id) === undefined).length;
  if (roster.members.length + added > rosterLimits.members)
    return refuse('not-ready', `A roster has at most ${rosterLimits.members} members.`);
  return succeed(news.map((member) => ({ type: 'person-involved', data: { member }, actor })));
}

/** A refusal that names the first who does not take part. */
function onRoster(state: MaintenanceState, people: readonly PersonId[]): Decision | undefined {
  const stranger = people.find((person) => findMember(state.roster, person) === undefined);
  return stranger === undefined
    ? undefined
    : refuse('not-ready', `“${stranger}” is not on the roster of this maintenance.`, 'Put them on the roster first.');
}
