/** From the bytes of a spool to the rows of the log: masked, cut, and every original byte accounted for. */
import { Masker } from './masking.ts';
import { RowSplitter, type Rows, type RowTaker } from './rows.ts';

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

  /** The same without an object for each row; answers with the original bytes that what was given accounts for. */
  pushTo(chunk: Uint8Array, taker: RowTaker): number {
    return this.#splitter.pushTo(this.#masker.push(chunk), taker);
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
