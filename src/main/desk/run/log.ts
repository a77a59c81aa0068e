/** Requests about the log: windows of it, places in it, and searches whose hits come as notices to the one who asked. */
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import { DamagedOutput } from '../../store/chunk.ts';
import { damageAdvice } from '../../store/refusal.ts';
import type { Caller } from '../desk.ts';
import type { Handlers } from '../handlers.ts';
import { findState } from '../maintenance/maintenances.ts';
import type { DeskParts } from '../parts.ts';

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
      return orDamaged(async () => {
        // Read first: the answer holds no less than it says.
        const head = log.rows(maintenance);
        const { total, rows } = await log.window(maintenance, filter, from, count);
        return { total, rows: [...rows], head };
      });
    },
    'log.locate': async ({ maintenance, filter, kind, at }) => {
      const found = findState(parts, maintenance);
      if (!found.ok) return found;
      return orDamaged(async () => ({ position: await log.locate(maintenance, filter, kind, at) }));
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

/** Damage on the disk is no fault of ours: it is said as what it is, with what to do. */
async function orDamaged<T>(read: () => Promise<T>): Promise<Result<T, Failure>> {
  try {
    return succeed(await read());
  } catch (problem) {
    if (!(problem instanceof DamagedOutput)) throw problem;
    return fail('output-damaged', problem.message, { advice: damageAdvice, cause: problem });
  }
}
