/** Finds many byte strings at once in one pass (Aho and Corasick), in time that depends on neither their number nor their lengths. */

/** State 0 is the root: nothing of any pattern has been seen. */
export const root = 0;

/**
 * A trie of the patterns with failure links. Children hang in lists, not in tables of 256: a key of 100 kB is one long chain, and
 * tables for it would cost 100 MB. Only the root, where nearly all of the time is spent, has its table.
 */
export class ByteAutomaton {
  readonly #firstChild: Int32Array;
  readonly #nextSibling: Int32Array;
  readonly #byte: Uint8Array;
  readonly #failure: Int32Array;
  readonly #matched: Int32Array;
  readonly #pending: Int32Array;
  readonly #fromRoot = new Int32Array(256);
  #size = 1;

  constructor(patterns: readonly Uint8Array[]) {
    const capacity = patterns.reduce((sum, pattern) => sum + pattern.length, 1);
    this.#firstChild = new Int32Array(capacity);
    this.#nextSibling = new Int32Array(capacity);
    this.#byte = new Uint8Array(capacity);
    this.#failure = new Int32Array(capacity);
    this.#matched = new Int32Array(capacity);
    this.#pending = new Int32Array(capacity);
    for (const pattern of patterns) this.#add(pattern);
    this.#link();
  }

  /** The first position from `from` on where a pattern may begin; `bytes.length` where none does. */
  skip(bytes: Uint8Array, from: number): number {
    const fromRoot = this.#fromRoot;
    let at = from;
    while (at < bytes.length && fromRoot[bytes[at] as number] === root) at++;
    return at;
  }

  /** The state after one more byte. */
  next(state: number, byte: number): number {
    let from = state;
    while (from !== root) {
      const child = this.#child(from, byte);
      if (child !== root) return child;
      from = this.#failure[from] as number;
    }
    return this.#fromRoot[byte] as number;
  }

  /** Length of the longest pattern that ends here; 0 for none. */
  matched(state: number): number {
    return this.#matched[state] as number;
  }

  /** How many of the last bytes may still become the beginning of a longer match. Always less than the longest pattern. */
  pending(state: number): number {
    return this.#pending[state] as number;
  }

  #child(state: number, byte: number): number {
    let child = this.#firstChild[state] as number;
    while (child !== root && this.#byte[child] !== byte) child = this.#nextSibling[child] as number;
    return child;
  }

  #add(pattern: Uint8Array): void {
    let state = root;
    for (const byte of pattern) {
      const known = this.#child(state, byte);
      state = known === root ? this.#grow(state, byte) : known;
    }
    this.#matched[state] = pattern.length;
  }

  #grow(parent: number, byte: number): number {
    const state = this.#size++;
    this.#byte[state] = byte;
    this.#nextSibling[state] = this.#firstChild[parent] as number;
    this.#firstChild[parent] = state;
    if (parent === root) this.#fromRoot[byte] = state;
    return state;
  }

  /** Breadth first, so that a state's failure, which is shorter, is finished before it. */
  #link(): void {
    const queue = new Int32Array(this.#size);
    const depth = new Int32Array(this.#size);
    for (let head = 0, tail = 1; head < tail; head++) {
      const state = queue[head] as number;
      const parentFailure = this.#failure[state] as number;
      for (let child = this.#firstChild[state] as number; child !== root; child = this.#nextSibling[child] as number) {
        depth[child] = (depth[state] as number) + 1;
        const failure = state === root ? root : this.next(parentFailure, this.#byte[child] as number);
        this.#failure[child] = failure;
        if (this.#matched[child] === 0) this.#matched[child] = this.#matched[failure] as number;
        const isLeaf = this.#firstChild[child] === root;
        this.#pending[child] = isLeaf ? (this.#pending[failure] as number) : (depth[child] as number);
        queue[tail++] = child;
      }
    }
  }
}
