/** One search from the newest row of the log back to the first: events and output in the log's order, as the index allows. */
import type { SearchHit } from '../../contract/shapes.ts';
import type { TaskId } from '../../core/ids.ts';
import { toEventText } from '../../core/maintenance/event-text.ts';
import type { NewEvent } from '../../core/maintenance/events.ts';
import { unpackParts } from './chunk.ts';
import { decodeEntries, type Mix, type Rows } from './chunk-format.ts';
import type { Connection } from './connection.ts';
import type { LogEvent, LogEvents } from './log-events.ts';
import { countPassing, type LogSieve, toSieve } from './log-filter.ts';
import type { LogNames } from './log-names.ts';
import { cutToHit } from './search-hit.ts';
import type { SearchIndex } from './search-index.ts';
import type { SearchOrder } from './search-messages.ts';
import { type Matcher, toMatcher } from './search-query.ts';
import { type Searched, scanRows } from './search-scan.ts';
import type { SearchProgress } from './store.ts';

/** Hits go out in batches of at most so many, and what there is at least this often. */
const batchHits = 100;
const batchMs = 25;

export interface SearchedMaintenance {
  readonly index: SearchIndex;
  readonly events: LogEvents;
  readonly names: LogNames;
}

export class SearchRun {
  readonly #connection: Connection;
  readonly #order: SearchOrder;
  readonly #log: SearchedMaintenance;
  readonly #sieve: LogSieve;
  readonly #tell: (progress: SearchProgress) => void;
  readonly #isStopped: () => boolean;
  readonly #tasks = new Map<number, string>();
  readonly #sql: ReturnType<typeof prepare>;
  #hits: SearchHit[] = [];
  #found = 0;
  #progress = 0;
  #toldMs = performance.now();
  #nextEvent = 0;

  constructor(
    connection: Connection,
    order: SearchOrder,
    log: SearchedMaintenance,
    tell: (progress: SearchProgress) => void,
    isStopped: () => boolean,
  ) {
    this.#connection = connection;
    this.#order = order;
    this.#log = log;
    this.#sieve = toSieve(order.filter);
    this.#tell = tell;
    this.#isStopped = isStopped;
    this.#sql = prepare(connection);
  }

