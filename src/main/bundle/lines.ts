/** The two streams of a bundle as lines: the journal as it was hashed, and the output chained row by row. */
import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import { bundleLimits, journalName, outputFileBytes, outputFileRows, toOutputName } from '../../core/bundle/layout.ts';
import type { Manifest } from '../../core/bundle/manifest.ts';
import { rowChainStart, toRowLine, toRowText, type UncheckedRow } from '../../core/bundle/row-line.ts';
import { toCanonicalJson } from '../../core/text/canonical-json.ts';
import { chainStart, toEventHash } from '../store/chain.ts';
import type { StoredRow } from '../store/stored.ts';
import type { BundleSource } from './source.ts';
import { TooLarge } from './too-large.ts';

/** The journal of this workspace is not what was written: nobody may vouch for it by signing. */
export class BrokenJournal extends Error {
  constructor(seq: number) {
    super(`Event ${seq} of the journal in this workspace was altered, or one before it is missing.`);
  }
}

/** One event a line; `lastHash` is known once it has ended. Throws `BrokenJournal` and `TooLarge`. */
export class JournalLines {
  lastHash = chainStart;
  readonly #source: BundleSource;

  constructor(source: BundleSource) {
    this.#source = source;
  }

  *[Symbol.iterator](): Generator<string> {
    const { copying, maintenance, toSeq } = this.#source;
    const { events, journalLineBytes } = bundleLimits;
    if (toSeq > events) throw new TooLarge(journalName, events, 'events');
    let seq = 0;
    for (const page of copying.events(maintenance, toSeq)) {
      for (const event of page) {
        seq += 1;
        const { hash: its, ...link } = event;
        if (event.seq !== seq || event.previousHash !== this.lastHash || toEventHash(link) !== its) {
          throw new BrokenJournal(seq);
        }
        this.lastHash = its;
        const line = `${toCanonicalJson(event)}\n`;
        if (Buffer.byteLength(line) > journalLineBytes)
          throw new TooLarge(`event ${seq} of the journal`, journalLineBytes);
        yield line;
      }
    }
  }
}

type Part = Manifest['output']['parts'][number];

/** Rows a block at a time, cut into the files they lie in. What each came to stands in `parts` once it has ended. */
export class OutputLines {
  readonly parts: Part[] = [];
  lastHash = rowChainStart;
  readonly #blocks: Iterator<readonly StoredRow[]>;
  #pending: readonly StoredRow[] = [];
  #at = 0;

  constructor({ copying, maintenance, toRow }: BundleSource) {
    this.#blocks = copying.rows(maintenance, toRow)[Symbol.iterator]();
  }

  get isDone(): boolean {
    return this.#peek() === undefined;
  }

  /** The lines of the next file; call it anew for the one after, until all is done. */
  *file(): Generator<string> {
    const first = this.#peek();
    if (first === undefined) return;
    let rows = 0;
    let bytes = 0;
    while (rows < outputFileRows && bytes < outputFileBytes) {
      if (this.#peek() === undefined) break;
      let text = '';
      for (; this.#at < this.#pending.length && rows < outputFileRows && bytes < outputFileBytes; this.#at += 1) {
        const row = toUncheckedRow(this.#pending[this.#at] as StoredRow);
        this.lastHash = hash('sha256', toRowText(this.lastHash, row), 'hex');
        const line = `${toRowLine(row, this.lastHash)}\n`;
        text += line;
        rows += 1;
        bytes += Buffer.byteLength(line);
      }
      yield text;
    }
    this.parts.push({ name: toOutputName(this.parts.length), row0: first.row, rows, lastHash: this.lastHash });
  }

  #peek(): StoredRow | undefined {
    while (this.#at >= this.#pending.length) {
      const next = this.#blocks.next();
      if (next.done === true) return undefined;
      this.#pending = next.value;
      this.#at = 0;
    }
    return this.#pending[this.#at];
  }
}

export function toUncheckedRow({ bytes, ...place }: StoredRow): UncheckedRow {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return isUtf8(buffer) ? { ...place, text: buffer.toString('utf8') } : { ...place, base64: buffer.toString('base64') };
}
