/** Writes an archive in one go: entries one after another from generators of text, each hashed as it goes by. */
import { createHash } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import { ZipFile } from 'yazl';
import { sealLength } from '../../core/bundle/seal.ts';

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
  readonly #zip = new ZipFile();
  readonly #madeAt: Date;

  /** @param seal makes the seal of the SHA-256 of everything before it */
  constructor(madeAtMs: number, seal: (fileHash: string) => string) {
    this.#madeAt = new Date(madeAtMs);
    const sealing = new Sealing(seal);
    this.#zip.on('error', (error: Error) => sealing.destroy(error));
    this.bytes = this.#zip.outputStream.pipe(sealing);
  }

  /** Resolves once its text has been read to its end, and rejects with what that throws. */
  add(name: string, text: Iterable<string>, compressionLevel = 6): Promise<WrittenFile> {
    return new Promise((resolve, reject) => {
      this.bytes.once('error', reject);
      const written = (file: WrittenFile) => {
        this.bytes.off('error', reject);
        this.files.push(file);
        resolve(file);
      };
      // One piece at a time: what waits in memory is one block of the store.
      const stream = Readable.from(watch(name, text, written), { objectMode: true, highWaterMark: 1 });
      stream.on('error', reject);
      this.#zip.addReadStream(stream, name, { mtime: this.#madeAt, mode: 0o100600, compressionLevel });
    });
  }

  end(): void {
    this.#zip.end({ comment: ' '.repeat(sealLength), forceZip64Format: false });
  }
}

function* watch(name: string, text: Iterable<string>, written: (file: WrittenFile) => void): Generator<Buffer> {
  const sum = createHash('sha256');
  let sizeBytes = 0;
  for (const piece of text) {
    const bytes = Buffer.from(piece, 'utf8');
    sum.update(bytes);
    sizeBytes += bytes.length;
    yield bytes;
  }
  written({ name, sizeBytes, sha256: sum.digest('hex') });
}

/** Holds back the end of what goes through, for that is where the seal comes to stand. */
class Sealing extends Transform {
  readonly #sum = createHash('sha256');
  readonly #seal: (fileHash: string) => string;
  #held = Buffer.alloc(0);

  constructor(seal: (fileHash: string) => string) {
    super();
    this.#seal = seal;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
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
