/** What the tools of databases have in common: the tables that came back, and what somebody expects of them. */
import type { Count } from '../reading.ts';
import type { Answer } from './answer.ts';
import type { Expects } from './tool.ts';

/** How many rows each table has, from lines `KEY ROWS NAME`. A name is as people write it, without quotation marks. */
export function toTableCounts(answer: Answer, key: string): readonly Count[] {
  return answer.all(key).flatMap((line) => {
    const [, rows, name] = /^(\d{1,15}) (.+)$/.exec(line) ?? [];
    return name === undefined ? [] : [{ of: name.replaceAll('"', '').slice(0, 300), found: Number(rows) }];
  });
}

/** A sentence for each name that should be among the tables and is not. */
export function toAbsentTables({ contains = [] }: Expects, tables: readonly Count[]): readonly string[] {
  const names = new Set(tables.map(({ of }) => of));
  return contains.filter((name) => !names.has(name)).map((name) => `${name} is not in it.`);
}

/** Where rows were not counted, only what is expected of the number of tables can be looked at. */
export function ofTablesAlone({ counts, ...expects }: Expects): Expects {
  const left = counts?.filter(({ of }) => of === 'tables');
  return left === undefined ? expects : { ...expects, counts: left };
}

export const unsealed =
  'This form has no checksum of its own: a changed letter inside a value is seen only by the SHA-256 that was taken before.';
