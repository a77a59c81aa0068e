/** The thread that writes output: what arrives first is committed at once, then groups of what came within a few milliseconds. */
import { parentPort, workerData } from 'node:worker_threads';
import type { PackedRows } from '../../core/text/packed-rows.ts';
import { connect } from './connection.ts';
import type { FromOutputWorker, OutputWorkerData, PackedBatch, ToOutputWorker } from './output-messages.ts';
import { OutputWriter } from './output-writer.ts';
import { codeOf } from './refusal.ts';
import { giveWay } from './write-turn.ts';

/** Between two commits at least this long, or twice as long as the last commit took (slow disks), up to `groupMaxMs`. */
const groupMs = 8;
const groupMaxMs = 50;
/** More than this is not put into one transaction, so that the journal never waits long. */
const groupBytes = 1_048_576;

const port = parentPort;
if (port === null) throw new Error('this file is a worker');
const { file, counter } = workerData as OutputWorkerData;
const connection = connect(file, 'write');
const writer = new OutputWriter(connection, () => giveWay(counter));

let queue: (PackedBatch & { readonly id: number })[] = [];
let queuedBytes = 0;
/** Commits that failed. A batch given by one who had not heard of the last would leave a hole after what was dropped. */
let failures = 0;
let nextCommitAtMs = 0;
let timer: NodeJS.Timeout | undefined;
let immediate: NodeJS.Immediate | undefined;

port.on('message', (message: ToOutputWorker) => {
  if (message.kind === 'close') {
    while (queue.length > 0) commit();
    connection.close();
    port.close();
    return;
  }
  if (message.failures < failures) return;
  queue.push(message);
  queuedBytes += message.rows.bytes.length;
  schedule();
});

function schedule(): void {
  if (immediate !== undefined || queue.length === 0) return;
  const waitMs = nextCommitAtMs - performance.now();
  if (waitMs <= 0 || queuedBytes >= groupBytes) {
    clearTimeout(timer);
    timer = undefined;
    immediate = setImmediate(() => {
      immediate = undefined;
      commit();
      schedule();
    });
  } else {
    timer ??= setTimeout(() => {
      timer = undefined;
      commit();
      schedule();
    }, waitMs);
  }
}

function commit(): void {
  const group = takeGroup();
  const last = group.at(-1);
  if (last === undefined) return;
  const beganMs = performance.now();
  try {
    const heads = writer.commit(group);
    answer({ kind: 'committed', upTo: last.id, heads });
    for (const { rows } of group) release(rows);
  } catch (error) {
    const upTo = queue.at(-1)?.id ?? last.id;
    queue = [];
    queuedBytes = 0;
    failures += 1;
    answer({
      kind: 'failed',
      upTo,
      message: error instanceof Error ? error.message : String(error),
      code: codeOf(error),
    });
  }
  const endedMs = performance.now();
  nextCommitAtMs = endedMs + Math.min(Math.max(groupMs, (endedMs - beganMs) * 2), groupMaxMs);
}

function takeGroup(): (PackedBatch & { readonly id: number })[] {
  let size = 0;
  let count = 0;
  while (count < queue.length && size < groupBytes) {
    size += queue[count]?.rows.bytes.length ?? 0;
    count += 1;
  }
  queuedBytes -= size;
  return queue.splice(0, count);
}

/** Given back at once: a burst brings a hundred megabytes before anybody would collect them. */
function release(rows: PackedRows): void {
  for (const { buffer } of [rows.bytes, rows.ends, rows.streams, rows.timesMs]) buffer.transfer(0);
}

function answer(message: FromOutputWorker): void {
  port?.postMessage(message);
}
