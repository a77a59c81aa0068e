/** Where the store ends for an attempt. */
import type { AttemptKey } from '../../core/ids.ts';
import type { Connection } from './connection.ts';

/** Rows, bytes and offsets committed so far; zero for an attempt never seen. */
export function prepareEnds(connection: Connection) {
  const select = connection.prepare<
    [string, string, number],
    { rows: number; stdout_bytes: number; stderr_bytes: number; stdout_offset: number; stderr_offset: number }
  >('SELECT * FROM attempt WHERE maintenance = ? AND task = ? AND attempt = ?');
  return ({ maintenance, task, attempt }: AttemptKey) => {
    const row = select.get(maintenance, task, attempt);
    return {
      rows: row?.rows ?? 0,
      bytes: { stdout: row?.stdout_bytes ?? 0, stderr: row?.stderr_bytes ?? 0 },
      offsets: { stdout: row?.stdout_offset ?? 0, stderr: row?.stderr_offset ?? 0 },
    };
  };
}
