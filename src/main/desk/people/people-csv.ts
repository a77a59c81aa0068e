/** People as CSV, in and out. */
import { parse } from 'csv-parse/sync';
import { type PeopleFile, type PersonRow, rowLimit } from '../../../core/people/person-row.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import type { Person } from '../../../core/roster/person.ts';

const columns = ['id', 'name', 'roles', 'qualifications', 'services', 'zone', 'email', 'phone', 'chat'] as const;
type Column = (typeof columns)[number];

/** What other programs call them. */
const otherNames: Readonly<Record<string, Column>> = {
  'full name': 'name',
  role: 'roles',
  qualification: 'qualifications',
  service: 'services',
  'time zone': 'zone',
  timezone: 'zone',
  'e-mail': 'email',
  mail: 'email',
  telephone: 'phone',
};
const lists: ReadonlySet<string> = new Set(['roles', 'qualifications', 'services']);
const cellLimit = 10_000;

interface Parsed {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

/** The first row names the columns; those nobody knows are remarked. */
export function parsePeopleCsv(text: string): Result<PeopleFile, Failure<'bad-file'>> {
  const first = /^[^\r\n]*/.exec(text.replace(/^\ufeff/, ''))?.[0] ?? '';
  const delimiter = [',', ';', '\t'].reduce((best, sign) =>
    first.split(sign).length > first.split(best).length ? sign : best,
  );
  let parsed: readonly Parsed[];
  try {
    parsed = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 100_000,
      to: rowLimit + 2,
    }) as unknown as readonly Parsed[];
  } catch (cause) {
    return fail('bad-file', `The file is not CSV: ${(cause as Error).message}.`, {
      advice: 'Look for a quotation mark that is never closed.',
      cause,
    });
  }
  const [header, ...records] = parsed;
  if (header === undefined) return fail('bad-file', 'The file is empty.');
  if (records.length > rowLimit)
    return fail('bad-file', `The file has more than ${rowLimit} rows.`, { advice: 'Split it.' });
  const known = header.record.map(toColumn);
  if (!known.includes('name') && !known.includes('id')) {
    return fail('bad-file', 'The first row names no column “name”.', {
      advice: `The columns are ${columns.join(', ')}.`,
    });
  }
  const remarks = header.record.flatMap((name, index) =>
    known[index] === undefined
      ? [{ line: 1, text: `The column “${name.slice(0, 100)}” is not known, and was left aside.` }]
      : [],
  );
  let before = header.info.lines;
  const rows = records.map(({ info, record }) => {
    const line = before + 1;
    before = info.lines;
    return toRow(line, record, known, delimiter);
  });
  return succeed({ rows, remarks });
}

function toColumn(name: string): Column | undefined {
  const plain = name.trim().toLowerCase();
  return columns.find((column) => column === plain) ?? otherNames[plain];
}

function toRow(
  line: number,
  record: readonly string[],
  known: readonly (Column | undefined)[],
  delimiter: string,
): PersonRow {
  if (record.length > known.length) {
    return { line, problem: `it has ${record.length} cells, and there are ${known.length} columns` };
  }
  const fields: Record<string, unknown> = {};
  for (const [index, cell] of record.entries()) {
    const column = known[index];
    const text = fromCell(cell).trim();
    if (column === undefined || text === '') continue;
    if (text.length > cellLimit) return { line, problem: `its ${column} has more than ${cellLimit} characters` };
    // In a file that is parted by semicolons, a list is parted by commas.
    const isList = lists.has(column);
    fields[column] = isList
      ? text.split(delimiter === ';' ? /[,|]/ : /[;,|]/).flatMap((one) => one.trim() || [])
      : text;
  }
  return { line, ...fields };
}

/** What `person.import` takes back as it was. */
export function toPeopleCsv(people: readonly Person[]): string {
  const rows = people.map(({ id, name, roles, qualifications, services, zone, contact }) => [
    id,
    name,
    roles.join('; '),
    qualifications.join('; '),
    services.join('; '),
    zone,
    contact.email ?? '',
    contact.phone ?? '',
    contact.chat ?? '',
  ]);
  return [[...columns], ...rows].map((row) => `${row.map(toCell).join(',')}\r\n`).join('');
}

/** A spreadsheet runs a cell that begins so as a formula; behind an apostrophe it is text. */
const formula = /^[=+\-@\t\r]/;

function toCell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function fromCell(cell: string): string {
  return cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell;
}
