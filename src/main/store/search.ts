/** Starts searches in threads of their own, and ends them: by asking, and where an expression runs away, by force. */
import { Worker } from 'node:worker_threads';
import { workerModule } from '../shipped.ts';
import type { FromSearchWorker, SearchOrder, SearchWorkerData } from './search-messages.ts';
import type { LogReader, SearchProgress } from './store.ts';

/** Searches at one time; more wait for their turn. */
const workersMax = 4;
/** How long a search that is to end may take to do so by itself. */
const endMs = 80;
/** A search that says nothing for this long is stuck in one chunk: its expression will not come to an end. */
const silenceMs = 10_000;
/** The maps of a thread nobody needs are given back after this long. */
const idleMs = 60_000;

interface SearchThread {
  readonly worker: Worker;
  readonly stop: Int32Array<SharedArrayBuffer>;
  /** Once it has begun, or never will. */
  readonly ready: Promise<void>;
  idleTimer?: NodeJS.Timeout;
}

interface Search {
  readonly order: SearchOrder;
  readonly call: (progress: SearchProgress) => void;
  isEnded: boolean;
  thread?: SearchThread;
}

export interface Searches {
  readonly search: LogReader['search'];
  close(): Promise<void>;
}

export function openSearches(file: string): Searches {
  const idle: SearchThread[] = [];
  const busy = new Set<SearchThread>();
  const ending = new Set<SearchThread>();
  let waiting: Search[] = [];

  function startThread(): SearchThread {
    const url = workerModule('store/search-worker');
    const stop = new Int32Array(new SharedArrayBuffer(4));
    const worker = new Worker(url, { workerData: { file, stop } satisfies SearchWorkerData });
    const ready = new Promise<void>((resolve) => {
      for (const event of ['message', 'error', 'exit'] as const) worker.once(event, () => resolve());
    });
    worker.unref();
    return { worker, stop, ready };
  }

  /** A thread that is ended while it still loads SQLite takes the whole process along: that is waited for. */
  async function endThread(thread: SearchThread): Promise<void> {
    ending.add(thread);
    thread.worker.ref();
    await thread.ready;
    await thread.worker.terminate();
    ending.delete(thread);
  }

  /** It keeps the process from ending only while it searches, or is being ended. */
  function letGo(thread: SearchThread): void {
    if (!ending.has(thread)) thread.worker.unref();
  }

  function begin(search: Search): void {
    const thread = idle.pop() ?? startThread();
    clearTimeout(thread.idleTimer);
    busy.add(thread);
    search.thread = thread;
    Atomics.store(thread.stop, 0, 0);
    const { worker } = thread;

    let silence = setTimeout(onSilence, silenceMs).unref();
    function onSilence(): void {
      discard();
      tell({ problem: 'The expression takes too long on a line of this log. Make it simpler.' });
    }
    function onMessage(progress: FromSearchWorker): void {
      if (progress === 'ready') return;
      clearTimeout(silence);
      if (progress.isDone) settle();
      else silence = setTimeout(onSilence, silenceMs).unref();
      if (!search.isEnded) search.call(progress);
    }
    function onError(error: Error): void {
      discard();
      tell({ problem: `The search failed: ${error.message}.` });
    }
    function tell({ problem }: { readonly problem: string }): void {
      if (!search.isEnded) search.call({ hits: [], progress: 1, isDone: true, isCut: true, problem });
      search.isEnded = true;
    }
    function unlisten(): void {
      clearTimeout(silence);
      clearTimeout(forced);
      worker.off('message', onMessage);
      worker.off('error', onError);
      letGo(thread);
      busy.delete(thread);
      delete search.thread;
    }
    function settle(): void {
      unlisten();
      idle.push(thread);
      thread.idleTimer = setTimeout(() => forget(thread), idleMs).unref();
      next();
    }
    function discard(): void {
      unlisten();
      void endThread(thread);
      next();
    }
    let forced: NodeJS.Timeout | undefined;
    worker.ref();
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.postMessage(search.order);
    endSearch.set(search, () => {
      Atomics.store(thread.stop, 0, 1);
      forced = setTimeout(discard, endMs).unref();
    });
  }

  const endSearch = new WeakMap<Search, () => void>();

  function forget(thread: SearchThread): void {
    const at = idle.indexOf(thread);
    if (at === -1) return;
    idle.splice(at, 1);
    void endThread(thread);
  }

  function next(): void {
    while (busy.size < workersMax) {
      const search = waiting.shift();
      if (search === undefined) return;
      begin(search);
    }
  }

  return {
    search(maintenance, query, filter, limit, call) {
      const search: Search = { order: { maintenance, query, filter, limit }, call, isEnded: false };
      waiting.push(search);
      next();
      return () => {
        if (search.isEnded) return;
        search.isEnded = true;
        waiting = waiting.filter((other) => other !== search);
        if (search.thread !== undefined) endSearch.get(search)?.();
      };
    },
    async close() {
      waiting = [];
      const threads = [...idle, ...busy, ...ending];
      idle.length = 0;
      for (const thread of threads) clearTimeout(thread.idleTimer);
      await Promise.all(threads.map(endThread));
    },
  };
}
