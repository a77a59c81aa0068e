/** Decisions about the roster: who takes part, shifts and duties, presence, claims, hand-overs. */

import { assertNever, type Result, succeed } from '../../result.ts';
import { isSameWord, type PersonId } from '../../roster/names.ts';
import type { Member } from '../../roster/person.ts';
import { type Duties, findMember, rosterLimits, type Shift, toName } from '../../roster/roster.ts';
import { findOverlap, toOverlapText } from '../../roster/shift-problems.ts';
import { toCanonicalJson } from '../../text/canonical-json.ts';
import type { Actor } from '../actor.ts';
import type { rosterCommandSchemas } from '../commands/roster-commands.ts';
import type { CommandOf } from '../commands.ts';
import type { NewEvent } from '../events.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { MaintenanceState } from '../state.ts';
import { isOver } from '../tasks.ts';
import { acceptHandOver, offerHandOver } from './decide-hand-over.ts';
import { refuseHold } from './decide-run.ts';

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
    case 'set-shifts':
      return setShifts(state, command.shifts, actor);
    case 'assign-duties':
      return assignDuties(state, command.duties, actor);
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
        return refuse('not-now', `${toName(state.roster, command.person)} is not said to be unavailable.`);
      return succeed([{ type: 'person-available', data: { person: command.person }, actor }]);
    case 'offer-hand-over': {
      const { handOver } = command;
      return onRoster(state, [handOver.from, handOver.to]) ?? offerHandOver(state, handOver, actor, atMs);
    }
    case 'accept-hand-over':
      return acceptHandOver(state, command.handOver, actor, atMs);
    case 'decline-hand-over': {
      const { handOver, reason } = command;
      if (!state.roster.handOvers.some(({ id }) => id === handOver))
        return refuse('not-now', 'This hand-over has been answered already.');
      return succeed([{ type: 'hand-over-declined', data: { handOver, reason }, actor }]);
    }
    case 'claim':
      return claim(state, command.claim, actor);
    case 'end-claim':
      if (!state.roster.claims.some(({ id }) => id === command.claim))
        return refuse('not-now', 'This claim has ended already.');
      return succeed([{ type: 'claim-ended', data: { claim: command.claim }, actor }]);
    case 'decide-continuation': {
      const { type: _, ...data } = command;
      return (
        onRoster(state, [data.person, ...data.deciders]) ??
        refuseContinuation(state, data, atMs) ??
        succeed([{ type: 'continuation-decided', data, actor }, ...(data.goesOn ? [] : holdRun(state, data, actor))])
      );
    }
    default:
      return assertNever(command);
  }
}

