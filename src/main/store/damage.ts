/** What SQLite finds wrong with a file, in one sentence: how much, and the first of it in SQLite's own words. */
import type { Connection } from './connection.ts';

/** More is not counted. */
const mostFound = 100;

/** `undefined`: sound. Throws what SQLite throws where the file is too damaged to be looked through. */
export function findDamage(connection: Connection): string | undefined {
  const found = connection.prepare<[], string>(`PRAGMA quick_check(${mostFound})`).pluck().all().flatMap(toLines);
  const [first] = found;
  if (first === undefined || (found.length === 1 && first === 'ok')) return undefined;
  const count =
    found.length >= mostFound
      ? `${mostFound} or more faults`
      : found.length === 1
        ? 'one fault'
        : `${found.length} faults`;
  return `SQLite finds ${count} in it, the first: ${first}.`;
}

/** One answer may hold several lines, under a heading that says nothing to a person. */
function toLines(answer: string): readonly string[] {
  return answer.split('\n').filter((line) => line !== '' && !/^\*\*\*/.test(line));
}
