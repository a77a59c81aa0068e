/** Takes secrets out of a stream of bytes before anything is written down, however the stream was cut into chunks. */
import { ByteAutomaton, root } from './byte-automaton.ts';
import { mask } from './secret.ts';
import { toSecretForms } from './secret-forms.ts';

export const maskBytes = new TextEncoder().encode(mask);

/** A mask in a piece: where it ends there, and by how many bytes the masked original was longer (or shorter, if negative). */
export interface PlacedMask {
  readonly end: number;
  readonly savedBytes: number;
}

/** A piece of the masked stream. */
export interface MaskedPiece {
  readonly bytes: Uint8Array;
  /** How many bytes of the original the piece accounts for: a reader that begins after them continues exactly here. */
  readonly rawBytes: number;
  readonly masks: readonly PlacedMask[];
}

/** A piece in which nothing was masked. */
export function toPiece(bytes: Uint8Array): MaskedPiece {
  return { bytes, rawBytes: bytes.length, masks: noMasks };
}

const noMasks: readonly PlacedMask[] = [];

/** Positions in the original stream: a stretch of secrets that overlap, covered by one mask. */
interface Covered {
  start: number;
  end: number;
}

/**
 * Replaces every secret, in every form of `toSecretForms`, by the mask. Occurrences that overlap become one mask.
 *
 * It holds back only what may be the beginning of a secret, fewer bytes than the longest form has. The end of every piece is a
 * place where no secret is cut in two, so a masker that starts anew after `rawBytes` of the original gives the same rest: that is
 * what lets a follower resume from the offset that was committed with the output.
 */
export class Masker {
  readonly #automaton: ByteAutomaton | undefined;
  #state = root;
  /** Original bytes kept, and the position of the first of them. */
  #held: Uint8Array = new Uint8Array(0);
  #heldFrom = 0;
  /** Everything before is in a piece already. */
  #given = 0;
  #covered: Covered[] = [];

  constructor(secrets: readonly string[]) {
    const forms = secrets.flatMap(toSecretForms);
    this.#automaton = forms.length === 0 ? undefined : new ByteAutomaton(forms);
  }

  push(chunk: Uint8Array): MaskedPiece {
    const automaton = this.#automaton;
    if (automaton === undefined) return toPiece(chunk);
    const window = join(this.#held, chunk);
    const end = this.#heldFrom + window.length;
    this.#scan(automaton, window, this.#held.length);
    return this.#give(window, end - automaton.pending(this.#state));
  }

  /** The rest of a stream that has ended: what looked like the beginning of a secret was none. */
  end(): MaskedPiece {
    this.#state = root;
    return this.#give(this.#held, this.#heldFrom + this.#held.length);
  }

  #scan(automaton: ByteAutomaton, window: Uint8Array, from: number): void {
    let state = this.#state;
    for (let at = from; at < window.length; at++) {
      if (state === root) {
        at = automaton.skip(window, at);
        if (at === window.length) break;
      }
      state = automaton.next(state, window[at] as number);
      const length = automaton.matched(state);
      if (length > 0) this.#cover(this.#heldFrom + at + 1 - length, this.#heldFrom + at + 1);
    }
    this.#state = state;
  }

  #cover(start: number, end: number): void {
    const merged: Covered = { start, end };
    for (let last = this.#covered.at(-1); last !== undefined && last.end > start; last = this.#covered.at(-1)) {
      merged.start = Math.min(merged.start, last.start);
      this.#covered.pop();
    }
    this.#covered.push(merged);
  }

  /** Gives all that is certain: up to `certain`, but not into a stretch that may still grow. */
  #give(window: Uint8Array, certain: number): MaskedPiece {
    const parts: Uint8Array[] = [];
    const masks: PlacedMask[] = [];
    const givenBefore = this.#given;
    let size = 0;
    const copyTo = (position: number) => {
      if (position <= this.#given) return;
      parts.push(window.subarray(this.#given - this.#heldFrom, position - this.#heldFrom));
      size += position - this.#given;
      this.#given = position;
    };

    let settled = 0;
    for (const stretch of this.#covered) {
      if (stretch.end > certain) break;
      copyTo(stretch.start);
      parts.push(maskBytes);
      size += maskBytes.length;
      masks.push({ end: size, savedBytes: stretch.end - stretch.start - maskBytes.length });
      this.#given = stretch.end;
      settled++;
    }
    this.#covered.splice(0, settled);
    copyTo(Math.min(certain, this.#covered[0]?.start ?? certain));

    // Of a stretch that is still growing, the bytes themselves are never needed again: only where it began.
    this.#held = window.slice(certain - this.#heldFrom);
    this.#heldFrom = certain;
    return { bytes: joinAll(parts, size), rawBytes: this.#given - givenBefore, masks };
  }
}

function join(before: Uint8Array, after: Uint8Array): Uint8Array {
  return before.length === 0 ? after : joinAll([before, after], before.length + after.length);
}

function joinAll(parts: readonly Uint8Array[], size: number): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && only !== maskBytes) return only;
  const joined = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
