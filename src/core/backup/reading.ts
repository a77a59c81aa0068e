/** What one check of a backup found: the words of its tool, understood. */
import { z } from 'zod';
import { levelSchema } from './level.ts';

const sentenceLength = 1_000;
const sentences = 60;
const sentence = z.string().min(1).max(sentenceLength);
const instantMs = z.int().min(0);

/** What tells this content from another: where any of it differs, the backup is not what was looked at before. */
export const contentSchema = z.strictObject({
  /** The id of a snapshot of restic, or of an archive of borg; of the latter also its name, by which it is asked for. */
  snapshot: z.string().max(300).optional(),
  archive: z.string().max(300).optional(),
  /** Of a file; of a tree: that of its manifest. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  sizeBytes: z.number().min(0).optional(),
  files: z.int().min(0).optional(),
  /** By the clock of the host it lies on. */
  modifiedAtMs: instantMs.optional(),
});
export type Content = z.infer<typeof contentSchema>;

/** Something that was counted: rows of a table, tables, files. */
export const countSchema = z.strictObject({
  of: z.string().min(1).max(300),
  found: z.number().min(0),
  /** How many there should be: by the backup's own table of contents, or by somebody's word. */
  expected: z.number().min(0).optional(),
});
export type Count = z.infer<typeof countSchema>;

export const readingSchema = z.strictObject({
  /** What this check proves by itself, whatever was proven before. */
  level: levelSchema,
  /** The lowest level that it found not to hold. Absent: it contradicts nothing. Never at or below `level`. */
  refutes: levelSchema.optional(),
  content: contentSchema,
  /** By the tool's own record. A file system does not know it: a file may have been there before, or have been copied. */
  startedAtMs: instantMs.optional(),
  /** By the tool's own record, or by the last change of what is complete. */
  finishedAtMs: instantMs.optional(),
  percent: z.number().min(0).max(100).optional(),
  /** `none`, or with what. */
  encryption: z.string().max(200).optional(),
  /** What made or checked it, with its version. */
  version: z.string().max(200).optional(),
  counts: z.array(countSchema).max(300),
  /** What is wrong, or why nothing is known: sentences for a person. */
  problems: z.array(sentence).max(sentences),
  /** What was looked at, and what this check cannot see. */
  notes: z.array(sentence).max(sentences),
});
export type Reading = z.infer<typeof readingSchema>;

const nothing = { level: 'none', content: {}, counts: [], problems: [], notes: [] } as const satisfies Reading;

/** It could not be checked: that proves nothing, and contradicts nothing. */
export function toUnknown(problem: string, more: Partial<Reading> = {}): Reading {
  return { ...nothing, ...more, level: 'none', problems: [problem, ...(more.problems ?? [])] };
}

/** It is there and has `level`, as far as this check looks. */
export function toProven(level: Reading['level'], more: Partial<Reading> = {}): Reading {
  return { ...nothing, ...more, level };
}

/** It is not what it should be. */
export function toRefuted(
  refutes: Reading['level'],
  level: Reading['level'],
  problems: readonly string[],
  more: Partial<Reading> = {},
): Reading {
  return { ...nothing, ...more, level, refutes, problems: [...problems, ...(more.problems ?? [])] };
}

/** With sentences of a length that the journal takes; a cut is shown. */
export function toBounded(reading: Reading): Reading {
  const toFit = (list: readonly string[]) =>
    list
      .filter((text) => text !== '')
      .slice(0, sentences)
      .map((text) => (text.length > sentenceLength ? `${text.slice(0, sentenceLength - 8)}… (cut)` : text));
  return { ...reading, problems: toFit(reading.problems), notes: toFit(reading.notes) };
}
