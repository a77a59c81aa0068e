/** The SQL by which output is written. */
import type { Connection } from './connection.ts';

export type OutputStatements = ReturnType<typeof prepareOutput>;

interface AttemptRecord {
  readonly id: number;
  readonly rows: number;
  readonly stdout_bytes: number;
  readonly stderr_bytes: number;
  readonly stdout_offset: number;
  readonly stderr_offset: number;
}

interface TailRecord {
  readonly row0: number;
  readonly entries: Uint8Array;
  readonly body: Uint8Array;
}

export function prepareOutput(connection: Connection) {
  return {
    lastAttempt: connection.prepare<[], number | null>('SELECT max(id) FROM attempt').pluck(),
    attempt: connection.prepare<[string, string, number], AttemptRecord>(
      'SELECT * FROM attempt WHERE maintenance = ? AND task = ? AND attempt = ?',
    ),
    saveAttempt: connection.prepare(
      `INSERT INTO attempt (id, maintenance, task, attempt, rows, stdout_bytes, stderr_bytes, stdout_offset, stderr_offset)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (maintenance, task, attempt) DO UPDATE SET rows = excluded.rows, stdout_bytes = excluded.stdout_bytes,
         stderr_bytes = excluded.stderr_bytes, stdout_offset = excluded.stdout_offset, stderr_offset = excluded.stderr_offset`,
    ),
    head: connection.prepare<[string], number>('SELECT rows FROM head WHERE maintenance = ?').pluck(),
    saveHead: connection.prepare(
      'INSERT INTO head (maintenance, rows) VALUES (?, ?) ON CONFLICT (maintenance) DO UPDATE SET rows = excluded.rows',
    ),
    tail: connection.prepare<[string], TailRecord>(
      'SELECT row0, entries, body FROM tail WHERE maintenance = ? ORDER BY row0',
    ),
    clearTail: connection.prepare('DELETE FROM tail WHERE maintenance = ?'),
    addTail: connection.prepare(
      'INSERT INTO tail (maintenance, row0, rows, mix, entries, body) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    addChunk: connection.prepare(
      `INSERT INTO chunk (maintenance, row0, rows, size_bytes, is_plain, mix, packed, sha256)
       VALUES (@maintenance, @row0, @rows, @sizeBytes, @isPlain, @mix, @packed, @sha256)`,
    ),
    addMap: connection.prepare('INSERT INTO chunk_map (chunk, trigrams, tokens) VALUES (?, ?, ?)'),
  };
}
