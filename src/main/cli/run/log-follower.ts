/** Reads a maintenance's log onward from where it is: by asking for what is new, beside whichever console writes it. */
import type { LogFilter, LogRow } from '../../../contract/shapes.ts';
import type { MaintenanceId } from '../../../core/ids.ts';
import { toEventText } from '../../../core/maintenance/event-text.ts';
import type { JournalEvent } from '../../../core/maintenance/events.ts';
import { evolve } from '../../../core/maintenance/evolve.ts';
import { JournalNames } from '../../../core/maintenance/names/journal-names.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { succeed } from '../../../core/result.ts';
import type { Answered, DeskSession } from '../desk-session.ts';

export type OutputEntry = Extract<LogRow, { kind: 'output' }>;
export type LogEntry =
  | { readonly kind: 'output'; readonly row: OutputEntry }
  | { readonly kind: 'event'; readonly event: JournalEvent; readonly text: string };

const eventsAtATime = 1_000;
const rowsAtATime = 1_000;
/** How often to look where nobody tells us that there is something new: a console in another process writes. */
const lookEveryMs = 250;

export interface CatchUpOptions {
  /** Ends the reading after the window that is being read. */
  readonly signal?: AbortSignal;
  /** The same one for the life of a follower: positions count under it. */
  readonly filter?: LogFilter;
}

export interface LogFollower {
  /** The fold of the journal as far as it was read. Nothing can be asked of it before the first reading. */
  state(): MaintenanceState;
  /** Reads the journal to its end, without the log. */
  readJournal(): Promise<Answered<MaintenanceState>>;
  /** Passes over what the log has so far, but for its last `rows`. */
  skipTo(rows: number): Promise<Answered<void>>;
  /** Hands over everything that has come since, in its order, and ends when it is level with the store. */
  catchUp(
    call: (entry: LogEntry) => Promise<void> | void,
    options?: CatchUpOptions,
  ): Promise<Answered<MaintenanceState>>;
  /** Resolves when there may be something new, after a quarter of a second at the latest. */
  news(): Promise<void>;
  close(): void;
}

export function createLogFollower(desk: Pick<DeskSession, 'ask' | 'listen'>, maintenance: MaintenanceId): LogFollower {
  let state: MaintenanceState | undefined;
  const names = new JournalNames();
  let position = 0;
  /** Events that were read, and have not been handed over yet. */
  const pending = new Map<number, JournalEvent>();
  let wake: () => void = () => undefined;
  const stop = desk.listen(() => wake());

  const current = () => {
    if (state === undefined) throw new Error('the journal has not been read');
    return state;
  };

  async function readJournal(): Promise<Answered<MaintenanceState>> {
    for (;;) {
      const afterSeq = state?.seq ?? 0;
      const read = await desk.ask('maintenance.events', { maintenance, afterSeq, limit: eventsAtATime });
      if (!read.ok) return read;
      for (const event of read.value.events) {
        state = evolve(state, event);
        names.learn(event);
        pending.set(event.seq, event);
      }
      if (read.value.events.length < eventsAtATime) return succeed(current());
    }
  }

  async function toEntry(row: LogRow): Promise<Answered<LogEntry>> {
    if (row.kind === 'output') return succeed({ kind: 'output', row });
    if (!pending.has(row.seq)) {
      const read = await readJournal();
      if (!read.ok) return read;
    }
    const event = pending.get(row.seq);
    if (event === undefined) throw new Error(`the log shows event ${row.seq}, which the journal does not have`);
    pending.delete(row.seq);
    return succeed({ kind: 'event', event, text: toEventText(event, names.at(event.seq)) });
  }

  return {
    state: current,
    readJournal,
    async skipTo(rows) {
      const window = await desk.ask('log.window', { maintenance, from: 0, count: 0 });
      if (!window.ok) return window;
      position = Math.max(0, window.value.total - rows);
      const read = await readJournal();
      return read.ok ? succeed(undefined) : read;
    },
    async catchUp(call, { signal, filter = {} } = {}) {
      while (!signal?.aborted) {
        const window = await desk.ask('log.window', { maintenance, filter, from: position, count: rowsAtATime });
        if (!window.ok) return window;
        for (const row of window.value.rows) {
          const entry = await toEntry(row);
          if (!entry.ok) return entry;
          await call(entry.value);
          position = row.position + 1;
        }
        if (window.value.rows.length < rowsAtATime) break;
      }
      return readJournal();
    },
    news() {
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, lookEveryMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
    close: stop,
  };
}
