/** Commits batches of rows: into the tail while they are few, into compressed, hashed, mapped chunks once they fill one. */
import type { AttemptKey } from '../../core/ids.ts';
import type { OutputHead, SpoolOffsets } from '../engine/ports.ts';
import { type PackedChunk, packChunk } from './chunk.ts';
import { decodeEntries, encodeEntries, type Rows, toMix } from './chunk-format.ts';
import type { Connection } from './connection.ts';
import type { PackedBatch } from './output-messages.ts';
import { type OutputStatements, prepareOutput } from './output-statements.ts';
import { Pile } from './pile.ts';

/** A chunk takes rows until it has this much. Larger compresses better; smaller makes a single row a cheaper read. */
export const chunkSizeBytes = 131_072;
/** A tail in more pieces than this is written anew as one, so that reading it stays cheap. */
const tailPiecesMax = 64;

interface AttemptEnd {
  readonly id: number;
  rows: number;
  stdoutBytes: number;
  stderrBytes: number;
  offsets: SpoolOffsets;
}

interface OpenPile {
  readonly pile: Pile;
  /** How many of the pile's rows the tail has already, and in how many pieces. */
  saved: number;
  pieces: number;
}

export class OutputWriter {
  readonly #connection: Connection;
  readonly #giveWay: () => void;
  readonly #attempts = new Map<string, AttemptEnd>();
  readonly #piles = new Map<string, OpenPile>();
  readonly #sql: OutputStatements;
  #nextAttempt: number;

  /** `giveWay` is called right before the transaction begins. */
  constructor(connection: Connection, giveWay: () => void) {
    this.#connection = connection;
    this.#giveWay = giveWay;
    this.#sql = prepareOutput(connection);
    this.#nextAttempt = this.#sql.lastAttempt.get() ?? 0;
  }

  /** One transaction for all; throws with nothing committed. What is costly happens before it begins. */
  commit(batches: readonly PackedBatch[]): readonly OutputHead[] {
    try {
      const ends = new Map<AttemptEnd, AttemptKey>();
      const touched = new Map<string, OpenPile>();
      for (const { key, rows, offsets } of batches) {
        const end = this.#endOf(key);
        const open = this.#pileOf(key.maintenance);
        ends.set(end, key);
        touched.set(key.maintenance, open);
        open.pile.add(end.id, end.rows, rows);
        advance(end, rows, offsets);
      }
      const writes = [...touched].map(([maintenance, open]) => ({ maintenance, open, ...stage(open) }));
      this.#giveWay();
      this.#connection
        .transaction(() => {
          for (const [end, key] of ends) this.#saveEnd(key, end);
          for (const write of writes) this.#savePile(write);
        })
        .immediate();
      for (const write of writes) settle(write);
      return writes.map(({ maintenance, open }) => ({
        maintenance: maintenance as OutputHead['maintenance'],
        rows: open.pile.row0 + open.pile.rows,
      }));
    } catch (error) {
      // What memory holds runs ahead of the file now: it is read again from there.
      this.#attempts.clear();
      this.#piles.clear();
      this.#nextAttempt = this.#sql.lastAttempt.get() ?? 0;
      throw error;
    }
  }

  #endOf(key: AttemptKey): AttemptEnd {
    const name = `${key.maintenance} ${key.task} ${key.attempt}`;
    const known = this.#attempts.get(name);
    if (known !== undefined) return known;
    const stored = this.#sql.attempt.get(key.maintenance, key.task, key.attempt);
    const end: AttemptEnd =
      stored === undefined
        ? { id: ++this.#nextAttempt, rows: 0, stdoutBytes: 0, stderrBytes: 0, offsets: { stdout: 0, stderr: 0 } }
        : {
            id: stored.id,
            rows: stored.rows,
            stdoutBytes: stored.stdout_bytes,
            stderrBytes: stored.stderr_bytes,
            offsets: { stdout: stored.stdout_offset, stderr: stored.stderr_offset },
          };
    this.#attempts.set(name, end);
    return end;
  }

