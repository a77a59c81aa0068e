/** Requests about rosters that need the address book: who is put on one, and shifts from calendars. */
import { fail, succeed } from '../../core/result.ts';
import { type Member, toMember } from '../../core/roster/person.ts';
import { findPerson, noSuchPerson } from './address-book.ts';
import type { Handlers } from './handlers.ts';
import type { DeskParts } from './parts.ts';

type RosterRequest = 'roster.involve' | 'roster.importShifts' | 'roster.exportShifts';

export function rosterHandlers(parts: DeskParts): Handlers<RosterRequest> {
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
    'roster.importShifts': () => fail('not-built', 'Shifts cannot be imported yet.'),
    'roster.exportShifts': () => fail('not-built', 'Shifts cannot be exported yet.'),
  };
}
