/** Folds what happened into the roster; judges nothing. */
import { assertNever } from '../../result.ts';
import { isSameService, type PersonId } from '../../roster/names.ts';
import { type Duties, type HandOver, type Roster, restShiftId, toName } from '../../roster/roster.ts';
import type { rosterEventSchemas } from '../events/roster-events.ts';
import type { JournalEventOf } from '../events.ts';
import type { MaintenanceState } from '../state.ts';

/** The roster, and with it who leads the run: an accepted hand-over of the lead passes that on, too. */
export function applyToRoster(
  state: MaintenanceState,
  event: JournalEventOf<keyof typeof rosterEventSchemas>,
): MaintenanceState {
  const roster = evolveRoster(state.roster, event);
  if (event.type !== 'hand-over-accepted' || state.leader === undefined) return { ...state, roster };
  const handOver = state.roster.handOvers.find(({ id }) => id === event.data.handOver);
  const { leader } = state;
  // Who leads one service of several hands over that alone; whoever started the run goes on leading it.
  const isActing =
    leader.person === undefined
      ? handOver?.what.kind === 'lead' && handOver.what.service === undefined
      : leader.person === handOver?.from;
  if (handOver?.what.kind !== 'lead' || !isActing) return { ...state, roster };
  const name = toName(state.roster, handOver.to);
  return { ...state, roster, leader: { kind: 'person', name, person: handOver.to } };
}

function evolveRoster(roster: Roster, event: JournalEventOf<keyof typeof rosterEventSchemas>): Roster {
  const { atMs, actor } = event;
  switch (event.type) {
    case 'person-involved': {
      const { member } = event.data;
      return { ...roster, members: [...roster.members.filter(({ id }) => id !== member.id), member] };
    }
    case 'person-released':
      return release(roster, event.data.person);
    case 'shifts-set':
      return { ...roster, shifts: event.data.shifts };
    case 'duties-assigned':
      return { ...roster, duties: event.data.duties };
    case 'person-checked-in': {
      const { person } = event.data;
      return { ...roster, checkIns: [...without(roster.checkIns, person), { person, atMs }] };
    }
    case 'person-unavailable': {
      const { person, fromMs, reason } = event.data;
      const absence = { person, fromMs, reason, saidAtMs: atMs, by: actor };
      return { ...roster, absences: [...without(roster.absences, person), absence] };
    }
    case 'person-available':
      return { ...roster, absences: without(roster.absences, event.data.person) };
    case 'hand-over-offered':
      return { ...roster, handOvers: [...roster.handOvers, { ...event.data.handOver, offeredAtMs: atMs }] };
    case 'hand-over-declined':
      return { ...roster, handOvers: roster.handOvers.filter(({ id }) => id !== event.data.handOver) };
    case 'hand-over-accepted': {
      const handOver = roster.handOvers.find(({ id }) => id === event.data.handOver);
      if (handOver === undefined) throw new Error(`there is no hand-over “${event.data.handOver}”`);
      const rest = { ...roster, handOvers: roster.handOvers.filter(({ id }) => id !== handOver.id) };
      return pass(rest, handOver, atMs);
    }
    case 'work-claimed':
      return { ...roster, claims: [...roster.claims, { ...event.data.claim, sinceMs: atMs }] };
    case 'claim-ended':
      return { ...roster, claims: roster.claims.filter(({ id }) => id !== event.data.claim) };
    case 'continuation-decided':
      return { ...roster, continuations: [...roster.continuations, { ...event.data, atMs }] };
    default:
      return assertNever(event);
  }
}

function without<T extends { readonly person: PersonId }>(list: readonly T[], person: PersonId): readonly T[] {
  return list.filter((one) => one.person !== person);
}

function release(roster: Roster, person: PersonId): Roster {
  return {
    ...roster,
    members: roster.members.filter(({ id }) => id !== person),
    shifts: without(roster.shifts, person) as Roster['shifts'],
    duties: withoutDuties(roster.duties, person),
    checkIns: without(roster.checkIns, person),
    absences: without(roster.absences, person),
    claims: without(roster.claims, person) as Roster['claims'],
    handOvers: roster.handOvers.filter(({ from, to }) => from !== person && to !== person),
  };
}

function withoutDuties(duties: Duties, person: PersonId): Duties {
  const { ces, validationOwner, communicationOwner } = duties;
  return {
    leaders: duties.leaders.filter((leader) => leader.person !== person),
    ...(ces === undefined || ces === person ? {} : { ces }),
    ...(validationOwner === undefined || validationOwner === person ? {} : { validationOwner }),
    ...(communicationOwner === undefined || communicationOwner === person ? {} : { communicationOwner }),
  };
}

/** A shift passes from the instant it was accepted on: what was done before stays with whoever did it. */
function pass(roster: Roster, { what, from, to, id }: HandOver, atMs: number): Roster {
  switch (what.kind) {
    case 'shift': {
      const shifts = roster.shifts.flatMap((shift) => {
        if (shift.id !== what.shift || shift.toMs <= atMs) return [shift];
        if (shift.fromMs >= atMs) return [{ ...shift, person: to }];
        return [
          { ...shift, toMs: atMs },
          { ...shift, id: restShiftId(id), person: to, fromMs: atMs },
        ];
      });
      return { ...roster, shifts };
    }
    case 'lead': {
      const leaders = roster.duties.leaders.map((leader) =>
        leader.person === from && isSameService(leader.service, what.service) ? { ...leader, person: to } : leader,
      );
      return { ...roster, duties: { ...roster.duties, leaders } };
    }
  }
}