  run(): void {
    const matcher = toMatcher(this.#order.query);
    if (!matcher.ok) {
      this.#tell({ hits: [], progress: 1, isDone: true, isCut: false, problem: matcher.failure.message });
      return;
    }
    const isCut = !this.#lookBack(matcher.value);
    this.#tell({ hits: this.#hits, progress: 1, isDone: true, isCut });
  }

  /** False: it was ended before the first row, by the limit or by a person. */
  #lookBack(matcher: Matcher): boolean {
    const { index, events, names } = this.#log;
    // Events first: each stands before a row that is then there. The tail is read in the same moment as the chunks.
    const tail = this.#connection.transaction(() => {
      events.refresh();
      names.refresh(events.all.length);
      index.refresh();
      return this.#sql.tail.all(this.#order.maintenance, index.rows);
    })();
    this.#nextEvent = events.all.length - 1;
    const tailPasses = (mix: string) => this.#passing(JSON.parse(mix) as Mix) > 0;
    for (const piece of tail.reverse()) {
      const rows = { ...decodeEntries(piece.entries), body: toBuffer(piece.body) };
      const searched = { body: rows.body, isPlain: false, rows: () => rows };
      if (tailPasses(piece.mix) && !this.#look(searched, piece.row0, matcher)) return false;
    }
    for (let at = index.chunks.length - 1; at >= 0; at -= 1) {
      if (this.#isStopped()) return false;
      const chunk = index.chunks[at];
      if (chunk === undefined || this.#passing(chunk.mix) === 0) continue;
      if (matcher.probe !== undefined && !index.mayContain(at, matcher.probe)) continue;
      this.#progress = 1 - (at + 1) / index.chunks.length;
      if (!this.#look(this.#open(chunk.id, chunk.isPlain), chunk.row0, matcher)) return false;
      this.#tellNowAndThen();
    }
    return this.#lookAtEvents(0, matcher);
  }

  #passing(mix: Mix): number {
    return countPassing(mix, (attempt, stream) => this.#sieve.passesOutput(this.#taskOf(attempt), stream));
  }

  /** Looks through one stretch and the events that stand after rows of it. False: the limit is reached. */
  #look(searched: Searched, row0: number, matcher: Matcher): boolean {
    for (const { index, text, ranges } of scanRows(searched, matcher)) {
      const attempt = attemptOf(searched.rows(), index);
      const stream = searched.rows().streams[index] as number;
      const task = this.#taskOf(attempt);
      if (!this.#sieve.passesOutput(task, stream)) continue;
      if (!this.#lookAtEvents(row0 + index + 1, matcher)) return false;
      if (!this.#hit({ kind: 'output', at: row0 + index, task: task as TaskId, ...cutToHit(text, ranges) }))
        return false;
    }
    return true;
  }

  /** Events that stand before row `fromRow` or later, and were not looked at yet. */
  #lookAtEvents(fromRow: number, matcher: Matcher): boolean {
    for (; this.#nextEvent >= 0; this.#nextEvent -= 1) {
      const event = this.#log.events.all[this.#nextEvent];
      if (event === undefined || event.row < fromRow) return true;
      if (!this.#sieve.passesEvent(event)) continue;
      const text = this.#textOf(event);
      const ranges = matcher.ranges(text);
      const task = event.task === undefined ? {} : { task: event.task as TaskId };
      if (ranges.length > 0 && !this.#hit({ kind: 'event', at: event.seq, ...task, ...cutToHit(text, ranges) }))
        return false;
    }
    return true;
  }

  /** False: there are more hits than were asked for. */
  #hit(hit: SearchHit): boolean {
    if (this.#found >= this.#order.limit) return false;
    this.#found += 1;
    this.#hits.push(hit);
    if (this.#hits.length >= batchHits) this.#send();
    return true;
  }

  #tellNowAndThen(): void {
    if (performance.now() - this.#toldMs >= batchMs) this.#send();
  }

  #send(): void {
    this.#tell({ hits: this.#hits, progress: this.#progress, isDone: false, isCut: false });
    this.#hits = [];
    this.#toldMs = performance.now();
  }

  #textOf({ seq }: LogEvent): string {
    const record = this.#sql.event.get(this.#order.maintenance, seq);
    if (record === undefined) return '';
    const { type, actor, data } = record;
    const event = { type, actor: JSON.parse(actor), data: JSON.parse(data) } as NewEvent;
    return toEventText(event, this.#log.names.at(seq));
  }

  #taskOf(attempt: number): string {
    const known = this.#tasks.get(attempt);
    if (known !== undefined) return known;
    const task = this.#sql.task.get(attempt) ?? '';
    this.#tasks.set(attempt, task);
    return task;
  }

  #open(chunk: number, isPlain: boolean): Searched {
    const packed = this.#sql.packed.get(chunk);
    if (packed === undefined) throw new Error(`chunk ${chunk} is not in the store any more`);
    const { entries, body } = unpackParts(packed);
    let rows: Omit<Rows, 'body'> | undefined;
    return {
      body,
      isPlain,
      rows: () => {
        rows ??= decodeEntries(entries);
        return rows;
      },
    };
  }
}

function attemptOf({ runs }: Omit<Rows, 'body'>, index: number): number {
  let row = 0;
  for (const run of runs) {
    row += run.rows;
    if (index < row) return run.attempt;
  }
  throw new Error('a row of a chunk belongs to no attempt');
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

interface TailRecord {
  readonly row0: number;
  readonly mix: string;
  readonly entries: Uint8Array;
  readonly body: Uint8Array;
}

function prepare(connection: Connection) {
  return {
    tail: connection.prepare<[string, number], TailRecord>(
      'SELECT row0, mix, entries, body FROM tail WHERE maintenance = ? AND row0 >= ? ORDER BY row0',
    ),
    packed: connection.prepare<[number], Buffer>('SELECT packed FROM chunk WHERE id = ?').pluck(),
    task: connection.prepare<[number], string>('SELECT task FROM attempt WHERE id = ?').pluck(),
    event: connection.prepare<[string, number], { type: string; actor: string; data: string }>(
      'SELECT type, actor, data FROM event WHERE maintenance = ? AND seq = ?',
    ),
  };
}
