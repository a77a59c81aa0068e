/** A step's id from its title: a slug that no other step of the plan has. */
import type { StepId } from '../ids.ts';

const limitCharacters = 64;

/** The slug alone, unique or not; `step` for a title without a letter or digit of ASCII. */
export function toSlug(title: string): StepId {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  const slug = plain.replace(/^-+/, '').slice(0, limitCharacters).replace(/-+$/, '');
  return (slug === '' ? 'step' : slug) as StepId;
}

/** The slug, with a number where it is taken: `restart`, `restart-2`, `restart-3`. */
export function toStepId(title: string, taken: ReadonlySet<string>): StepId {
  const slug = toSlug(title);
  if (!taken.has(slug)) return slug;
  for (let number = 2; ; number++) {
    const suffix = `-${number}`;
    const id = slug.slice(0, limitCharacters - suffix.length).replace(/-+$/, '') + suffix;
    if (!taken.has(id)) return id as StepId;
  }
}
