/**
 * The log of one maintenance under one filter: positions to rows and back. Counts of passing rows are summed over chunks
 * once and read on as the log grows, so a window anywhere costs the chunks it shows and no more.
 */
import type { LogFilter, LogRow } from '../../contract/shapes.ts';
import type { TaskId } from '../../core/ids.ts';
import type { Rows } from './chunk-format.ts';
import type { Directory } from './directory.ts';
import type { LogEvent, LogEvents } from './log-events.ts';
import { countPassing, type LogSieve, toSieve } from './log-filter.ts';

interface PlacedEvent {
  readonly seq: number;
  readonly row: number;
  /** Passing rows of output before it. */
  readonly rank: number;
}

/** Chunks are unpacked for at most about this long before others get their turn. */
const turnMs = 8;

export class LogView {
  readonly #directory: Directory;
  readonly #events: LogEvents;
  readonly #sieve: LogSieve;
  readonly #passes: (attempt: number, stream: number) => boolean;
  /** `#before[i]`: passing rows before stretch i. As long as the chunks, plus the tail as it is now, plus one. */
  #before: number[] = [0];
  #summedChunks = 0;
  readonly #placed: PlacedEvent[] = [];
  #seenEvents = 0;

  constructor(directory: Directory, events: LogEvents, filter: LogFilter) {
    this.#directory = directory;
    this.#events = events;
    this.#sieve = toSieve(filter);
    this.#passes = (attempt, stream) => this.#sieve.passesOutput(directory.attempt(attempt).task, stream);
  }

  /** Takes in what directory and events have read since. */
  refresh(): void {
    this.#before.length = this.#summedChunks + 1;
    for (let index = this.#summedChunks; index < this.#directory.stretches; index += 1) {
      const stretch = this.#directory.stretch(index);
      if (stretch === undefined) break;
      const passing = this.#sieve.isOpen ? stretch.rows : countPassing(stretch.mix, this.#passes);
      this.#before.push((this.#before[index] as number) + passing);
    }
    this.#summedChunks = this.#directory.chunks.length;
    for (const event of this.#events.all.slice(this.#seenEvents)) {
      if (this.#sieve.passesEvent(event)) this.#placed.push(this.#place(event));
    }
    this.#seenEvents = this.#events.all.length;
  }

  get total(): number {
    return this.#outputRows + this.#placed.length;
  }

  get #outputRows(): number {
    return this.#before.at(-1) ?? 0;
  }

  /** Positions `from … from + count`, as far as there are rows. */
  async window(from: number, count: number): Promise<readonly LogRow[]> {
    const to = Math.min(this.total, from + count);
    const rows: LogRow[] = [];
    let placed = this.#eventsBefore(from);
    const output = await this.#output(from - placed, to - this.#eventsBefore(to));
    let next = 0;
    for (let position = from; position < to; position += 1) {
      const event = this.#placed[placed];
      if (event !== undefined && event.rank + placed === position) {
        rows.push({ kind: 'event', position, seq: event.seq });
        placed += 1;
      } else {
        const row = output[next];
        if (row === undefined) throw new Error('the log has fewer rows than it counted');
        rows.push({ ...row, position });
        next += 1;
      }
    }
    return rows;
  }

  /** How many rows of the log, under the filter, stand before output row `row`. */
  positionOfRow(row: number): number {
    return this.#rank(row) + countWhile(this.#placed, (event) => event.row <= row);
  }

  positionOfEvent(seq: number): number {
    const event = this.#events.all[seq - 1];
    if (event === undefined) return seq < 1 ? 0 : this.total;
    return this.#rank(event.row) + countWhile(this.#placed, (placed) => placed.seq < seq);
  }

  /** Events whose position is before `position`. */
  #eventsBefore(position: number): number {
    return countWhile(this.#placed, (event, index) => event.rank + index < position);
  }

  #place(event: LogEvent): PlacedEvent {
    return { seq: event.seq, row: event.row, rank: this.#rank(event.row) };
  }

