/** The search of a log as a screen sees it: what is looked for, the hits as they stream in, and the one that is stood on. */
import type { NoticeData } from '../../contract/notices.ts';
import type { SearchHit, SearchQuery } from '../../contract/shapes.ts';

/** More hits than this are counted as "1,000+": nobody steps through them, and a common word would fill the memory. */
export const hitLimit = 1_000;

export interface SearchState {
  readonly id: string;
  readonly query: SearchQuery;
  /** From the newest row back. */
  readonly hits: readonly SearchHit[];
  readonly current: number | undefined;
  /** Somebody asked for the first hit before there was one. */
  readonly isStepDue: boolean;
  readonly progress: number;
  readonly isDone: boolean;
  readonly isCut: boolean;
  readonly problem?: string;
}

export function beginSearch(id: string, query: SearchQuery): SearchState {
  return { id, query, hits: [], current: undefined, isStepDue: false, progress: 0, isDone: false, isCut: false };
}

/** Adds what came in. Notices of another search are not this one's business. */
export function addHits(search: SearchState, notice: NoticeData<'search-hits'>): SearchState {
  if (notice.search !== search.id) return search;
  const room = Math.max(0, hitLimit - search.hits.length);
  const hits = notice.hits.length === 0 ? search.hits : [...search.hits, ...notice.hits.slice(0, room)];
  return {
    ...search,
    hits,
    progress: notice.progress,
    isDone: notice.isDone,
    isCut: search.isCut || notice.isCut || notice.hits.length > room,
    ...(notice.problem === undefined ? {} : { problem: notice.problem }),
  };
}

/** The hit that is `by` further on (older), around the end. */
export function stepHit(search: SearchState, by: 1 | -1): number | undefined {
  if (search.hits.length === 0) return undefined;
  if (search.current === undefined) return by === 1 ? 0 : search.hits.length - 1;
  return (search.current + by + search.hits.length) % search.hits.length;
}

/** Whether the expression can be looked for at all; in words where it cannot. */
export function queryProblem(query: SearchQuery): string | undefined {
  if (query.mode !== 'regex') return undefined;
  try {
    new RegExp(query.text, 'u');
    return undefined;
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}
