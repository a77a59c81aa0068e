/** Makes a person's id from their name. */
import { type PersonId, personIdSchema } from './names.ts';

/** @param isTaken asked of each candidate until one is free: `ada`, `ada-2`, `ada-3` … */
export function toPersonId(name: string, isTaken: (id: PersonId) => boolean): PersonId {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50);
  // A name of another script has no letter of ours.
  const base = slug === '' ? 'person' : slug;
  for (let count = 1; ; count++) {
    const id = personIdSchema.parse(count === 1 ? base : `${base}-${count}`);
    if (!isTaken(id)) return id;
  }
}
