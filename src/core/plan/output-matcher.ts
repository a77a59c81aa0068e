/** Looks for the patterns of an expectation in output as it streams by, in bounded memory. */
import { stripAnsi } from '../text/ansi.ts';
import { parsePattern, type SeenOutput } from './expectation.ts';
import type { Expectation } from './plan.ts';

/**
 * A match of up to this many characters is always found; a longer one only where it happens to fall into one window. Memory: at
 * most about five times this many characters a stream.
 */
export const matchLimitCharacters = 64 * 1024;

type Stream = 'stdout' | 'stderr';

/**
 * Feed it every byte of the output in order, then `end` it. A pattern is found if it matches in either stream; the streams are not
 * mixed. Colours and other control sequences are removed first. A pattern that does not compile is never found.
 * A line longer than the limit is looked at in pieces, at whose edges `^` and `$` match too.
 */
export class OutputMatcher implements SeenOutput {
  readonly #open = new Map<string, RegExp>();
  readonly #found = new Set<string>();
  readonly #windows: Readonly<Record<Stream, StreamWindow>>;

  constructor(expectation: Expectation) {
    for (const pattern of [...(expectation.matches ?? []), ...(expectation.lacks ?? [])]) {
      const compiled = parsePattern(pattern);
      if (compiled !== undefined) this.#open.set(pattern, compiled);
    }
    const look = (text: string) => this.#look(text);
    this.#windows = { stdout: new StreamWindow(look), stderr: new StreamWindow(look) };
  }

  push(stream: Stream, bytes: Uint8Array): void {
    if (this.#open.size > 0) this.#windows[stream].push(bytes);
  }

  end(): void {
    this.#windows.stdout.end();
    this.#windows.stderr.end();
  }

  matches(pattern: string): boolean {
    return this.#found.has(pattern);
  }

  #look(text: string): void {
    for (const [pattern, compiled] of this.#open) {
      if (!compiled.test(text)) continue;
      this.#found.add(pattern);
      this.#open.delete(pattern);
    }
  }
}

/** The last of a stream, looked at again together with what follows, so that a match across two windows is seen. */
class StreamWindow {
  readonly #decoder = new TextDecoder();
  readonly #look: (text: string) => void;
  /** Looked at before; kept because a match may begin in it. */
  #seen = '';
  #fresh = '';
  /** How much must be fresh before it is looked at. */
  #enough = matchLimitCharacters;

  constructor(look: (text: string) => void) {
    this.#look = look;
  }

  push(bytes: Uint8Array): void {
    // A chunk may be of any size: in parts, the window stays within its bound.
    for (let at = 0; at < bytes.length; at += matchLimitCharacters) {
      this.#fresh += this.#decoder.decode(bytes.subarray(at, at + matchLimitCharacters), { stream: true });
      if (this.#fresh.length >= this.#enough) this.#turn();
    }
  }

  end(): void {
    this.#fresh += this.#decoder.decode();
    this.#look(stripAnsi(this.#seen + this.#fresh));
    this.#seen = '';
    this.#fresh = '';
  }

  /** Only whole lines are looked at, for the sake of `$`; and what is kept begins with a line, for the sake of `^`. */
  #turn(): void {
    const text = this.#seen + this.#fresh;
    const lastNewline = text.lastIndexOf('\n');
    const isLineTooLong = text.length - lastNewline > 2 * matchLimitCharacters;
    const end = isLineTooLong ? text.length : lastNewline + 1;
    if (end <= this.#seen.length) {
      // The line is still growing. Looking for its end at every byte would cost the square of its length.
      this.#enough = this.#fresh.length + matchLimitCharacters;
      return;
    }
    this.#look(stripAnsi(text.slice(0, end)));
    this.#seen = text.slice(toKeptFrom(text, end), end);
    this.#fresh = text.slice(end);
    this.#enough = matchLimitCharacters;
  }
}

function toKeptFrom(text: string, end: number): number {
  const latest = end - matchLimitCharacters;
  if (latest <= 0) return 0;
  const lineStart = text.lastIndexOf('\n', latest) + 1;
  return latest - lineStart > matchLimitCharacters ? latest : lineStart;
}
