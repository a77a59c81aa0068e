/** Requests about the log: windows of it, places in it, and searches whose hits come as notices to the one who asked. */
import { succeed } from '../../core/result.ts';
import type { Caller } from './desk.ts';
import type { Handlers } from './handlers.ts';
import { findState } from './maintenances.ts';
import type { DeskParts } from './parts.ts';

type LogRequest = 'log.window' | 'log.locate' | 'log.search' | 'log.stopSearch';

/** The searches that run, one a caller. */
export class Searches {
  readonly #running = new Map<string, { readonly search: string; readonly stop: () => void }>();

  begin(caller: Caller, search: string, start: () => () => void): void {
    this.end(caller.id);
    this.#running.set(caller.id, { search, stop: start() });
  }

  /** Ends the caller's search; where `search` is named, only that one. */
  end(caller: string, search?: string): void {
    const running = this.#running.get(caller);
    if (running === undefined || (search !== undefined && running.search !== search)) return;
    this.#running.delete(caller);
    running.stop();
  }
}

export function logHandlers(
  parts: Pick<DeskParts, 'store' | 'ledger' | 'news'>,
  searches: Searches,
): Handlers<LogRequest> {
  const { log } = parts.store;
  return {
    'log.window': async ({ maintenance, filter, from, count }) => {
      const found = findState(parts, maintenance);
      if (!found.ok) return found;
      const { total, rows } = await log.window(maintenance, filter, from, count);
      return succeed({ total, rows: [...rows] });
    },
    'log.locate': async ({ maintenance, filter, kind, at }) => {
      const found = findState(parts, maintenance);
      return found.ok ? succeed({ position: await log.locate(maintenance, filter, kind, at) }) : found;
    },
    'log.search': ({ maintenance, search, query, filter, limit }, caller) => {
      const found = findState(parts, maintenance);
      if (!found.ok) return found;
      searches.begin(caller, search, () =>
        log.search(maintenance, query, filter, limit, ({ hits, ...progress }) =>
          parts.news.tell(caller.id, { notice: 'search-hits', data: { search, hits: [...hits], ...progress } }),
        ),
      );
      return succeed({});
    },
    'log.stopSearch': ({ search }, caller) => {
      searches.end(caller.id, search);
      return succeed({});
    },
  };
}
