/** Where the rows of a maintenance lie: its chunks and the pieces of its tail, remembered and read on as the log grows. */
import { type ChunkRecord, unpackChunk } from './chunk.ts';
import { decodeEntries, type Mix, type Rows } from './chunk-format.ts';
import type { Connection } from './connection.ts';
import { recall } from './recall.ts';

/** One stretch of rows: a chunk, or a piece of the tail. */
export interface Stretch {
  readonly row0: number;
  readonly rows: number;
  readonly mix: Mix;
}

export interface AttemptName {
  readonly task: string;
  readonly attempt: number;
}

const unpackedKept = 16;
const directoriesKept = 16;

/** The directories of the maintenances looked at last. */
export function keepDirectories(connection: Connection): (maintenance: string) => Directory {
  const kept = new Map<string, Directory>();
  return (maintenance) => recall(kept, maintenance, directoriesKept, () => new Directory(connection, maintenance));
}

export class Directory {
  /** Never change once they stand here. */
  readonly chunks: Stretch[] = [];
  /** The tail's pieces, after the chunks; replaced by a chunk one day. */
  tail: Stretch[] = [];
  readonly #maintenance: string;
  readonly #sql: ReturnType<typeof prepare>;
  readonly #attempts = new Map<number, AttemptName>();
  readonly #unpacked = new Map<number, Rows>();
  readonly #read: () => void;

  constructor(connection: Connection, maintenance: string) {
    this.#maintenance = maintenance;
    this.#sql = prepare(connection);
    // One transaction, so that chunks and tail are of the same moment.
    this.#read = connection.transaction(() => {
      const added = this.#sql.chunksFrom.all(this.#maintenance, this.#chunkedRows());
      for (const record of added) this.chunks.push(toStretch(record));
      const first = this.#chunkedRows();
      if ((this.tail[0]?.row0 ?? first) !== first) this.tail = [];
      const last = this.tail.at(-1);
      const from = last === undefined ? first : last.row0 + last.rows;
      const pieces = this.#sql.tailAfter.all(this.#maintenance, from).map(toStretch);
      const isRewritten = (pieces[0]?.row0 ?? from) < from;
      if (isRewritten) this.tail = this.#sql.tailAfter.all(this.#maintenance, first).map(toStretch);
      else if (pieces.length > 0) this.tail = [...this.tail, ...pieces];
    });
  }

  /** Takes in what was committed since. */
  refresh(): void {
    this.#read();
  }

  get rows(): number {
    const last = this.tail.at(-1);
    return last === undefined ? this.#chunkedRows() : last.row0 + last.rows;
  }

  get stretches(): number {
    return this.chunks.length + this.tail.length;
  }

  stretch(index: number): Stretch | undefined {
    return index < this.chunks.length ? this.chunks[index] : this.tail[index - this.chunks.length];
  }

  /** The stretch that row `row` lies in. */
  indexOf(row: number): number {
    let low = 0;
    let high = this.stretches - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.stretch(middle)?.row0 ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The task and number of an attempt, by the id that chunks name it with. */
  attempt(id: number): AttemptName {
    const known = this.#attempts.get(id);
    if (known !== undefined) return known;
    const found = this.#sql.attempt.get(id);
    if (found === undefined) throw new Error(`the output names an attempt ${id} that the store does not have`);
    this.#attempts.set(id, found);
    return found;
  }

  /**
   * The rows around `row` as they lie in the store now, and the number of the first of them: one small read.
   * Throws where a chunk is not what was hashed when it was written.
   */
  read(row: number): { readonly row0: number; readonly rows: Rows } {
    const chunk = row < this.#chunkedRows() ? this.chunks[this.indexOf(row)] : undefined;
    const kept = chunk === undefined ? undefined : this.#unpacked.get(chunk.row0);
    if (chunk !== undefined && kept !== undefined) return { row0: chunk.row0, rows: kept };
    const record = this.#sql.chunkAt.get(this.#maintenance, row);
    if (record !== undefined && row < record.row0 + record.rows) {
      const rows = unpackChunk(record);
      this.#keep(record.row0, rows);
      return { row0: record.row0, rows };
    }
    const piece = this.#sql.tailAt.get(this.#maintenance, row);
    if (piece !== undefined && row < piece.row0 + piece.rows) {
      return { row0: piece.row0, rows: { ...decodeEntries(piece.entries), body: piece.body } };
    }
    // Between the two looks the tail may have become a chunk; then it is there now.
    const moved = this.#sql.chunkAt.get(this.#maintenance, row);
    if (moved === undefined || row >= moved.row0 + moved.rows) throw new Error(`row ${row} is not in the store`);
    return { row0: moved.row0, rows: unpackChunk(moved) };
  }

  #chunkedRows(): number {
    const last = this.chunks.at(-1);
    return last === undefined ? 0 : last.row0 + last.rows;
  }

  #keep(row0: number, rows: Rows): void {
    this.#unpacked.set(row0, rows);
    if (this.#unpacked.size <= unpackedKept) return;
    const oldest = this.#unpacked.keys().next().value;
    if (oldest !== undefined) this.#unpacked.delete(oldest);
  }
}

interface StretchRecord {
  readonly row0: number;
  readonly rows: number;
  readonly mix: string;
}

interface TailRecord {
  readonly row0: number;
  readonly rows: number;
  readonly entries: Uint8Array;
  readonly body: Uint8Array;
}

function toStretch(record: StretchRecord): Stretch {
  return { row0: record.row0, rows: record.rows, mix: JSON.parse(record.mix) as Mix };
}

function prepare(connection: Connection) {
  return {
    chunksFrom: connection.prepare<[string, number], StretchRecord>(
      'SELECT row0, rows, mix FROM chunk WHERE maintenance = ? AND row0 >= ? ORDER BY row0',
    ),
    tailAfter: connection.prepare<[string, number], StretchRecord>(
      'SELECT row0, rows, mix FROM tail WHERE maintenance = ? AND row0 + rows > ? ORDER BY row0',
    ),
    chunkAt: connection.prepare<[string, number], ChunkRecord>(
      `SELECT row0, rows, packed, sha256 FROM chunk
       WHERE maintenance = ? AND row0 <= ? ORDER BY row0 DESC LIMIT 1`,
    ),
    tailAt: connection.prepare<[string, number], TailRecord>(
      'SELECT row0, rows, entries, body FROM tail WHERE maintenance = ? AND row0 <= ? ORDER BY row0 DESC LIMIT 1',
    ),
    attempt: connection.prepare<[number], AttemptName>('SELECT task, attempt FROM attempt WHERE id = ?'),
  };
}
