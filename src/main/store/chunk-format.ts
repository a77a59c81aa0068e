/**
 * How rows lie in a chunk: their bytes one after another (`body`), and what is known of each beside it (`entries`):
 * runs of attempts, lengths, streams, arrival times. Integers are LEB128; columns, not records, because they compress.
 */

/** Consecutive rows of one attempt; `line0` is the number of the first within that attempt. */
export interface Run {
  readonly attempt: number;
  readonly rows: number;
  readonly line0: number;
}

/** Rows in memory. `ends`, `streams` (0 stdout, 1 stderr) and `timesMs` have one entry a row. */
export interface Rows {
  readonly runs: readonly Run[];
  readonly body: Uint8Array;
  readonly ends: Uint32Array;
  readonly streams: Uint8Array;
  readonly timesMs: Float64Array;
}

/** The length of the entries (4 bytes, little endian), the entries, the body: what a chunk is before it is compressed. */
export function joinRows(rows: Rows): Uint8Array {
  const entries = encodeEntries(rows);
  const whole = new Uint8Array(4 + entries.length + rows.body.length);
  new DataView(whole.buffer).setUint32(0, entries.length, true);
  whole.set(entries, 4);
  whole.set(rows.body, 4 + entries.length);
  return whole;
}

/** The two parts of what `joinRows` joined, as views of it. Throws where it is too short to be that. */
export function partRows(whole: Buffer): { readonly entries: Buffer; readonly body: Buffer } {
  const end = 4 + whole.readUInt32LE(0);
  if (end > whole.length) throw new Error('a chunk ends within its entries');
  return { entries: whole.subarray(4, end), body: whole.subarray(end) };
}

/** How many rows of which attempt and stream: `[attempt, stdout, stderr]`. What filters count with. */
export type Mix = readonly (readonly [attempt: number, stdout: number, stderr: number])[];

/** More than one row can ever need: runs are counted apart. */
const rowBytesMax = 16;

export function encodeEntries({ runs, ends, streams, timesMs }: Omit<Rows, 'body'>): Uint8Array {
  const count = ends.length;
  const writer = new Writer(32 + runs.length * 24 + count * rowBytesMax);
  writer.number(runs.length);
  for (const run of runs) {
    writer.number(run.attempt);
    writer.number(run.rows);
    writer.number(run.line0);
  }
  let before = 0;
  for (let row = 0; row < count; row += 1) {
    const end = ends[row] as number;
    writer.number(end - before);
    before = end;
  }
  for (let row = 0; row < count; row += 8) {
    let bits = 0;
    for (let bit = 0; bit < 8 && row + bit < count; bit += 1) bits |= (streams[row + bit] as number) << bit;
    writer.byte(bits);
  }
  let beforeMs = 0;
  for (let row = 0; row < count; row += 1) {
    const atMs = timesMs[row] as number;
    writer.signed(atMs - beforeMs);
    beforeMs = atMs;
  }
  return writer.done();
}

/** Throws on entries that are not whole: they were hashed, so they were altered. */
export function decodeEntries(entries: Uint8Array): Omit<Rows, 'body'> {
  const reader = new Reader(entries);
  const runs: Run[] = [];
  let count = 0;
  for (let left = reader.number(); left > 0; left -= 1) {
    const run = { attempt: reader.number(), rows: reader.number(), line0: reader.number() };
    runs.push(run);
    count += run.rows;
  }
  const ends = new Uint32Array(count);
  let end = 0;
  for (let row = 0; row < count; row += 1) {
    end += reader.number();
    ends[row] = end;
  }
  const streams = new Uint8Array(count);
  for (let row = 0; row < count; row += 8) {
    const bits = reader.byte();
    for (let bit = 0; bit < 8 && row + bit < count; bit += 1) streams[row + bit] = (bits >> bit) & 1;
  }
  const timesMs = new Float64Array(count);
  let atMs = 0;
  for (let row = 0; row < count; row += 1) {
    atMs += reader.signed();
    timesMs[row] = atMs;
  }
  return { runs, ends, streams, timesMs };
}

export function toMix(runs: readonly Run[], streams: Uint8Array): Mix {
  const counts = new Map<number, [number, number, number]>();
  let row = 0;
  for (const run of runs) {
    const count = counts.get(run.attempt) ?? [run.attempt, 0, 0];
    counts.set(run.attempt, count);
    let stderr = 0;
    for (const end = row + run.rows; row < end; row += 1) stderr += streams[row] as number;
    count[1] += run.rows - stderr;
    count[2] += stderr;
  }
  return [...counts.values()];
}

class Writer {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(capacity: number) {
    this.#bytes = new Uint8Array(capacity);
  }

  byte(value: number): void {
    this.#bytes[this.#at] = value;
    this.#at += 1;
  }

  /** Whole and not negative, up to 2^53. */
  number(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.byte(rest);
  }

  signed(value: number): void {
    this.number(value < 0 ? -value * 2 - 1 : value * 2);
  }

  done(): Uint8Array {
    if (this.#at > this.#bytes.length) throw new Error('the entries of a chunk are longer than reckoned');
    return this.#bytes.subarray(0, this.#at);
  }
}

class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    const value = this.#bytes[this.#at];
    if (value === undefined) throw new Error('the entries of a chunk end too early');
    this.#at += 1;
    return value;
  }

  number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  signed(): number {
    const value = this.number();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}
