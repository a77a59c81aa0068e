/** The output log as the engine sees it: batches go to the writing thread, heads come back once they are on disk. */
import { Worker } from 'node:worker_threads';
import type { AttemptKey } from '../../core/ids.ts';
import { type PackedRows, RowPacker } from '../../core/text/packed-rows.ts';
import type { OutputBatch, OutputHead, OutputLog } from '../engine/ports.ts';
import { workerModule } from '../shipped.ts';
import type { Connection } from './connection.ts';
import { prepareEnds } from './output-ends.ts';
import type { FromOutputWorker, OutputWorkerData, ToOutputWorker } from './output-messages.ts';
import type { TurnCounter } from './write-turn.ts';

/** More than this given and not yet committed, and `append` makes its caller wait. */
const inFlightMaxBytes = 4 * 1_048_576;

export interface OutputParts {
  readonly file: string;
  readonly connection: Connection;
  readonly counter: TurnCounter;
  readonly replay: OutputLog['replay'];
  readonly onWritten: () => void;
}

export interface ClosableOutput extends OutputLog {
  close(): Promise<void>;
}

interface InFlight {
  readonly id: number;
  readonly key: string;
  readonly sizeBytes: number;
}

/** Somebody who waits until the batch `upTo` is committed, or until there is room. */
interface Waiter {
  readonly isDue: () => boolean;
  readonly resolve: () => void;
}

export function openOutput({ file, connection, counter, replay, onWritten }: OutputParts): ClosableOutput {
  const url = workerModule('store/output-worker');
  const worker = new Worker(url, { workerData: { file, counter } satisfies OutputWorkerData });
  const listeners = new Set<(head: OutputHead) => void>();
  /** Attempts of which something was dropped: they begin again from where the store ends. */
  const broken = new Map<string, Error>();
  const readEnds = prepareEnds(connection);
  const inFlight: InFlight[] = [];
  let inFlightBytes = 0;
  let lastId = 0;
  let failures = 0;
  let waiters: Waiter[] = [];
  let dead: Error | undefined;
  let isClosing = false;

  worker.on('message', (message: FromOutputWorker) => {
    if (message.kind === 'committed') {
      settleUpTo(message.upTo);
      onWritten();
      for (const head of message.heads) for (const listener of [...listeners]) listener(head);
      wake();
    } else {
      failures += 1;
      drop(new Error(`The output could not be written: ${message.message}`, { cause: message }));
    }
  });
  worker.on('error', (error) => die(new Error('The thread that writes output ended with an error.', { cause: error })));
  worker.on('exit', () => {
    if (!isClosing) die(new Error('The thread that writes output ended.'));
  });
  worker.unref();

  function settleUpTo(id: number): readonly InFlight[] {
    const count = inFlight.findIndex((batch) => batch.id > id);
    const settled = inFlight.splice(0, count === -1 ? inFlight.length : count);
    for (const batch of settled) inFlightBytes -= batch.sizeBytes;
    return settled;
  }

  function drop(error: Error): void {
    for (const batch of settleUpTo(lastId)) broken.set(batch.key, error);
    // With nothing in hand everybody is due, and looks whether what was dropped was theirs.
    wake();
  }

  /** With nothing in hand the thread keeps nobody from ending; while it is being closed, its end is waited for. */
  function letEnd(): void {
    if (inFlight.length === 0 && !isClosing) worker.unref();
  }

  function die(error: Error): void {
    dead ??= error;
    drop(dead);
  }

  function wake(): void {
    letEnd();
    const due = waiters.filter((waiter) => waiter.isDue());
    waiters = waiters.filter((waiter) => !due.includes(waiter));
    for (const waiter of due) waiter.resolve();
  }

  function until(isDue: () => boolean): Promise<void> {
    if (isDue()) return Promise.resolve();
    return new Promise((resolve) => waiters.push({ isDue, resolve }));
  }

  function isCommitted(id: number): boolean {
    const oldest = inFlight[0];
    return oldest === undefined || oldest.id > id;
  }

  /** Resolves when what was given until now is settled, one way or the other. */
  async function settle(): Promise<void> {
    const id = lastId;
    await until(() => isCommitted(id));
  }

  async function flush(key?: AttemptKey): Promise<void> {
    await settle();
    const error = dead ?? (key === undefined ? broken.values().next().value : broken.get(nameOf(key)));
    if (error !== undefined) throw error;
  }

  return {
    async ends(key) {
      await settle();
      broken.delete(nameOf(key));
      return readEnds(key);
    },
    async append(batch) {
      const name = nameOf(batch.key);
      const error = dead ?? broken.get(name);
      if (error !== undefined) throw error;
      const rows = pack(batch);
      const sizeBytes = rows.bytes.length + rows.ends.length * 13;
      lastId += 1;
      if (inFlight.length === 0) worker.ref();
      inFlight.push({ id: lastId, key: name, sizeBytes });
      inFlightBytes += sizeBytes;
      const message: ToOutputWorker = {
        kind: 'batch',
        id: lastId,
        failures,
        key: batch.key,
        rows,
        offsets: batch.offsets,
      };
      worker.postMessage(message, [rows.bytes.buffer, rows.ends.buffer, rows.streams.buffer, rows.timesMs.buffer]);
      await until(() => inFlightBytes <= inFlightMaxBytes);
      const dropped = dead ?? broken.get(name);
      if (dropped !== undefined) throw dropped;
    },
    flush,
    replay,
    onCommitted(call) {
      listeners.add(call);
      return () => listeners.delete(call);
    },
    async close() {
      if (dead !== undefined) return;
      isClosing = true;
      worker.ref();
      const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      worker.postMessage({ kind: 'close' } satisfies ToOutputWorker);
      await exited;
    },
  };
}

function nameOf({ maintenance, task, attempt }: AttemptKey): string {
  return `${maintenance} ${task} ${attempt}`;
}

function pack({ rows }: OutputBatch): PackedRows {
  if ('ends' in rows) return rows;
  const packer = new RowPacker(rows.reduce((size, row) => size + row.bytes.length, 1));
  for (const row of rows) packer.add(row.stream, row.bytes, row.atMs);
  return packer.take();
}
