/** Shapes of the address book, and of what became of an imported file of people or shifts. */
import { z } from 'zod';
import { partIdSchema, personIdSchema } from '../core/roster/names.ts';
import { personSchema } from '../core/roster/person.ts';

/** Somebody as the address book has them, with the version a change is made from. */
export const personRecordSchema = personSchema.extend({ version: z.int().min(1) });
export type PersonRecord = z.infer<typeof personRecordSchema>;

/** Keys are kept as they are: trusting one is a request of its own. */
export const personDraftSchema = personSchema.omit({ keys: true }).partial({ id: true });
export type PersonDraft = z.infer<typeof personDraftSchema>;

/** What became of one row of an imported file, or would become of it. */
export const importedRowSchema = z.strictObject({
  /** Of the file, where the row begins; 1 for the first. */
  line: z.int().min(1),
  outcome: z.enum(['added', 'changed', 'unchanged', 'refused']),
  person: personIdSchema.optional(),
  name: z.string().optional(),
  /** One sentence: what was done, or why it was refused. */
  says: z.string(),
});
export type ImportedRow = z.infer<typeof importedRowSchema>;

/** What became of one event of a calendar file. */
export const importedEventSchema = z.strictObject({
  /** Of the file, where the event begins; 1 for the first. */
  line: z.int().min(1),
  uid: z.string(),
  summary: z.string(),
  /**
   * `understood`: it gave shifts; `asks`: something must be said first, see `questions`; `outside`: it has nothing near the
   * window; `refused`: it cannot be read, and `says` why.
   */
  outcome: z.enum(['understood', 'asks', 'outside', 'refused']),
  says: z.string(),
  shifts: z.array(partIdSchema),
});
export type ImportedEvent = z.infer<typeof importedEventSchema>;

/** What a calendar file leaves open; answered by importing again with the answer. Nothing is guessed. */
export const calendarQuestionSchema = z.strictObject({
  /** Answered in `people`, `roles`, `zones`, `zones` under the key `floating`, or `times`. */
  about: z.enum(['person', 'role', 'zone', 'floating', 'time']),
  /** The word of the file that is asked about. */
  key: z.string(),
  says: z.string(),
  /** The lines of the events that wait for it; the first 100. */
  lines: z.array(z.int()),
  /** For a time that the clocks showed twice or never: what it may mean. */
  readings: z.array(z.strictObject({ atMs: z.int(), text: z.string() })).optional(),
});
export type CalendarQuestion = z.infer<typeof calendarQuestionSchema>;
