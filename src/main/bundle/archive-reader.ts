/**
 * Reads an archive that anybody may have made. Nothing of it is ever written to a disk or run: entries are streams of bytes under names
 * that this program knows, and each limit holds while they are read, whatever the archive says of itself.
 */
import { close, createReadStream, open } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createInflateRaw } from 'node:zlib';
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl';
import { type BundleLimits, bundleLimits, type EntryKind, entryKindOf, toRoomBytes } from '../../core/bundle/layout.ts';
import { type Failure, fail, type Result, succeed } from '../../core/result.ts';
import { TooLarge } from './too-large.ts';

export type ArchiveFailure = Failure<'not-a-bundle' | 'archive-refused' | 'too-large' | 'file-failed'>;

export interface ArchiveEntry {
  readonly name: string;
  readonly kind: EntryKind;
  /** Where its bytes lie in the file, as they are packed. */
  readonly start: number;
  readonly end: number;
  readonly isPacked: boolean;
}

/** An entry that cannot be unpacked. What came of it before has been handed over. */
export class BadEntry extends Error {}

const openFile = promisify(open);
const closeFile = promisify(close);

export class Archive {
  readonly entries: readonly ArchiveEntry[];
  readonly sizeBytes: number;
  readonly #fd: number;
  readonly #limits: BundleLimits;
  /** How far each entry was unpacked: one that is read again costs no more room. */
  readonly #reached = new Map<string, number>();
  #unpackedBytes = 0;

  constructor(fd: number, sizeBytes: number, entries: readonly ArchiveEntry[], limits: BundleLimits) {
    this.#fd = fd;
    this.sizeBytes = sizeBytes;
    this.entries = entries;
    this.#limits = limits;
  }

  find(name: string): ArchiveEntry | undefined {
    return this.entries.find((entry) => entry.name === name);
  }

  /** Its bytes, unpacked. Throws `BadEntry`, and `TooLarge`. @param pieceBytes how finely they come: what is lost where the packing is damaged */
  async *read(entry: ArchiveEntry, pieceBytes = 65_536): AsyncGenerator<Buffer> {
    const packed = this.bytes(entry.start, entry.end);
    let bytes = 0;
    try {
      for await (const piece of entry.isPacked ? inflate(packed, pieceBytes) : packed) {
        bytes += piece.length;
        this.#reach(entry, bytes);
        yield piece;
      }
    } catch (error) {
      if (!isOfUnpacking(error)) throw error;
      throw new BadEntry(`${entry.name} cannot be unpacked: ${(error as Error).message}`);
    }
  }

