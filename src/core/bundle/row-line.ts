/** One row of output as a line of a bundle: its text, where it stands, and a check that chains it to the rows before. */
import { z } from 'zod';
import { taskIdSchema } from '../ids.ts';
import { instantMs } from '../maintenance/events/fields.ts';

/** What the first row stands on. */
export const rowChainStart = '0'.repeat(64);
/** Digits of a row's hash that stand in its line: enough to find the row that was altered; the manifest has whole ones. */
export const checkDigits = 16;

const place = {
  /** Within the maintenance, from 0. */
  row: z.int().min(0),
  task: taskIdSchema,
  attempt: z.int().min(1),
  /** Within the attempt, from 0. */
  line: z.int().min(0),
  stream: z.enum(['stdout', 'stderr']),
  atMs: instantMs,
  check: z.string().regex(/^[0-9a-f]{16}$/),
};

/** `text` where the bytes are UTF-8, newline and colours included; `base64` where they are not. */
export const rowLineSchema = z.union([
  z.strictObject({ ...place, text: z.string() }),
  z.strictObject({ ...place, base64: z.base64() }),
]);
export type RowLine = z.infer<typeof rowLineSchema>;
/** Over all members, which `Omit` would melt into one. */
export type UncheckedRow = RowLine extends infer Row ? (Row extends RowLine ? Omit<Row, 'check'> : never) : never;

/** What is hashed: the hash of the row before, and the row without its check. */
export function toRowText(previousHash: string, row: UncheckedRow): string {
  return `${previousHash}\n${spell(row, '')}`;
}

/** The line, without its newline. */
export function toRowLine(row: UncheckedRow, hash: string): string {
  return spell(row, `"check":"${hash.slice(0, checkDigits)}",`);
}

/** The one spelling of a row that was read. */
export function toSpelling(row: RowLine): string {
  return spell(row, `"check":"${row.check}",`);
}

/** Canonical JSON, key by key: a row is spelled a million times, and sorting its keys each time took most of writing and proving. */
function spell(row: UncheckedRow, check: string): string {
  const { atMs, attempt, line, stream, task } = row;
  const [base64, text] =
    'text' in row ? ['', `,"text":${JSON.stringify(row.text)}`] : [`"base64":"${row.base64}",`, ''];
  return `{"atMs":${atMs},"attempt":${attempt},${base64}${check}"line":${line},"row":${row.row},"stream":"${stream}","task":${JSON.stringify(task)}${text}}`;
}
