/** Whether two who did something are one person: by the address book where both are known there, else by name. */
import { isSameWord } from '../roster/names.ts';
import type { Actor } from './actor.ts';

export function isSamePerson(one: Pick<Actor, 'name' | 'person'>, other: Pick<Actor, 'name' | 'person'>): boolean {
  if (one.person !== undefined && other.person !== undefined) return one.person === other.person;
  return isSameWord(one.name, other.name);
}
