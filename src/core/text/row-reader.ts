/** From the bytes of a spool to the rows of the log: masked, cut, and every original byte accounted for. */
import { Masker } from './masking.ts';
import { RowSplitter, type Rows } from './rows.ts';

export class RowReader {
  readonly #masker: Masker;
  readonly #splitter: RowSplitter;

  constructor(secrets: readonly string[], limitBytes?: number) {
    this.#masker = new Masker(secrets);
    this.#splitter = new RowSplitter(limitBytes);
  }

  push(chunk: Uint8Array): Rows {
    return this.#splitter.push(this.#masker.push(chunk));
  }

  /** A line that has waited long enough becomes a row. What may be the beginning of a secret is still held back. */
  flush(): Rows {
    return this.#splitter.flush();
  }

  /** The stream has ended: everything comes out. */
  end(): Rows {
    const last = this.#splitter.push(this.#masker.end());
    const rest = this.#splitter.flush();
    return { rows: [...last.rows, ...rest.rows], rawBytes: last.rawBytes + rest.rawBytes };
  }
}
