/** The names of people, roles and services, and of what a roster is made of. */
import { z } from 'zod';
import { unseenCharacters } from '../ids.ts';

/** A slug, unique in a workspace; made from the name where none is given. */
export const personIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'a person’s id has only a-z 0-9 . _ - and starts with a letter or digit')
  .brand<'PersonId'>();
export type PersonId = z.infer<typeof personIdSchema>;

const word = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((text) => !unseenCharacters.test(text), 'no control character and no mark of direction');

/** A role or a qualification: the policy's own words, compared without regard to case. */
export const roleSchema = word;
/** A service a maintenance touches, `MediaWiki`. */
export const serviceSchema = word;

/** The id of a part of a maintenance's planning: a shift, a claim, a request, a notice. Given by whoever adds it. */
export const partIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
export type PartId = z.infer<typeof partIdSchema>;

/** Roles, qualifications and services are compared without regard to case. */
export function isSameWord(a: string, b: string): boolean {
  return a.trim().toLocaleLowerCase('en') === b.trim().toLocaleLowerCase('en');
}

export function hasWord(words: readonly string[], wanted: string): boolean {
  return words.some((one) => isSameWord(one, wanted));
}

/** None: the maintenance as a whole, which is no service of it. */
export function isSameService(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined ? a === b : isSameWord(a, b);
}
