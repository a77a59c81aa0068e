/** What to check for which symptom, when a validation fails (`CHG-8`). */
import { z } from 'zod';
import { partIdSchema } from '../roster/names.ts';

export const symptomSchema = z.strictObject({
  id: partIdSchema,
  symptom: z.string().trim().min(1).max(1_000),
  /** What to check, one thing each. */
  checks: z.array(z.string().trim().min(1).max(1_000)).min(1).max(50),
  /** Words of a validation that point to it, beside those of the symptom itself. */
  words: z.array(z.string().trim().min(1).max(100)).max(50),
});
export type Symptom = z.infer<typeof symptomSchema>;

export const symptomsSchema = z
  .array(symptomSchema)
  .max(200)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'two symptoms have the same id');

/** The symptoms a failed validation points to, most words in common first; where none has one, all: a person knows better. */
export function toLikelySymptoms(symptoms: readonly Symptom[], itemText: string): readonly Symptom[] {
  const wanted = toWords(itemText);
  const rated = symptoms
    .map((symptom) => {
      const own = toWords([symptom.symptom, ...symptom.words].join(' '));
      return { symptom, shared: [...wanted].filter((word) => own.has(word)).length };
    })
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared);
  return rated.length === 0 ? symptoms : rated.map(({ symptom }) => symptom);
}

/** Words that stand in every other sentence point to nothing. */
const commonWords: ReadonlySet<string> = new Set([
  'after',
  'from',
  'works',
  'work',
  'right',
  'with',
  'and',
  'the',
  'are',
  'has',
]);

function toWords(text: string): ReadonlySet<string> {
  const words = text.toLocaleLowerCase('en').match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return new Set(words.filter((word) => !commonWords.has(word)));
}
