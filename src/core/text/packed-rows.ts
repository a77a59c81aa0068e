/** Rows of output side by side in a few arrays: a million of them cross to another thread without a million objects. */

export type PackedStream = 'stdout' | 'stderr';

/** Row n is `bytes[ends[n - 1] ?? 0 … ends[n]]`. All arrays but `bytes` have one entry a row. */
export interface PackedRows {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly ends: Uint32Array<ArrayBuffer>;
  /** 0 for stdout, 1 for stderr. */
  readonly streams: Uint8Array<ArrayBuffer>;
  readonly timesMs: Float64Array<ArrayBuffer>;
}

/** Collects rows; grows by doubling, and is empty again after `take`. */
export class RowPacker {
  #bytes: Uint8Array<ArrayBuffer>;
  #ends = new Uint32Array(256);
  #streams = new Uint8Array(256);
  #timesMs = new Float64Array(256);
  #size = 0;
  #rows = 0;

  constructor(sizeBytes = 16_384) {
    this.#bytes = new Uint8Array(sizeBytes);
  }

  get rows(): number {
    return this.#rows;
  }

  get sizeBytes(): number {
    return this.#size;
  }

  /** Adds `bytes[from…to]` as one row. The bytes are copied. */
  add(stream: PackedStream, bytes: Uint8Array, atMs: number, from = 0, to = bytes.length): void {
    const end = this.#size + to - from;
    if (end > this.#bytes.length) this.#growBytes(end);
    if (this.#rows === this.#ends.length) this.#growRows();
    this.#bytes.set(from === 0 && to === bytes.length ? bytes : bytes.subarray(from, to), this.#size);
    this.#size = end;
    this.#ends[this.#rows] = end;
    this.#streams[this.#rows] = stream === 'stdout' ? 0 : 1;
    this.#timesMs[this.#rows] = atMs;
    this.#rows += 1;
  }

  /**
   * Adds a run of whole lines in one piece: `bytes[from…to]` must end with a newline, and each newline ends a row.
   * One copy and one search a line: this is what keeps up with a million lines a second.
   */
  addLines(stream: PackedStream, bytes: Uint8Array, atMs: number, from = 0, to = bytes.length): void {
    if (to <= from) return;
    const base = this.#size - from;
    const end = base + to;
    if (end > this.#bytes.length) this.#growBytes(end);
    this.#bytes.set(bytes.subarray(from, to), this.#size);
    this.#size = end;
    const streamBit = stream === 'stdout' ? 0 : 1;
    for (let at = bytes.indexOf(10, from); at !== -1 && at < to; at = bytes.indexOf(10, at + 1)) {
      if (this.#rows === this.#ends.length) this.#growRows();
      this.#ends[this.#rows] = base + at + 1;
      this.#streams[this.#rows] = streamBit;
      this.#timesMs[this.#rows] = atMs;
      this.#rows += 1;
    }
    if (this.#ends[this.#rows - 1] !== end) throw new Error('lines that are added in one piece end with a newline');
  }

  /** The rows so far, in buffers of their own that may be transferred. */
  take(): PackedRows {
    const packed = {
      bytes: this.#bytes.slice(0, this.#size),
      ends: this.#ends.slice(0, this.#rows),
      streams: this.#streams.slice(0, this.#rows),
      timesMs: this.#timesMs.slice(0, this.#rows),
    };
    this.#size = 0;
    this.#rows = 0;
    return packed;
  }

  #growBytes(needed: number): void {
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.#size));
    this.#bytes = grown;
  }

  #growRows(): void {
    const capacity = this.#ends.length * 2;
    const ends = new Uint32Array(capacity);
    ends.set(this.#ends);
    const streams = new Uint8Array(capacity);
    streams.set(this.#streams);
    const timesMs = new Float64Array(capacity);
    timesMs.set(this.#timesMs);
    this.#ends = ends;
    this.#streams = streams;
    this.#timesMs = timesMs;
  }
}
