/** Reads the log for screens: windows under a filter, positions of rows, and searches. */
import type { LogFilter } from '../../contract/shapes.ts';
import type { MaintenanceId } from '../../core/ids.ts';
import type { Connection } from './connection.ts';
import type { Directory } from './directory.ts';
import { LogEvents } from './log-events.ts';
import { LogView } from './log-view.ts';
import { recall } from './recall.ts';
import type { LogReader } from './store.ts';

const maintenancesKept = 16;
const viewsKept = 32;

interface OpenLog {
  readonly directory: Directory;
  readonly events: LogEvents;
  readonly views: Map<string, LogView>;
}

export function openLog(
  connection: Connection,
  directoryOf: (maintenance: string) => Directory,
): Omit<LogReader, 'search'> {
  const logs = new Map<string, OpenLog>();
  const head = connection.prepare<[string], number>('SELECT rows FROM head WHERE maintenance = ?').pluck();

  function view(maintenance: MaintenanceId, filter: LogFilter): LogView {
    const log = recall(logs, maintenance, maintenancesKept, () => ({
      directory: directoryOf(maintenance),
      events: new LogEvents(connection, maintenance),
      views: new Map<string, LogView>(),
    }));
    // Events first: each stands before a row that is then there.
    log.events.refresh();
    log.directory.refresh();
    const found = recall(
      log.views,
      JSON.stringify(filter),
      viewsKept,
      () => new LogView(log.directory, log.events, filter),
    );
    found.refresh();
    return found;
  }

  return {
    rows: (maintenance) => head.get(maintenance) ?? 0,
    async window(maintenance, filter, from, count) {
      const log = view(maintenance, filter);
      const { total } = log;
      const first = from < 0 ? Math.max(0, total + from) : Math.min(from, total);
      return { total, rows: await log.window(first, Math.min(count, total - first)) };
    },
    async locate(maintenance, filter, kind, at) {
      const log = view(maintenance, filter);
      return kind === 'output' ? log.positionOfRow(at) : log.positionOfEvent(at);
    },
  };
}
