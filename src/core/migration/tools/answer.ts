/** Reads what a database's client answered: one JSON object a line, each a row of the tool's table. */
import { type Failure, fail, type Result, succeed } from '../../result.ts';
import { isTableMissing } from './client.ts';
import { rowLimit, type ToolRow } from './tool.ts';

export interface ClientAnswer {
  readonly exit?:
    | { readonly kind: 'exited'; readonly status: number }
    | { readonly kind: 'signalled'; readonly signal: string };
  readonly stdout: string;
  readonly stderr: string;
  readonly isCut: boolean;
}

export interface TableReading {
  /** `false`: the database has no such table, so nothing was ever applied by the tool, or this is not its database. */
  readonly isTableThere: boolean;
  readonly rows: readonly ToolRow[];
}

export function parseAnswer(
  { exit, stdout, stderr, isCut }: ClientAnswer,
  table: string,
): Result<TableReading, Failure<'question-failed' | 'too-long' | 'strange-answer'>> {
  if (isCut) return tooLong(table);
  if (exit?.kind !== 'exited' || exit.status !== 0) {
    if (isTableMissing(stderr)) return succeed({ isTableThere: false, rows: [] });
    const words = stderr.trim().split('\n').slice(0, 3).join(' ').slice(0, 500);
    const how = exit?.kind === 'exited' ? `status ${exit.status}` : 'a signal';
    return fail('question-failed', `The database was not read: ${words === '' ? how : words}`, {
      advice: 'Try it on the host by hand, as the same user, then see catalogue.database of the environment.',
    });
  }
  return parseRows(stdout, table);
}

export function parseRows(stdout: string, table: string): Result<TableReading, Failure<'too-long' | 'strange-answer'>> {
  const lines = stdout.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > rowLimit) return tooLong(table);
  const rows: ToolRow[] = [];
  for (const line of lines) {
    const row = parseRow(line);
    if (row === undefined)
      return fail('strange-answer', `The answer of the database is none that was asked for: ${line.slice(0, 200)}`);
    rows.push(row);
  }
  return succeed({ isTableThere: true, rows });
}

function parseRow(line: string): ToolRow | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as ToolRow) : undefined;
  } catch {
    return undefined;
  }
}

function tooLong(table: string) {
  return fail('too-long', `The table ${table} is longer than is read: ${rowLimit} rows.`, {
    advice: 'Is it the tool’s table? Name another: catalogue.database.table',
  });
}
