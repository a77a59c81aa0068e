/** Reads the team's address book, and who of it sits at this console. */
import type { PersonRecord } from '../../../contract/people-shapes.ts';
import { fail } from '../../../core/result.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { personSchema } from '../../../core/roster/person.ts';
import type { DocumentVersion, Store } from '../../store/store.ts';
import type { Caller } from '../desk.ts';
import type { DeskParts } from '../parts.ts';

/** By name, then by id. */
export function listPeople(store: Store): PersonRecord[] {
  const collator = new Intl.Collator('en');
  return store.documents
    .list('person')
    .map(toRecord)
    .sort((a, b) => collator.compare(a.name, b.name) || collator.compare(a.id, b.id));
}

export function findPerson(store: Store, id: PersonId): PersonRecord | undefined {
  const found = store.documents.get('person', id);
  return found === undefined ? undefined : toRecord(found);
}

/** Who of the address book sits at this console; the word is kept for each user of the machine. */
export function findMe({ store, user }: Pick<DeskParts, 'store' | 'user'>): PersonRecord | undefined {
  const setting = store.documents.get('setting', meDocument(user));
  return setting === undefined ? undefined : findPerson(store, (setting.body as { readonly person: PersonId }).person);
}

export function noSuchPerson(id: string) {
  return fail('no-such-person', `There is nobody “${id}” in the address book.`, {
    advice: 'Add them under People, or by drydock person add.',
  });
}

/** A workspace may be carried to another machine, or used by two people of one: each says for themselves who they are. */
export function meDocument(user: string): string {
  return `me ${user}`;
}

/** What the person at this console does bears their name and id. Whoever comes by another way has said who they are. */
export function toPersonalCaller(parts: Pick<DeskParts, 'store' | 'user'>, caller: Caller): Caller {
  const { kind, name, person } = caller.actor;
  // A visitor may call themselves what they like; they are nobody of this console for that.
  if (caller.share !== undefined) return caller;
  if (kind !== 'person' || person !== undefined || name !== parts.user) return caller;
  const me = findMe(parts);
  return me === undefined ? caller : { ...caller, actor: { kind, name: me.name, person: me.id } };
}

function toRecord({ body, version }: DocumentVersion): PersonRecord {
  return { ...personSchema.parse(body), version };
}
