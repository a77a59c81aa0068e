/** Opens a connection to a workspace's file, with the settings every connection of the store must have. */
import Database from 'better-sqlite3';

export type Connection = Database.Database;

/** Older versions of SQLite had a bug in resetting the write-ahead log that could damage a file. */
const oldestSqlite = [3, 51, 3] as const;
const busyTimeoutMs = 10_000;
/** 16 MB: a burst of output is brought into the file a few times, not dozens of times. */
const checkpointPages = 4_000;

/** Throws what SQLite throws: the callers know what it means where they stand. */
export function connect(file: string, mode: 'write' | 'read'): Connection {
  const connection = mode === 'write' ? new Database(file, { timeout: busyTimeoutMs }) : openForReading(file);
  try {
    assertSqliteVersion(connection);
    if (mode === 'write') {
      connection.pragma('journal_mode = WAL');
      connection.pragma('synchronous = FULL');
      connection.pragma('foreign_keys = ON');
      connection.pragma(`wal_autocheckpoint = ${checkpointPages}`);
    }
    connection.pragma('trusted_schema = OFF');
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function openForReading(file: string): Connection {
  const connection = new Database(file, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs });
  connection.pragma('query_only = ON');
  return connection;
}

function assertSqliteVersion(connection: Connection): void {
  const version = String(connection.prepare('SELECT sqlite_version()').pluck().get());
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const [needMajor, needMinor, needPatch] = oldestSqlite;
  const isEnough =
    major > needMajor || (major === needMajor && (minor > needMinor || (minor === needMinor && patch >= needPatch)));
  if (!isEnough) throw new Error(`SQLite ${version} is older than ${oldestSqlite.join('.')}, the oldest safe with WAL`);
}
