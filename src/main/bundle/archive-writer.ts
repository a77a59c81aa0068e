/** Writes an archive in one go: entries one after another from generators of text, each hashed as it goes by. */
import { createHash } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import { ZipFile } from 'yazl';
import { type BundleLimits, bundleLimits, type EntryKind, entryKindOf, toRoomBytes } from '../../core/bundle/layout.ts';
import { sealLength } from '../../core/bundle/seal.ts';
import { TooLarge } from './too-large.ts';

export interface WrittenFile {
  readonly name: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

export class ArchiveWriter {
  /** What has been written whole so far. */
  readonly files: WrittenFile[] = [];
  /** The bytes of the archive, closed by its seal. Somebody has to read them for anything to go on. */
  readonly bytes: Readable;
  readonly #sealing: Sealing;
  readonly #limits: BundleLimits;
  #unpackedBytes = 0;
  readonly #zip = new ZipFile();
  readonly #madeAt: Date;

  /** @param seal makes the seal of the SHA-256 of everything before it */
  constructor(madeAtMs: number, seal: (fileHash: string) => string, limits: BundleLimits = bundleLimits) {
    this.#madeAt = new Date(madeAtMs);
    this.#limits = limits;
    this.#sealing = new Sealing(seal);
    this.#zip.on('error', (error: Error) => this.#sealing.destroy(error));
    this.bytes = this.#zip.outputStream.pipe(this.#sealing);
  }

  /** Resolves once its text has been read to its end, and rejects with what that throws, or with `TooLarge`. */
  add(name: string, text: Iterable<string>, level = 6): Promise<WrittenFile> {
    const kind = entryKindOf(name);
    if (kind === undefined) throw new Error(`${name} is no part of a bundle`);
    const compressionLevel = this.#mayBePacked(kind) ? level : 0;
    return new Promise((resolve, reject) => {
      this.bytes.once('error', reject);
      const written = (file: WrittenFile) => {
        this.bytes.off('error', reject);
        this.files.push(file);
        resolve(file);
      };
      // One piece at a time: what waits in memory is one block of the store.
      const stream = Readable.from(this.#watch({ name, kind }, text, written), { objectMode: true, highWaterMark: 1 });
      stream.on('error', reject);
      this.#zip.addReadStream(stream, name, { mtime: this.#madeAt, mode: 0o100600, compressionLevel });
    });
  }

  end(): void {
    this.#zip.end({ comment: ' '.repeat(sealLength), forceZip64Format: false });
  }

  /** Once all of it has been read: throws `TooLarge` where no reader would take it. */
  assertReadable(): void {
    const room = toRoomBytes(this.#sealing.sizeBytes, this.#limits);
    if (this.#unpackedBytes > room) throw new TooLarge('what it unpacks to', room);
  }

  /**
   * A file may unpack to so many times its size only, and a host may print what packs a thousand to one. Before that could be too much,
   * output lies in the file as it is: one such part makes room for two hundred. What is kept free is for the manifest, and for a last part
   * that is too small to make any.
   */
  #mayBePacked(kind: EntryKind): boolean {
    const { bytes } = this.#limits;
    if (kind !== 'output' && kind !== 'document') return true;
    return this.#unpackedBytes + bytes[kind] + 2 * bytes.manifest <= toRoomBytes(this.#sealing.sizeBytes, this.#limits);
  }

  *#watch(
    { name, kind }: { readonly name: string; readonly kind: EntryKind },
    text: Iterable<string>,
    written: (file: WrittenFile) => void,
  ): Generator<Buffer> {
    const { bytes: most, entries, totalBytes } = this.#limits;
    // The manifest is one more.
    if (this.files.length + (kind === 'manifest' ? 0 : 1) >= entries)
      throw new TooLarge('the list of its files', entries, 'files');
    const sum = createHash('sha256');
    let sizeBytes = 0;
    for (const piece of text) {
      const bytes = Buffer.from(piece, 'utf8');
      sum.update(bytes);
      sizeBytes += bytes.length;
      this.#unpackedBytes += bytes.length;
      if (sizeBytes > most[kind]) throw new TooLarge(name, most[kind]);
      if (this.#unpackedBytes > totalBytes) throw new TooLarge('what it unpacks to', totalBytes);
      yield bytes;
    }
    written({ name, sizeBytes, sha256: sum.digest('hex') });
  }
}

/** Holds back the end of what goes through, for that is where the seal comes to stand. */
class Sealing extends Transform {
  /** Of what came so far. */
  sizeBytes = 0;
  readonly #sum = createHash('sha256');
  readonly #seal: (fileHash: string) => string;
  #held = Buffer.alloc(0);

  constructor(seal: (fileHash: string) => string) {
    super();
    this.#seal = seal;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.sizeBytes += chunk.length;
    const all = Buffer.concat([this.#held, chunk]);
    const free = Math.max(0, all.length - sealLength);
    this.#held = all.subarray(free);
    const through = all.subarray(0, free);
    this.#sum.update(through);
    this.push(through);
    done();
  }

  override _flush(done: (error?: Error) => void): void {
    const seal = this.#seal(this.#sum.digest('hex'));
    if (seal.length !== sealLength) {
      done(new Error('the seal has another length than the room that was left for it'));
      return;
    }
    this.push(Buffer.from(seal, 'latin1'));
    done();
  }
}
