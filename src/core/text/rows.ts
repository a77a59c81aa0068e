/** Cuts a stream of masked bytes into rows: lines with their newline, and never a row without an end. */
import { type MaskedPiece, maskBytes, type PlacedMask } from './masking.ts';

/** A longer line becomes several rows. */
export const rowLimitBytes = 64 * 1024;

const newline = 0x0a;

export interface Rows {
  readonly rows: readonly Uint8Array[];
  /** How many bytes of the original these rows account for; they add up to a spool's offset. */
  readonly rawBytes: number;
}

/** Takes what a splitter gives, in order. */
export interface RowTaker {
  row(bytes: Uint8Array): void;
  /** Whole lines, each of which is a row. */
  lines(bytes: Uint8Array): void;
}

function toRowTaker(rows: Uint8Array[]): RowTaker {
  return {
    row: (bytes) => void rows.push(bytes),
    lines(bytes) {
      for (let at = 0; at < bytes.length; ) {
        const end = bytes.indexOf(newline, at) + 1;
        rows.push(bytes.subarray(at, end));
        at = end;
      }
    },
  };
}

/**
 * Rows joined are the bytes that came in. A row ends after its newline, or, where a line is longer than `limitBytes`, before the
 * character or the mask that would not fit. Rows may be views of the chunk they came in.
 */
export class RowSplitter {
  /** The beginning of a line whose end has not come. */
  #tail = new Uint8Array(256);
  #tailBytes = 0;
  /** Masks that are not in a row yet; their ends are positions in the masked stream. */
  #masks: PlacedMask[] = [];
  #receivedBytes = 0;
  #givenBytes = 0;
  readonly #limitBytes: number;

  constructor(limitBytes: number = rowLimitBytes) {
    if (limitBytes < 64) throw new Error('a row must have room for a mask and more');
    this.#limitBytes = limitBytes;
  }

  /** The rows of a piece, one by one. */
  push(piece: MaskedPiece): Rows {
    const rows: Uint8Array[] = [];
    const rawBytes = this.pushTo(piece, toRowTaker(rows));
    return { rows, rawBytes };
  }

  /** The same without an object for each row. Answers with the original bytes that what was given accounts for. */
  pushTo(piece: MaskedPiece, taker: RowTaker): number {
    const { bytes } = piece;
    for (const placed of piece.masks) {
      this.#masks.push({ end: this.#receivedBytes + placed.end, savedBytes: placed.savedBytes });
    }
    this.#receivedBytes += bytes.length;

    const before = this.#givenBytes;
    let at = 0;
    while (at < bytes.length) {
      // As many whole lines at once as one row could be long: none of them is too long for a row then.
      const end = this.#tailBytes === 0 ? bytes.lastIndexOf(newline, at + this.#limitBytes - 1) + 1 : 0;
      if (end > at) {
        taker.lines(bytes.subarray(at, end));
        this.#givenBytes += end - at;
        at = end;
        continue;
      }
      const found = bytes.indexOf(newline, at);
      const lineEnd = found === -1 ? bytes.length : found + 1;
      this.#takeSlowly(bytes, at, lineEnd, taker);
      at = lineEnd;
    }
    return this.#account(before);
  }

  /** Gives the line that has begun as a row of its own: it will not wait for its newline. */
  flush(): Rows {
    const before = this.#givenBytes;
    const rows: Uint8Array[] = [];
    if (this.#tailBytes > 0) this.#giveTail(this.#tailBytes, toRowTaker(rows));
    return { rows, rawBytes: this.#account(before) };
  }

  /** Bytes of one line, by way of the tail: the line began in an earlier chunk, ends in a later one, or is too long for one row. */
  #takeSlowly(bytes: Uint8Array, from: number, to: number, taker: RowTaker): void {
    for (let at = from; at < to; ) {
      const end = Math.min(to, at + this.#limitBytes - this.#tailBytes);
      this.#keep(bytes.subarray(at, end));
      at = end;
      if (this.#tail[this.#tailBytes - 1] === newline) this.#giveTail(this.#tailBytes, taker);
      else if (this.#tailBytes === this.#limitBytes) this.#giveTail(this.#cut(), taker);
    }
  }

  #keep(bytes: Uint8Array): void {
    const neededBytes = this.#tailBytes + bytes.length;
    if (neededBytes > this.#tail.length) {
      const larger = new Uint8Array(Math.min(this.#limitBytes, Math.max(neededBytes, 2 * this.#tail.length)));
      larger.set(this.#tail.subarray(0, this.#tailBytes));
      this.#tail = larger;
    }
    this.#tail.set(bytes, this.#tailBytes);
    this.#tailBytes = neededBytes;
  }

  #giveTail(rowBytes: number, taker: RowTaker): void {
    taker.row(this.#tail.slice(0, rowBytes));
    this.#tail.copyWithin(0, rowBytes, this.#tailBytes);
    this.#tailBytes -= rowBytes;
    this.#givenBytes += rowBytes;
  }

  /** Where a full tail is cut: before a mask that would be cut in two, for half a mask stands for no offset; else after a character. */
  #cut(): number {
    const full = this.#givenBytes + this.#tailBytes;
    const across = this.#masks.find((placed) => placed.end > full);
    if (across !== undefined && across.end - maskBytes.length < full) {
      return across.end - maskBytes.length - this.#givenBytes;
    }
    return toCharacterEnd(this.#tail, this.#tailBytes);
  }

  /** Original bytes from `before` (a position in the masked stream) to what has been given. */
  #account(before: number): number {
    const later = this.#masks.findIndex((placed) => placed.end > this.#givenBytes);
    const settled = this.#masks.splice(0, later === -1 ? this.#masks.length : later);
    return settled.reduce((sum, placed) => sum + placed.savedBytes, this.#givenBytes - before);
  }
}

/** The last position at or before `end` that does not cut a UTF-8 character; `end` where the bytes are no UTF-8. */
function toCharacterEnd(bytes: Uint8Array, end: number): number {
  for (let at = end - 1; at >= end - 3 && at > 0; at--) {
    const byte = bytes[at] as number;
    if (byte < 0x80) return end;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return at + length > end ? at : end;
    }
  }
  return end;
}
