/** Whether two who did something are one person: by what they came by, by the address book where both are known there, else by name. */
import { isSameWord } from '../roster/names.ts';
import type { Actor } from './actor.ts';

type Somebody = Pick<Actor, 'name' | 'person' | 'follower'>;

export function isSamePerson(one: Somebody, other: Somebody): boolean {
  if (one.follower !== undefined && one.follower === other.follower) return true;
  if (one.person !== undefined && other.person !== undefined) return one.person === other.person;
  return isSameWord(one.name, other.name);
}
