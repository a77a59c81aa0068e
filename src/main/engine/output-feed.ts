/** From the bytes a host sends to the batches the store commits: masked, cut into rows, with the spool offset each batch reaches. */
import type { AttemptKey } from '../../core/ids.ts';
import { RowPacker } from '../../core/text/packed-rows.ts';
import { RowReader } from '../../core/text/row-reader.ts';
import type { Rows } from '../../core/text/rows.ts';
import type { Clock, OutputLog, SpoolOffsets, StreamName } from './ports.ts';

/** A line that has begun and not ended is shown as it is after this long: a prompt, a row of dots. */
const partialLineMs = 250;

/**
 * Takes one follow's bytes. What it holds back (the beginning of a line, or of a secret) is not counted in the offsets it
 * commits: a feed that is dropped loses nothing, for the next follow begins where the store ends.
 */
export class OutputFeed {
  readonly #key: AttemptKey;
  readonly #log: OutputLog;
  readonly #clock: Clock;
  readonly #readers: Readonly<Record<StreamName, RowReader>>;
  readonly #packer = new RowPacker();
  #offsets: SpoolOffsets;
  #takeBackFlush: (() => void) | undefined;
  #isOver = false;

  /** @param secrets texts that must not reach the store, in whatever chunks they come */
  constructor(key: AttemptKey, from: SpoolOffsets, secrets: readonly string[], log: OutputLog, clock: Clock) {
    this.#key = key;
    this.#log = log;
    this.#clock = clock;
    this.#offsets = from;
    this.#readers = { stdout: new RowReader(secrets), stderr: new RowReader(secrets) };
  }

  /** Resolves when more may come. */
  async push(stream: StreamName, bytes: Uint8Array, atMs: number): Promise<void> {
    if (this.#isOver) return;
    this.#takeBackFlush?.();
    const rawBytes = this.#readers[stream].pushTo(bytes, {
      row: (row) => this.#packer.add(stream, row, atMs),
      lines: (lines) => this.#packer.addLines(stream, lines, atMs),
    });
    this.#advance(stream, rawBytes);
    this.#takeBackFlush = this.#clock.after(partialLineMs, () => this.#flushPartial());
    await this.#send();
  }

  /** The spool has been read to its end: what was held back comes out. */
  async end(atMs: number): Promise<void> {
    if (this.#isOver) return;
    this.drop();
    for (const stream of ['stdout', 'stderr'] as const) this.#take(stream, this.#readers[stream].end(), atMs);
    await this.#send();
  }

  /** Nothing more is taken; what is held back will be read again. */
  drop(): void {
    this.#isOver = true;
    this.#takeBackFlush?.();
    this.#takeBackFlush = undefined;
  }

  #flushPartial(): void {
    if (this.#isOver) return;
    const nowMs = this.#clock.now();
    for (const stream of ['stdout', 'stderr'] as const) this.#take(stream, this.#readers[stream].flush(), nowMs);
    // A store that cannot write says so to whoever flushes it before a verdict; here there is nobody to tell.
    this.#send().catch(() => this.drop());
  }

  #take(stream: StreamName, { rows, rawBytes }: Rows, atMs: number): void {
    for (const row of rows) this.#packer.add(stream, row, atMs);
    this.#advance(stream, rawBytes);
  }

  #advance(stream: StreamName, rawBytes: number): void {
    this.#offsets = { ...this.#offsets, [stream]: this.#offsets[stream] + rawBytes };
  }

  #send(): Promise<void> {
    if (this.#packer.rows === 0) return Promise.resolve();
    return this.#log.append({ key: this.#key, rows: this.#packer.take(), offsets: this.#offsets });
  }
}
