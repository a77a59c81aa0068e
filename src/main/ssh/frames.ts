/** Tells a host's own words from the output between which they stand: a frame is a line that opens with a secret word. */

export type Piece =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'frame'; readonly words: readonly string[] };

/** A frame longer than this is no frame of ours. */
const frameLimitBytes = 4_096;

/**
 * Cuts a stream into output and frames, wherever the chunks are cut. Output cannot forge a frame: the word is random, made
 * for one request, and known to nobody but the process that answers it.
 */
export class FrameScanner {
  readonly #mark: Buffer;
  #held: Buffer = Buffer.alloc(0);

  constructor(word: string) {
    this.#mark = Buffer.from(`${word} `, 'latin1');
  }

  push(chunk: Buffer): Piece[] {
    const pieces: Piece[] = [];
    let rest = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    this.#held = Buffer.alloc(0);
    for (;;) {
      const at = rest.indexOf(this.#mark);
      if (at < 0) break;
      const end = rest.indexOf(0x0a, at);
      if (end < 0 && rest.length - at <= frameLimitBytes) {
        this.#hold(rest, at, pieces);
        return pieces;
      }
      if (end < 0 || end - at > frameLimitBytes) throw new Error('the host sent a frame without an end');
      if (at > 0) pieces.push({ kind: 'bytes', bytes: rest.subarray(0, at) });
      const text = rest.toString('latin1', at + this.#mark.length, end);
      pieces.push({ kind: 'frame', words: text.split(' ').filter((word) => word !== '') });
      rest = rest.subarray(end + 1);
    }
    this.#hold(rest, rest.length - this.#prefixAtEnd(rest), pieces);
    return pieces;
  }

  /** What was held back and turned out to be output: at the end of the stream. */
  flush(): Buffer {
    const held = this.#held;
    this.#held = Buffer.alloc(0);
    return held;
  }

  #hold(rest: Buffer, from: number, pieces: Piece[]): void {
    if (from > 0) pieces.push({ kind: 'bytes', bytes: rest.subarray(0, from) });
    this.#held = Buffer.from(rest.subarray(from));
  }

  /** How many bytes at the end may be the beginning of a frame. */
  #prefixAtEnd(rest: Buffer): number {
    for (let length = Math.min(rest.length, this.#mark.length - 1); length > 0; length -= 1) {
      if (rest.subarray(rest.length - length).equals(this.#mark.subarray(0, length))) return length;
    }
    return 0;
  }
}
