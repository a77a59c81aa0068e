/** Tables of the pages of a bundle. */
import { toUtcMinuteText } from '../text/instant.ts';
import type { PageBlock } from './page.ts';

/** Nothing where there is no row. */
export function toTable(
  columns: readonly string[],
  rows: Extract<PageBlock, { kind: 'table' }>['rows'],
  heading?: string,
): readonly PageBlock[] {
  if (rows.length === 0) return [];
  return [
    ...(heading === undefined ? [] : [{ kind: 'heading' as const, text: heading }]),
    { kind: 'table', columns, rows },
  ];
}

export function toTime(atMs: number | undefined): string {
  return atMs === undefined ? '' : toUtcMinuteText(atMs);
}
