/** The log of one maintenance as a screen looks at it: filter, follow or pause, search, the lines picked, the line stood on. */

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LogFilter, LogRow, SearchQuery } from '../../contract/shapes.ts';
import type { MaintenanceId } from '../../core/ids.ts';
import type { Failure } from '../../core/result.ts';
import type { Link } from '../link/link.ts';
import { attempt } from './asking.ts';
import { addHits, beginSearch, queryProblem, type SearchState, stepHit } from './log-search.ts';
import { createLogWindows, type Frames, type LogWindows } from './log-windows.ts';

/** A row's or an event's permanent number, as permalinks name it. */
export interface LogPlace {
  readonly kind: 'output' | 'event';
  readonly at: number;
}

/** Positions under the filter, both ends included; `focus` is where it was extended to. */
export interface LogPick {
  readonly anchor: number;
  readonly focus: number;
}

export interface LogView {
  readonly filter: LogFilter;
  /** Sticks to the end; any look back ends it. */
  readonly isFollowing: boolean;
  /** Rows there were when following ended. */
  readonly totalAtPause: number;
  readonly search: SearchState | undefined;
  readonly pick: LogPick | undefined;
  /** The row a permalink or a hit leads to; `nonce` counts up, so that going there again scrolls again. */
  readonly target: (LogPlace & { readonly position: number; readonly nonce: number }) | undefined;
  readonly failure: Failure | undefined;
  /** How far the output was by the newest answer. */
  readonly head: number;
  /** Counts the answers that changed what can be drawn. */
  readonly version: number;
}

export interface LogModel extends StoreApi<LogView> {
  readonly maintenance: MaintenanceId;
  readonly windows: Pick<LogWindows, 'total' | 'isKnown' | 'row' | 'show' | 'showEnd'>;
  follow(): void;
  pause(): void;
  setFilter(filter: LogFilter): void;
  /** Starts anew on each call; an empty text ends the search. */
  search(query: SearchQuery): void;
  /** Goes to the next hit (older) or the one before, and returns when it is in sight. */
  stepTo(by: 1 | -1): Promise<void>;
  goToHit(index: number): Promise<void>;
  goTo(place: LogPlace): Promise<void>;
  pick(position: number, isExtending: boolean): void;
  unpick(): void;
  /** Rows of a range of positions, both ends included, read from the host process in full; at most `copyLimit`. */
  read(first: number, last: number): Promise<{ readonly rows: readonly LogRow[]; readonly isCut: boolean }>;
  end(): void;
}

/** More lines than this are not for a clipboard; the export is. */
export const copyLimit = 20_000;
const rowsARead = 2_000;

export function createLogModel(link: Link, maintenance: MaintenanceId, frames: Frames): LogModel {
  const store = createStore<LogView>(() => ({
    filter: {},
    isFollowing: true,
    totalAtPause: 0,
    search: undefined,
    pick: undefined,
    target: undefined,
    failure: undefined,
    head: 0,
    version: 0,
  }));
  let searches = 0;
  const windows = createLogWindows({
    maintenance,
    async pull(input) {
      const answer = await attempt(link, 'log.window', input);
      if (answer.ok) store.setState({ head: answer.value.head });
      return answer;
    },
    frames,
    onChange: () => store.setState(({ version }) => ({ version: version + 1, failure: undefined })),
    onFailure: (failure) => store.setState({ failure }),
  });

  const endNotices = link.onNotice((notice) => {
    if (notice.notice === 'head' && notice.data.maintenance === maintenance) windows.grow();
    if (notice.notice === 'search-hits') {
      const { search } = store.getState();
      if (search !== undefined && notice.data.search === search.id) {
        store.setState({ search: addHits(search, notice.data) });
        if (search.isStepDue) void stepTo(1);
      }
    }
  });
  const endStates = link.onState((state) => {
    if (state !== 'open') return;
    windows.grow();
    // A search belongs to the connection it was asked through.
    const { search } = store.getState();
    if (search !== undefined && !search.isDone) startSearch(search.query);
  });

  function pause(): void {
    if (store.getState().isFollowing) store.setState({ isFollowing: false, totalAtPause: windows.total() });
  }

  function startSearch(query: SearchQuery): void {
    stopSearch();
    if (query.text === '') {
      store.setState({ search: undefined });
      return;
    }
    searches += 1;
    const search = beginSearch(`${maintenance}-${searches}`, query);
    const problem = queryProblem(query);
    store.setState({ search: problem === undefined ? search : { ...search, isDone: true, problem } });
    if (problem !== undefined) return;
    const { filter } = store.getState();
    void attempt(link, 'log.search', { maintenance, search: search.id, query, filter }).then((answer) => {
      if (answer.ok || store.getState().search?.id !== search.id) return;
      store.setState({ search: { ...search, isDone: true, problem: answer.failure.message } });
    });
  }

  function stopSearch(): void {
    const { search } = store.getState();
    if (search !== undefined && !search.isDone) void attempt(link, 'log.stopSearch', { search: search.id });
  }

  async function goTo(place: LogPlace): Promise<void> {
    const { filter } = store.getState();
    const answer = await attempt(link, 'log.locate', { maintenance, filter, ...place });
    if (!answer.ok) {
      store.setState({ failure: answer.failure });
      return;
    }
    pause();
    const nonce = (store.getState().target?.nonce ?? 0) + 1;
    store.setState({ target: { ...place, position: answer.value.position, nonce } });
  }

  async function goToHit(index: number): Promise<void> {
    const { search } = store.getState();
    const hit = search?.hits[index];
    if (search === undefined || hit === undefined) return;
    store.setState({ search: { ...search, current: index } });
    await goTo({ kind: hit.kind, at: hit.at });
  }

  async function stepTo(by: 1 | -1): Promise<void> {
    const { search } = store.getState();
    if (search === undefined) return;
    const index = stepHit(search, by);
    if (search.isStepDue !== (index === undefined && !search.isDone)) {
      store.setState({ search: { ...search, isStepDue: index === undefined && !search.isDone } });
    }
    if (index !== undefined) await goToHit(index);
  }

  return Object.assign(store, {
    maintenance,
    windows,
    pause,
    goTo,
    goToHit,
    follow() {
      store.setState({ isFollowing: true, target: undefined });
    },
    setFilter(filter: LogFilter) {
      // Positions are counted under a filter: nothing that names one outlives it.
      store.setState({ filter, pick: undefined, target: undefined, isFollowing: true });
      windows.refilter(filter);
      const { search } = store.getState();
      if (search !== undefined) startSearch(search.query);
    },
    search: startSearch,
    stepTo,
    pick(position: number, isExtending: boolean) {
      const { pick } = store.getState();
      const anchor = isExtending && pick !== undefined ? pick.anchor : position;
      store.setState({ pick: { anchor, focus: position } });
    },
    unpick() {
      store.setState({ pick: undefined });
    },
    async read(first: number, last: number) {
      const end = Math.min(last, first + copyLimit - 1);
      const { filter } = store.getState();
      const rows: LogRow[] = [];
      for (let from = first; from <= end; from += rowsARead) {
        const count = Math.min(rowsARead, end - from + 1);
        const answer = await attempt(link, 'log.window', { maintenance, filter, from, count });
        if (!answer.ok) {
          store.setState({ failure: answer.failure });
          break;
        }
        rows.push(...answer.value.rows);
      }
      return { rows, isCut: last > end };
    },
    end() {
      stopSearch();
      endNotices();
      endStates();
      windows.end();
    },
  });
}
