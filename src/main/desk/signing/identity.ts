/** Requests about the key of this console, and about the keys that are believed to be people's. */
import type { PersonRecord } from '../../../contract/people-shapes.ts';
import { parseIdentityText, toFingerprint, toIdentityText } from '../../../core/approval/identity.ts';
import { fail, succeed } from '../../../core/result.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { type PersonKey, personSchema } from '../../../core/roster/person.ts';
import type { Answered, Handlers } from '../handlers.ts';
import type { DeskParts } from '../parts.ts';
import { findMe, findPerson, listPeople, noSuchPerson } from '../people/address-book.ts';

type IdentityRequest = 'identity.show' | 'person.trustKey' | 'person.untrustKey';
type Parts = Pick<DeskParts, 'store' | 'clock' | 'news' | 'identity' | 'user'>;

export function identityHandlers(parts: Parts): Handlers<IdentityRequest> {
  const { store, identity, clock } = parts;
  return {
    'identity.show': () => {
      const read = identity.read();
      if (!read.ok) return read;
      const { publicKey, fingerprint } = read.value;
      const me = findMe(parts);
      const text = toIdentityText(publicKey, me?.name ?? parts.user);
      return succeed({ fingerprint, publicKey, text, ...(me === undefined ? {} : { person: me.id }) });
    },
    'person.trustKey': ({ person: id, fingerprint, key }, caller) => {
      const publicKey = parseIdentityText(key);
      if (publicKey === undefined) {
        return fail('bad-key', 'This is no public key of a console.', {
          advice: 'Paste the whole line that drydock identity prints on the other console.',
        });
      }
      const actual = toFingerprint(publicKey);
      if (actual !== fingerprint) {
        return fail('fingerprint-differs', `The key’s fingerprint is ${actual}, not ${fingerprint}.`, {
          advice:
            'Have it read out again from the other console. If it stays another, the key was exchanged on its way.',
        });
      }
      const own = identity.read();
      if (!own.ok) return own;
      if (own.value.publicKey === publicKey) {
        return fail('own-key', 'This is the key of this very console.', {
          advice: 'Who sits here answers here; a file is for those who do not.',
        });
      }
      const holder = findKeyHolder(store, publicKey);
      if (holder !== undefined && holder.id !== id) {
        return fail('key-taken', `This key is trusted as ${holder.name}’s.`, { advice: 'A key is one person’s.' });
      }
      const entry = { fingerprint: actual, publicKey, trustedBy: caller.actor.name, trustedAtMs: clock.now() };
      return changeKeys(parts, id, caller.actor.name, (keys) => [
        ...keys.filter((one) => one.publicKey !== publicKey),
        entry,
      ]);
    },
    'person.untrustKey': ({ person: id, fingerprint }, caller) =>
      changeKeys(parts, id, caller.actor.name, (keys) => {
        const kept = keys.filter((one) => one.fingerprint !== fingerprint);
        return kept.length === keys.length ? undefined : kept;
      }),
  };
}

/** Whose key it is believed to be. */
export function findKeyHolder(store: DeskParts['store'], publicKey: string): PersonRecord | undefined {
  return listPeople(store).find(({ keys }) => keys.some((one) => one.publicKey === publicKey));
}

/** `change` gives nothing where there is nothing to change. */
function changeKeys(
  { store, clock, news }: Parts,
  id: PersonId,
  by: string,
  change: (keys: readonly PersonKey[]) => readonly PersonKey[] | undefined,
): Answered<'person.trustKey'> {
  const found = findPerson(store, id);
  if (found === undefined) return noSuchPerson(id);
  const { version, ...person } = found;
  const keys = change(person.keys);
  if (keys === undefined) return fail('no-such-key', `No such key is trusted as ${person.name}’s.`);
  const changed = personSchema.safeParse({ ...person, keys });
  if (!changed.success) return fail('too-many', `${person.name} has 20 keys already.`, { advice: 'Untrust old ones.' });
  const kept = store.documents.put('person', id, version, changed.data, by, clock.now());
  if (!kept.ok) return kept;
  news.changed('person');
  return succeed({ ...changed.data, version: kept.value.version });
}
