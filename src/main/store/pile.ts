/** The newest rows of a maintenance, in the writer's memory, until they fill a chunk. */
import type { PackedRows } from '../../core/text/packed-rows.ts';
import type { Rows, Run } from './chunk-format.ts';

export class Pile {
  /** The number, within the maintenance, of the first row on the pile. */
  row0: number;
  #runs: Run[] = [];
  #body = new Uint8Array(1 << 17);
  #ends = new Uint32Array(1024);
  #streams = new Uint8Array(1024);
  #timesMs = new Float64Array(1024);
  #rows = 0;
  #size = 0;

  constructor(row0: number) {
    this.row0 = row0;
  }

  get rows(): number {
    return this.#rows;
  }

  get sizeBytes(): number {
    return this.#size;
  }

  add(attempt: number, line0: number, rows: PackedRows): void {
    const count = rows.ends.length;
    if (count === 0) return;
    this.#makeRoom(this.#size + rows.bytes.length, this.#rows + count);
    this.#body.set(rows.bytes, this.#size);
    for (let row = 0; row < count; row += 1) this.#ends[this.#rows + row] = this.#size + (rows.ends[row] as number);
    this.#streams.set(rows.streams, this.#rows);
    this.#timesMs.set(rows.timesMs, this.#rows);
    this.#size += rows.bytes.length;
    this.#rows += count;
    const last = this.#runs.at(-1);
    if (last?.attempt === attempt) this.#runs[this.#runs.length - 1] = { ...last, rows: last.rows + count };
    else this.#runs.push({ attempt, rows: count, line0 });
  }

  /** The rows `from…to` of the pile. Views of it: what is added or dropped later changes them. */
  rowsBetween(from: number, to: number): Rows {
    const start = from === 0 ? 0 : (this.#ends[from - 1] as number);
    const end = to === 0 ? 0 : (this.#ends[to - 1] as number);
    return {
      runs: runsBetween(this.#runs, from, to),
      body: this.#body.subarray(start, end),
      ends: this.#ends.subarray(from, to).map((at) => at - start),
      streams: this.#streams.subarray(from, to),
      timesMs: this.#timesMs.subarray(from, to),
    };
  }

  /** How many rows from `from` on make a chunk of at least `sizeBytes`; `undefined` where there are not enough. */
  rowsFilling(from: number, sizeBytes: number): number | undefined {
    const target = (from === 0 ? 0 : (this.#ends[from - 1] as number)) + sizeBytes;
    if (this.#size < target) return undefined;
    let low = from;
    let high = this.#rows - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ends[middle] as number) >= target) high = middle;
      else low = middle + 1;
    }
    return low + 1 - from;
  }

  /** Takes the first rows off: they stand in chunks now. */
  dropFirst(count: number): void {
    if (count === 0) return;
    const kept = this.rowsBetween(count, this.#rows);
    this.#body.set(kept.body);
    this.#ends.set(kept.ends);
    this.#streams.set(kept.streams);
    this.#timesMs.set(kept.timesMs);
    this.#runs = [...kept.runs];
    this.#rows -= count;
    this.#size = kept.body.length;
    this.row0 += count;
  }

  #makeRoom(sizeBytes: number, rows: number): void {
    if (sizeBytes > this.#body.length) {
      const body = new Uint8Array(Math.max(sizeBytes, this.#body.length * 2));
      body.set(this.#body.subarray(0, this.#size));
      this.#body = body;
    }
    if (rows <= this.#ends.length) return;
    const capacity = Math.max(rows, this.#ends.length * 2);
    const [ends, streams, timesMs] = [this.#ends, this.#streams, this.#timesMs];
    this.#ends = new Uint32Array(capacity);
    this.#ends.set(ends);
    this.#streams = new Uint8Array(capacity);
    this.#streams.set(streams);
    this.#timesMs = new Float64Array(capacity);
    this.#timesMs.set(timesMs);
  }
}

function runsBetween(runs: readonly Run[], from: number, to: number): readonly Run[] {
  const between: Run[] = [];
  let row = 0;
  for (const run of runs) {
    const first = Math.max(row, from);
    const rows = Math.min(row + run.rows, to) - first;
    if (rows > 0) between.push({ attempt: run.attempt, rows, line0: run.line0 + first - row });
    row += run.rows;
  }
  return between;
}
