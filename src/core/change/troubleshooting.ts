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
