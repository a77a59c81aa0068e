/** Requests about rosters that need the address book: who is put on one, and shifts from calendars. */
import type { RequestParsed } from '../../../contract/requests.ts';
import { parseCalendar } from '../../../core/calendar/parse-calendar.ts';
import { toShiftImport } from '../../../core/calendar/shift-import.ts';
import type { MaintenanceId } from '../../../core/ids.ts';
import { fileLimitBytes } from '../../../core/people/person-row.ts';
import { fail, succeed } from '../../../core/result.ts';
import { type Member, type Person, toMember } from '../../../core/roster/person.ts';
import { findMember, type Roster, rosterLimits, type Shift } from '../../../core/roster/roster.ts';
import { findOverlap, toOverlapText } from '../../../core/roster/shift-problems.ts';
import { parseUtf8 } from '../../../core/text/utf8.ts';
import type { Caller } from '../desk.ts';
import type { Answered, Handlers } from '../handlers.ts';
import { findState } from '../maintenance/maintenances.ts';
import { toFileName } from '../maintenance/runbooks.ts';
import type { DeskParts } from '../parts.ts';
import { findPerson, listPeople, noSuchPerson } from './address-book.ts';
import { toShiftCalendar } from './shift-calendar.ts';

type RosterRequest = 'roster.involve' | 'roster.importShifts' | 'roster.exportShifts';

type Parts = Pick<DeskParts, 'store' | 'ledger' | 'clock'>;

export function rosterHandlers(parts: Parts): Handlers<RosterRequest> {
  return {
    'roster.involve': ({ maintenance, people }, caller) => {
      const members: Member[] = [];
      for (const id of people) {
        const person = findPerson(parts.store, id);
        if (person === undefined) return noSuchPerson(id);
        members.push(toMember(person));
      }
      const submitted = parts.ledger.submit(maintenance, { type: 'involve', members }, caller.actor);
      return submitted.ok ? succeed({ seq: submitted.value.seq }) : submitted;
    },
    'roster.importShifts': (input, caller) => importShifts(parts, input, caller),
    'roster.exportShifts': ({ maintenance }) => {
      const state = findState(parts, maintenance);
      if (!state.ok) return state;
      const file = `${toFileName(state.value.title)}-shifts.ics`;
      return succeed({ file, calendar: toShiftCalendar(state.value, parts.clock.now()) });
    },
  };
}

function importShifts(
  parts: Parts,
  input: RequestParsed<'roster.importShifts'>,
  caller: Caller,
): Answered<'roster.importShifts'> {
  const state = findState(parts, input.maintenance);
  if (!state.ok) return state;
  const { roster, schedule } = state.value;
  if (schedule.window === undefined) {
    return fail('not-ready', 'The maintenance has no window, near which shifts would be taken.', {
      advice: 'Set its start and end first.',
    });
  }
  const text = parseUtf8(Buffer.from(input.content, 'base64'), input.file, fileLimitBytes);
  if (!text.ok) return text;
  const events = parseCalendar(text.value);
  if (!events.ok) return events;

  const { startMs, endMs } = schedule.window;
  const near = { fromMs: Math.max(0, startMs - input.aroundMs), toMs: endMs + input.aroundMs };
  const people = listPeople(parts.store);
  const read = toShiftImport(events.value, people, near, {
    people: new Map(input.people.map(({ key, person }) => [key.toLowerCase(), person])),
    roles: new Map(input.roles.map(({ key, role }) => [key.toLowerCase(), role])),
    zones: new Map(input.zones.map(({ key, zone }) => [key.toLowerCase(), zone])),
    times: new Map(input.times.map(({ key, atMs }) => [key, atMs])),
    ...(input.role === undefined ? {} : { role: input.role }),
  });
  const ids = new Set(read.shifts.map(({ id }) => id));
  const kept = input.mode === 'replace' ? [] : roster.shifts.filter(({ id }) => !ids.has(id));
  const shifts = [...kept, ...read.shifts];
  const named = new Set(read.shifts.map(({ person }) => person));
  const members = people.filter(({ id }) => named.has(id) && findMember(roster, id) === undefined);
  const problems = toProblems(shifts, { members: [...roster.members, ...members] }, schedule.window.zone);
  const isOpen = read.events.some(({ outcome }) => outcome === 'asks' || outcome === 'refused');
  const isWritten =
    !input.isDryRun && read.shifts.length > 0 && problems.length === 0 && (!isOpen || input.leavesOutTheRest);
  if (isWritten) {
    const involved = members.length === 0 ? undefined : involve(parts, input.maintenance, members, caller);
    if (involved !== undefined && !involved.ok) return involved;
    const set = parts.ledger.submit(input.maintenance, { type: 'set-shifts', shifts }, caller.actor);
    if (!set.ok) return set;
  }
  return succeed({
    events: read.events.map((event) => ({ ...event, shifts: [...event.shifts] })),
    questions: read.questions.map((question) => ({
      about: question.about,
      key: question.key,
      says: question.says,
      lines: [...question.lines],
      ...('readings' in question && question.readings !== undefined ? { readings: [...question.readings] } : {}),
    })),
    shifts: [...read.shifts],
    involves: members.map(({ id }) => id),
    problems: [...problems],
    isWritten,
  });
}

function involve(parts: Parts, maintenance: MaintenanceId, people: readonly Person[], caller: Caller) {
  return parts.ledger.submit(maintenance, { type: 'involve', members: people.map(toMember) }, caller.actor);
}

function toProblems(shifts: readonly Shift[], roster: Pick<Roster, 'members'>, zone: string): readonly string[] {
  if (shifts.length > rosterLimits.shifts) {
    return [`A roster has at most ${rosterLimits.shifts} shifts, and these would be ${shifts.length}.`];
  }
  const overlap = findOverlap(shifts);
  return overlap === undefined ? [] : [toOverlapText(overlap, roster, zone)];
}