function involve({ roster }: MaintenanceState, members: readonly Member[], actor: Actor): Decision {
  const twice = findTwice(members.map(({ id }) => id));
  if (twice !== undefined) return refuse('not-ready', `“${twice}” is named twice.`);
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

function setShifts(state: MaintenanceState, shifts: readonly Shift[], actor: Actor): Decision {
  const stranger = onRoster(
    state,
    shifts.map(({ person }) => person),
  );
  if (stranger !== undefined) return stranger;
  const twice = findTwice(shifts.map(({ id }) => id));
  if (twice !== undefined) return refuse('not-ready', `Two shifts have the id “${twice}”.`);
  const overlap = findOverlap(shifts);
  if (overlap !== undefined) {
    return refuse(
      'not-ready',
      toOverlapText(overlap, state.roster, state.schedule.window?.zone),
      'Shorten one, or make them one.',
    );
  }
  return succeed([{ type: 'shifts-set', data: { shifts: [...shifts] }, actor }]);
}

/** One leader, or one for each service that is led apart; on the same service only one (`POL-8`). */
function assignDuties(state: MaintenanceState, duties: Duties, actor: Actor): Decision {
  const { leaders, ces, validationOwner, communicationOwner } = duties;
  const named = [...leaders.map(({ person }) => person), ces, validationOwner, communicationOwner];
  const stranger = onRoster(
    state,
    named.filter((person) => person !== undefined),
  );
  if (stranger !== undefined) return stranger;
  const services = leaders.flatMap(({ service }) => service ?? []);
  const twice = findTwice(services.map((service) => service.trim().toLocaleLowerCase('en')));
  if (twice !== undefined) {
    const service = services.find((one) => isSameWord(one, twice)) ?? twice;
    return refuse('not-ready', `${service} has two leaders.`, 'Name one.');
  }
  if (leaders.length > 1 && services.length < leaders.length) {
    return refuse(
      'not-ready',
      'Several people lead, and not each has a service of their own.',
      'Name one leader, or one for each service.',
    );
  }
  return succeed([{ type: 'duties-assigned', data: { duties }, actor }]);
}

/** One goal at a time for each (`POL-7`). A claim on what somebody else works on is taken: both are warned (`POL-5`). */
function claim(state: MaintenanceState, claim: CommandOf<'claim'>['claim'], actor: Actor): Decision {
  const { claims } = state.roster;
  const stranger = onRoster(state, [claim.person]);
  if (stranger !== undefined) return stranger;
  if (claims.some(({ id }) => id === claim.id)) return refuse('not-ready', `There is a claim “${claim.id}” already.`);
  if (claims.length >= rosterLimits.claims)
    return refuse('not-ready', `There are ${claims.length} open claims already.`);
  const own = claims.find(({ person }) => person === claim.person);
  if (own !== undefined) {
    const name = toName(state.roster, claim.person);
    return refuse('not-now', `${name} works on something already: ${own.goal}.`, 'End that first.');
  }
  if (claim.step !== undefined && !state.plan.steps.some(({ id }) => id === claim.step)) {
    return refuse('no-such-task', `The work plan has no step “${claim.step}”.`);
  }
  return succeed([{ type: 'work-claimed', data: { claim }, actor }]);
}

/** The word is that of the others, and there is somebody to go on without (`POL-15`). */
function refuseContinuation(
  { roster }: MaintenanceState,
  { person, deciders }: Pick<CommandOf<'decide-continuation'>, 'person' | 'deciders'>,
  atMs: number,
): Decision | undefined {
  const name = toName(roster, person);
  if (!roster.absences.some((absence) => absence.person === person))
    return refuse('not-now', `${name} is not said to be unavailable.`);
  const twice = findTwice(deciders);
  if (twice !== undefined) return refuse('not-ready', `${toName(roster, twice)} is named twice.`);
  const gone = deciders.find((decider) =>
    roster.absences.some((absence) => absence.person === decider && absence.fromMs <= atMs),
  );
  if (deciders.includes(person)) return refuse('not-ready', `${name} is who dropped out: the others decide.`);
  return gone === undefined ? undefined : refuse('not-ready', `${toName(roster, gone)} is not available to decide.`);
}

/** Nothing new begins once it was decided to stop; what runs goes on to its end, as in any hold. */
function holdRun(
  state: MaintenanceState,
  { person, reason }: Pick<CommandOf<'decide-continuation'>, 'person' | 'reason'>,
  actor: Actor,
): readonly NewEvent[] {
  if (refuseHold(state) !== undefined) return [];
  const why = `it was decided not to go on without ${toName(state.roster, person)}: ${reason}`.slice(0, 10_000);
  return [{ type: 'run-held', data: { cause: 'person', reason: why }, actor }];
}

function findTwice<T>(list: readonly T[]): T | undefined {
  const seen = new Set<T>();
  return list.find((one) => seen.size === seen.add(one).size);
}

/** A refusal that names the first who does not take part. */
function onRoster(state: MaintenanceState, people: readonly PersonId[]): Decision | undefined {
  const stranger = people.find((person) => findMember(state.roster, person) === undefined);
  return stranger === undefined
    ? undefined
    : refuse('not-ready', `“${stranger}” is not on the roster of this maintenance.`, 'Put them on the roster first.');
}
