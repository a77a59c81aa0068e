/** The thread that searches: one search at a time, with the maps of what it searched kept for the next. */
import { parentPort, workerData } from 'node:worker_threads';
import { connect } from './connection.ts';
import { LogEvents } from './log-events.ts';
import { LogNames } from './log-names.ts';
import { recall } from './recall.ts';
import { SearchIndex } from './search-index.ts';
import type { FromSearchWorker, SearchOrder, SearchWorkerData } from './search-messages.ts';
import { type SearchedMaintenance, SearchRun } from './search-run.ts';

/** Ten million rows of output have maps of 50 MB. */
const maintenancesKept = 2;

const port = parentPort;
if (port === null) throw new Error('this file is a worker');
const { file, stop } = workerData as SearchWorkerData;
const connection = connect(file, 'read');
const logs = new Map<string, SearchedMaintenance>();

port.on('message', (order: SearchOrder) => {
  const log = recall(logs, order.maintenance, maintenancesKept, () => ({
    index: new SearchIndex(connection, order.maintenance),
    events: new LogEvents(connection, order.maintenance),
    names: new LogNames(connection, order.maintenance),
  }));
  const tell = (progress: FromSearchWorker) => port.postMessage(progress);
  new SearchRun(connection, order, log, tell, () => Atomics.load(stop, 0) !== 0).run();
});
port.postMessage('ready' satisfies FromSearchWorker);
