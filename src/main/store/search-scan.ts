/** Looks through the rows of one chunk, newest first, for those that match. */
import type { Rows } from './chunk-format.ts';
import { toText } from './log-view.ts';
import type { Matcher } from './search-query.ts';

export interface FoundRow {
  /** Within the chunk. */
  readonly index: number;
  readonly text: string;
  readonly ranges: readonly (readonly [number, number])[];
}

/** What is searched: the bytes of a chunk, and only where there is a candidate, where its rows end. */
export interface Searched {
  readonly body: Buffer;
  /** Every row ends with a newline and all is ASCII. */
  readonly isPlain: boolean;
  rows(): Omit<Rows, 'body'>;
}

/**
 * Matching rows from the last to the first. Candidates come from a search of the whole chunk where that finds every
 * matching row; what decides is always the row's own text.
 */
export function* scanRows(searched: Searched, matcher: Matcher): Generator<FoundRow> {
  const candidates = toCandidates(searched, matcher);
  for (let at = candidates.length - 1; at >= 0; at -= 1) {
    const index = candidates[at] as number;
    const text = rowText(searched, index);
    const ranges = matcher.ranges(text);
    if (ranges.length > 0) yield { index, text, ranges };
  }
}

/** More matches than this that run on into the next row, and the chunk is read row by row instead. */
const overrunsMax = 16;

function toCandidates(searched: Searched, matcher: Matcher): ArrayLike<number> {
  const { bytes, acrossRows } = matcher;
  const { body } = searched;
  if (bytes !== undefined) {
    return candidateRows(searched, (from) => {
      const start = body.indexOf(bytes, from);
      return start === -1 ? undefined : { start, end: start + bytes.length };
    });
  }
  if (acrossRows === undefined || !searched.isPlain) return everyRow(searched);
  const text = body.toString('latin1');
  return candidateRows(searched, (from) => {
    acrossRows.lastIndex = from;
    const found = acrossRows.exec(text);
    return found === null ? undefined : { start: found.index, end: found.index + found[0].length };
  });
}

/** One candidate a row: after each, the search goes on with the next row. */
function candidateRows(
  searched: Searched,
  find: (from: number) => { readonly start: number; readonly end: number } | undefined,
): ArrayLike<number> {
  const found: number[] = [];
  let overruns = 0;
  let from = 0;
  while (from < searched.body.length) {
    const match = find(from);
    if (match === undefined || match.start >= searched.body.length) break;
    const { ends } = searched.rows();
    const index = rowAt(ends, match.start);
    found.push(index);
    from = ends[index] as number;
    // `[^x]*` swallows row after row, each time anew: quadratic, if it went on.
    if (match.end > from) overruns += 1;
    if (overruns > overrunsMax) return everyRow(searched);
  }
  return found;
}

function everyRow(searched: Searched): ArrayLike<number> {
  return Uint32Array.from({ length: searched.rows().ends.length }, (_, index) => index);
}

/** The row that byte `at` lies in. */
function rowAt(ends: Uint32Array, at: number): number {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] as number) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

function rowText(searched: Searched, index: number): string {
  const { ends } = searched.rows();
  const start = index === 0 ? 0 : (ends[index - 1] as number);
  const end = ends[index] as number;
  const hasNewline = end > start && searched.body[end - 1] === 10;
  return toText(searched.body, start, hasNewline ? end - 1 : end);
}
