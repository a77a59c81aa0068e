/**
 * One console writes to a workspace. The proof that the writer lives is a lock of the operating system, held on a small file
 * beside the workspace: a killed console's lock is free at once, and a living one's can never be taken away. Who it is
 * stands in the workspace itself, in the table `session`, for a holder's lock cannot be read through.
 */
import { hostname } from 'node:os';
import Database from 'better-sqlite3';
import type { Connection } from './connection.ts';
import { codeOf } from './refusal.ts';
import type { Holder } from './store.ts';
import type { WriteTurn } from './write-turn.ts';

export interface Lock {
  release(): void;
}

/** `undefined`: somebody holds it. Anything else that goes wrong throws. */
export function takeLock(file: string): Lock | undefined {
  const connection = new Database(file, { timeout: 0 });
  try {
    // The journal stays in memory: the lock's file has no content that a crash could leave half-written.
    connection.pragma('journal_mode = MEMORY');
    connection.exec('BEGIN EXCLUSIVE');
    return { release: () => connection.close() };
  } catch (error) {
    connection.close();
    if (codeOf(error).startsWith('SQLITE_BUSY')) return undefined;
    throw error;
  }
}

export interface SessionParts {
  readonly program: string;
  readonly user: string;
  readonly atMs: number;
}

const heartbeatMs = 15_000;

/** Writes down who holds the workspace, and that whoever did not say its end has ended. Only for the holder of the lock. */
export function beginSession(connection: Connection, { program, user, atMs }: SessionParts): number {
  connection.exec('UPDATE session SET released_at_ms = heartbeat_ms WHERE released_at_ms IS NULL');
  const { lastInsertRowid } = connection
    .prepare(`INSERT INTO session (program, user, machine, pid, since_ms, heartbeat_ms) VALUES (?, ?, ?, ?, ?, ?)`)
    .run(program, user, hostname(), process.pid, atMs, atMs);
  return Number(lastInsertRowid);
}

/** Whether the last session ended without saying so. */
export function wasLeftUncleanly(connection: Connection): boolean {
  const released = connection
    .prepare<[], { released_at_ms: number | null }>('SELECT released_at_ms FROM session ORDER BY id DESC LIMIT 1')
    .get();
  return released !== undefined && released.released_at_ms === null;
}

export function endSession(connection: Connection, session: number, atMs: number): void {
  connection.prepare('UPDATE session SET released_at_ms = ?, heartbeat_ms = ? WHERE id = ?').run(atMs, atMs, session);
}

/** Writes now and then that the holder still works; the returned function ends it. */
export function beat(connection: Connection, session: number, now: () => number, turn: WriteTurn): () => void {
  const update = connection.prepare('UPDATE session SET heartbeat_ms = ? WHERE id = ?');
  const timer = setInterval(() => {
    try {
      turn.take(() => update.run(now(), session));
    } catch (error) {
      // A heartbeat is for information. What really cannot be written will say so by itself.
      if (!codeOf(error).startsWith('SQLITE_')) throw error;
    }
  }, heartbeatMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** Who holds the workspace by its own words: the newest session that has not ended, unless its process is gone from this machine. */
export function readHolder(connection: Connection): Holder | undefined {
  const row = connection
    .prepare<[], { program: string; user: string; machine: string; pid: number; since_ms: number }>(
      `SELECT program, user, machine, pid, since_ms FROM session
       WHERE released_at_ms IS NULL ORDER BY id DESC LIMIT 1`,
    )
    .get();
  if (row === undefined || (row.machine === hostname() && !isAlive(row.pid))) return undefined;
  return { name: `${row.program}, ${row.user} on ${row.machine}`, pid: row.pid, sinceMs: row.since_ms };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return codeOf(error) === 'EPERM';
  }
}