  #pileOf(maintenance: string): OpenPile {
    const known = this.#piles.get(maintenance);
    if (known !== undefined) return known;
    const pieces = this.#sql.tail.all(maintenance);
    const pile = new Pile(pieces[0]?.row0 ?? this.#sql.head.get(maintenance) ?? 0);
    for (const piece of pieces) addPiece(pile, { ...decodeEntries(piece.entries), body: piece.body });
    const open = { pile, saved: pile.rows, pieces: pieces.length };
    this.#piles.set(maintenance, open);
    return open;
  }

  #saveEnd(key: AttemptKey, end: AttemptEnd): void {
    const { stdout, stderr } = end.offsets;
    this.#sql.saveAttempt.run(
      end.id,
      key.maintenance,
      key.task,
      key.attempt,
      end.rows,
      end.stdoutBytes,
      end.stderrBytes,
      stdout,
      stderr,
    );
  }

  #savePile({ maintenance, open, chunks, tail }: Staged & { maintenance: string; open: OpenPile }): void {
    const { row0 } = open.pile;
    if (tail.isWhole) this.#sql.clearTail.run(maintenance);
    for (const chunk of chunks) {
      const { lastInsertRowid } = this.#sql.addChunk.run({ ...chunk, maintenance });
      this.#sql.addMap.run(lastInsertRowid, chunk.map.trigrams, chunk.map.tokens);
    }
    if (tail.rows > 0) {
      this.#sql.addTail.run(maintenance, row0 + tail.from, tail.rows, tail.mix, tail.entries, tail.body);
    }
    this.#sql.saveHead.run(maintenance, row0 + open.pile.rows);
  }
}

interface Staged {
  readonly chunks: readonly PackedChunk[];
  /** Rows of the pile that stand in `chunks`. */
  readonly chunkedRows: number;
  readonly tail: {
    /** The tail is written anew: what it had is in a chunk, or came to be too many pieces. */
    readonly isWhole: boolean;
    readonly from: number;
    readonly rows: number;
    readonly mix: string;
    readonly entries: Uint8Array;
    readonly body: Uint8Array;
  };
}

function stage(open: OpenPile): Staged {
  const { pile } = open;
  const chunks: PackedChunk[] = [];
  let from = 0;
  for (;;) {
    const rows = pile.rowsFilling(from, chunkSizeBytes);
    if (rows === undefined) break;
    chunks.push(packChunk(pile.row0 + from, pile.rowsBetween(from, from + rows)));
    from += rows;
  }
  const isWhole = chunks.length > 0 || open.pieces >= tailPiecesMax;
  const tailFrom = isWhole ? from : open.saved;
  const tail = pile.rowsBetween(tailFrom, pile.rows);
  return {
    chunks,
    chunkedRows: from,
    tail: {
      isWhole,
      from: tailFrom,
      rows: tail.ends.length,
      mix: JSON.stringify(toMix(tail.runs, tail.streams)),
      entries: encodeEntries(tail),
      body: tail.body,
    },
  };
}

function settle({ open, chunkedRows, tail }: Staged & { open: OpenPile }): void {
  open.pile.dropFirst(chunkedRows);
  open.saved = open.pile.rows;
  open.pieces = (tail.isWhole ? 0 : open.pieces) + (tail.rows > 0 ? 1 : 0);
}

function advance(end: AttemptEnd, rows: PackedBatch['rows'], offsets: SpoolOffsets): void {
  let before = 0;
  for (let row = 0; row < rows.ends.length; row += 1) {
    const size = (rows.ends[row] as number) - before;
    before += size;
    if (rows.streams[row] === 0) end.stdoutBytes += size;
    else end.stderrBytes += size;
  }
  end.rows += rows.ends.length;
  end.offsets = offsets;
}

function addPiece(pile: Pile, piece: Rows): void {
  let from = 0;
  for (const run of piece.runs) {
    const to = from + run.rows;
    const start = from === 0 ? 0 : (piece.ends[from - 1] as number);
    pile.add(run.attempt, run.line0, {
      bytes: new Uint8Array(piece.body.subarray(start, piece.ends[to - 1])),
      ends: new Uint32Array(piece.ends.subarray(from, to).map((end) => end - start)),
      streams: new Uint8Array(piece.streams.subarray(from, to)),
      timesMs: new Float64Array(piece.timesMs.subarray(from, to)),
    });
    from = to;
  }
}
