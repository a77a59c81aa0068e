/** What the main thread and a search's worker say to each other. */
import type { LogFilter, SearchQuery } from '../../contract/shapes.ts';
import type { SearchProgress } from './store.ts';

export interface SearchWorkerData {
  readonly file: string;
  /** Not 0: what runs is to stop. Looked at between chunks. */
  readonly stop: Int32Array<SharedArrayBuffer>;
}

export interface SearchOrder {
  readonly maintenance: string;
  readonly query: SearchQuery;
  readonly filter: LogFilter;
  readonly limit: number;
}

/** First that it has begun. A worker does one search at a time; the last answer of each has `isDone`. */
export type FromSearchWorker = 'ready' | SearchProgress;