  /** Passing rows of output before row `row`. */
  #rank(row: number): number {
    if (row >= this.#directory.rows) return this.#outputRows;
    const index = this.#directory.indexOf(row);
    const stretch = this.#directory.stretch(index);
    const before = this.#before[index] as number;
    if (stretch === undefined || row === stretch.row0) return before;
    const passing = (this.#before[index + 1] as number) - before;
    if (passing === 0) return before;
    if (passing === stretch.rows) return before + row - stretch.row0;
    let rank = before;
    for (let at = stretch.row0; at < row; ) {
      const block = this.#directory.read(at);
      const end = Math.min(row, block.row0 + block.rows.ends.length);
      for (const { index: inBlock } of passingRows(block.rows, this.#passes)) {
        if (block.row0 + inBlock >= at && block.row0 + inBlock < end) rank += 1;
      }
      at = end;
    }
    return rank;
  }

  /** The passing rows `from … to` of output; `position` is filled in by the caller. */
  async #output(from: number, to: number): Promise<LogRow[]> {
    const found: LogRow[] = [];
    let turnEndsMs = performance.now() + turnMs;
    while (from + found.length < to) {
      // Looked up anew each time: while others had their turn, pieces of the tail may have become a chunk.
      const at = from + found.length;
      const index = countWhile(this.#before, (before) => before <= at) - 1;
      const stretch = this.#directory.stretch(index);
      if (stretch === undefined) throw new Error('the log has fewer rows than it counted');
      this.#collect(stretch, at - (this.#before[index] as number), to - from, found);
      if (performance.now() > turnEndsMs) {
        await new Promise((resolve) => setImmediate(resolve));
        turnEndsMs = performance.now() + turnMs;
      }
    }
    return found;
  }

  /** Adds the stretch's passing rows from the `skip`th on, until `limit` rows are found. */
  #collect(
    stretch: { readonly row0: number; readonly rows: number },
    skip: number,
    limit: number,
    found: LogRow[],
  ): void {
    let passing = 0;
    const end = stretch.row0 + stretch.rows;
    for (let at = stretch.row0; at < end; ) {
      const { row0, rows } = this.#directory.read(at);
      for (const { index, attempt, line } of passingRows(rows, this.#passes)) {
        const row = row0 + index;
        if (row < at || row >= end) continue;
        passing += 1;
        if (passing <= skip) continue;
        if (found.length === limit) return;
        found.push(this.#toLogRow(rows, row, index, attempt, line));
      }
      at = row0 + rows.ends.length;
    }
  }

  #toLogRow(rows: Rows, row: number, index: number, attempt: number, line: number): LogRow {
    const name = this.#directory.attempt(attempt);
    const start = index === 0 ? 0 : (rows.ends[index - 1] as number);
    const end = rows.ends[index] as number;
    const hasNewline = end > start && rows.body[end - 1] === 10;
    return {
      kind: 'output',
      position: 0,
      row,
      task: name.task as TaskId,
      attempt: name.attempt,
      line,
      stream: rows.streams[index] === 0 ? 'stdout' : 'stderr',
      atMs: rows.timesMs[index] as number,
      text: toText(rows.body, start, hasNewline ? end - 1 : end),
      isPartial: !hasNewline,
    };
  }
}

/** UTF-8, with U+FFFD for what is not. */
export function toText(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8', start, end);
}

function* passingRows(rows: Rows, passes: (attempt: number, stream: number) => boolean) {
  let index = 0;
  for (const run of rows.runs) {
    const passesStream = [passes(run.attempt, 0), passes(run.attempt, 1)];
    for (let line = 0; line < run.rows; line += 1, index += 1) {
      if (passesStream[rows.streams[index] as number] === true) {
        yield { index, attempt: run.attempt, line: run.line0 + line };
      }
    }
  }
}

/** How many items at the beginning of a list hold a condition that, once it fails, fails to the end. */
export function countWhile<T>(items: readonly T[], holds: (item: T, index: number) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle] as T, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