  #reach({ name, kind }: ArchiveEntry, bytes: number): void {
    const limit = this.#limits.bytes[kind];
    if (bytes > limit) throw new TooLarge(name, limit);
    const before = this.#reached.get(name) ?? 0;
    if (bytes <= before) return;
    this.#reached.set(name, bytes);
    this.#unpackedBytes += bytes - before;
    const room = toRoomBytes(this.sizeBytes, this.#limits);
    if (this.#unpackedBytes > room) throw new TooLarge('what it unpacks to', room);
  }

  /** Bytes of the file itself. */
  async *bytes(start: number, end: number): AsyncGenerator<Buffer> {
    if (start >= end) return;
    yield* createReadStream('', { fd: this.#fd, autoClose: false, start, end: end - 1 });
  }

  close(): Promise<void> {
    return closeFile(this.#fd);
  }
}

async function* inflate(packed: AsyncIterable<Buffer>, pieceBytes: number): AsyncGenerator<Buffer> {
  const unpacking = createInflateRaw({ chunkSize: pieceBytes });
  // What goes wrong reaches whoever reads the end of the pipe.
  pipeline(Readable.from(packed), unpacking, () => undefined);
  yield* unpacking;
}

function isOfUnpacking(error: unknown): boolean {
  const { code = '' } = error as NodeJS.ErrnoException;
  return /^Z_|^ERR_STREAM_PREMATURE_CLOSE$/.test(code);
}

/** Opens what says it is an archive, and refuses it where anything of it is not as a bundle has it. Close what it answers. */
export async function openArchive(
  file: string,
  limits: BundleLimits = bundleLimits,
): Promise<Result<Archive, ArchiveFailure>> {
  let fd: number;
  try {
    fd = await openFile(file, 'r');
  } catch (error) {
    return fail('file-failed', `${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  const read = await readDirectory(fd, limits);
  if (!read.ok) await closeFile(fd);
  return read;
}

async function readDirectory(fd: number, limits: BundleLimits): Promise<Result<Archive, ArchiveFailure>> {
  let zip: ZipFile;
  try {
    // Names are looked at as bytes, and sizes by what comes: this library's own opinion of them is not asked.
    zip = await fromFdPromise(fd, { autoClose: false, decodeStrings: false, validateEntrySizes: false });
  } catch (error) {
    return fail('not-a-bundle', `It is no bundle, or its end is missing: ${toClause(error)}.`, { cause: error });
  }
  try {
    if (zip.entryCount > limits.entries)
      return refuseSize(new TooLarge('the list of its files', limits.entries, 'files'));
    const entries: ArchiveEntry[] = [];
    const names = new Set<string>();
    let end = 0;
    for await (const entry of zip.eachEntry()) {
      const placed = await place(zip, entry, end, limits);
      if (!placed.ok) return placed;
      if (names.has(placed.value.entry.name)) return refuse(`“${placed.value.entry.name}” stands in it twice`);
      names.add(placed.value.entry.name);
      entries.push(placed.value.entry);
      end = placed.value.end;
    }
    return succeed(new Archive(fd, zip.fileSize, entries, limits));
  } catch (error) {
    return refuse(toClause(error));
  }
}

const method = { stored: 0, packed: 8 } as const;
/** Encrypted, and of an unknown size at the front: only the second is ever written. */
const knownFlags = 0x0808;

interface Placed {
  readonly entry: ArchiveEntry;
  /** The first byte after all that belongs to it. */
  readonly end: number;
}

/** Entries lie one after another without a gap: so none hides, and none is read twice under two names. */
async function place(
  zip: ZipFile,
  entry: Entry,
  from: number,
  limits: BundleLimits,
): Promise<Result<Placed, ArchiveFailure>> {
  const name = toAscii(entry.fileNameRaw);
  const kind = name === undefined ? undefined : entryKindOf(name);
  if (name === undefined || kind === undefined) return refuse(`${toShown(entry.fileNameRaw)} is no part of a bundle`);
  const { compressionMethod, generalPurposeBitFlag, externalFileAttributes, compressedSize, uncompressedSize } = entry;
  if ((generalPurposeBitFlag & ~knownFlags) !== 0) return refuse(`${name} is encrypted, or packed in an unknown way`);
  if (compressionMethod !== method.stored && compressionMethod !== method.packed) {
    return refuse(`${name} is packed in an unknown way`);
  }
  // The upper half is the mode of a Unix file; a link, a folder or a device is nothing a bundle has.
  const type = (externalFileAttributes >>> 28) & 0xf;
  if (type !== 0 && type !== 0x8) return refuse(`${name} is no file, but a link, a folder or a device`);
  if (uncompressedSize > limits.bytes[kind]) return refuseSize(new TooLarge(name, limits.bytes[kind]));
  if (entry.fileCommentRaw.length > 0) return refuse(`${name} has a comment`);
  const head = await zip.readLocalFileHeaderPromise(entry);
  const isSame = head.fileName.equals(entry.fileNameRaw) && head.compressionMethod === compressionMethod;
  if (!isSame) return refuse(`${name} is another file at its place than in the directory`);
  const start = head.fileDataStart;
  const end = start + compressedSize;
  if (entry.relativeOffsetOfLocalHeader !== from || end > zip.fileSize) {
    return refuse(`${name} does not lie where the entry before it ends`);
  }
  const isSizeBehind = (head.generalPurposeBitFlag & 0x8) !== 0;
  const behind = !isSizeBehind ? 0 : uncompressedSize > 0xfffffffe || compressedSize > 0xfffffffe ? 24 : 16;
  const isPacked = compressionMethod === method.packed;
  return succeed({ entry: { name, kind, start, end, isPacked }, end: end + behind });
}

function toAscii(bytes: Buffer): string | undefined {
  const text = bytes.toString('latin1');
  return /^[!-~]{1,64}$/.test(text) ? text : undefined;
}

/** A name from outside as a person may read it: cut, and nothing in it that a terminal obeys. */
function toShown(bytes: Buffer): string {
  const text = bytes
    .subarray(0, 64)
    .toString('latin1')
    .replace(/[^ -~]/g, '?');
  return `“${text}${bytes.length > 64 ? '…' : ''}”`;
}

function refuse(why: string): Result<never, ArchiveFailure> {
  return fail('archive-refused', `It is no bundle of Drydock’s: ${why}.`, {
    advice: 'Nothing of it was unpacked. Have it sent again by whoever made it.',
  });
}

/** As it says itself; what it is has not been looked at. */
function refuseSize({ message }: TooLarge): Result<never, ArchiveFailure> {
  return fail('too-large', `It is not read: ${message}.`, {
    advice: 'Nothing of it was unpacked. No Drydock writes a bundle of that size.',
  });
}

/** The library's own sentence as a part of ours; it may quote the file. */
function toClause(error: unknown): string {
  const { message } = error as Error;
  return message
    .replace(/[^ -~]/g, '?')
    .replace(/[.\s]+$/, '')
    .slice(0, 200);
}
