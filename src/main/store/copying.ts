/** Reads a maintenance whole, as it lies in the file: events as they were hashed, rows with their very bytes. For bundles, and nothing else. */
import type { TaskId } from '../../core/ids.ts';
import { type EventRecord, toLink } from './chain.ts';
import type { Connection } from './connection.ts';
import type { Directory } from './directory.ts';
import type { Copying, StoredRow } from './stored.ts';

const eventsAtATime = 500;

interface AttemptRecord {
  readonly task: TaskId;
  readonly attempt: number;
  readonly rows: number;
  readonly stdout_bytes: number;
  readonly stderr_bytes: number;
  readonly stdout_offset: number;
  readonly stderr_offset: number;
}

export function openCopying(connection: Connection, directoryOf: (maintenance: string) => Directory): Copying {
  const page = connection.prepare<[string, number, number, number], EventRecord>(
    'SELECT * FROM event WHERE maintenance = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?',
  );
  const attempts = connection.prepare<[string], AttemptRecord>(
    'SELECT * FROM attempt WHERE maintenance = ? ORDER BY id',
  );
  return {
    *events(maintenance, toSeq) {
      for (let seq = 0; ; ) {
        const records = page.all(maintenance, seq, toSeq, eventsAtATime);
        const last = records.at(-1);
        if (last === undefined) return;
        yield records.map((record) => ({ ...toLink(record), hash: record.hash }));
        seq = last.seq;
      }
    },
    *rows(maintenance, toRow) {
      const directory = directoryOf(maintenance);
      directory.refresh();
      for (let at = 0; at < toRow; ) {
        const block = toRows(directory, at, toRow);
        yield block;
        at += block.length;
      }
    },
    attempts: (maintenance) =>
      attempts.all(maintenance).map((record) => ({
        task: record.task,
        attempt: record.attempt,
        rows: record.rows,
        bytes: { stdout: record.stdout_bytes, stderr: record.stderr_bytes },
        offsets: { stdout: record.stdout_offset, stderr: record.stderr_offset },
      })),
  };
}

/** The rows from `from` on that lie in one block of the store. */
function toRows(directory: Directory, from: number, toRow: number): readonly StoredRow[] {
  const { row0, rows } = directory.read(from);
  const found: StoredRow[] = [];
  let index = 0;
  for (const run of rows.runs) {
    const { task, attempt } = directory.attempt(run.attempt);
    for (let line = run.line0; line < run.line0 + run.rows; line += 1, index += 1) {
      const row = row0 + index;
      if (row < from || row >= toRow) continue;
      const start = index === 0 ? 0 : (rows.ends[index - 1] as number);
      found.push({
        row,
        task: task as TaskId,
        attempt,
        line,
        stream: rows.streams[index] === 0 ? 'stdout' : 'stderr',
        atMs: rows.timesMs[index] as number,
        bytes: rows.body.subarray(start, rows.ends[index]),
      });
    }
  }
  return found;
}
