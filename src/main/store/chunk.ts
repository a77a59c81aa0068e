/** Makes a chunk of rows, compressed, hashed and mapped; and rows of a chunk again. */
import { isAscii } from 'node:buffer';
import { createHash } from 'node:crypto';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { decodeEntries, joinRows, partRows, type Rows, toMix } from './chunk-format.ts';
import { type ChunkMap, toChunkMap } from './chunk-map.ts';

const zstdLevel1 = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
/** Nothing that Drydock writes unpacks to more: a bound against a file that was tampered with. */
const unpackedMaxBytes = 64 * 1_048_576;

/** A chunk as it is written. */
export interface PackedChunk {
  readonly row0: number;
  readonly rows: number;
  readonly sizeBytes: number;
  readonly isPlain: number;
  readonly mix: string;
  readonly packed: Uint8Array;
  readonly sha256: Uint8Array;
  readonly map: ChunkMap;
}

/** A chunk as it is read. */
export interface ChunkRecord {
  readonly row0: number;
  readonly rows: number;
  readonly packed: Uint8Array;
  readonly sha256: Uint8Array;
}

export function packChunk(row0: number, rows: Rows): PackedChunk {
  const whole = joinRows(rows);
  return {
    row0,
    rows: rows.ends.length,
    sizeBytes: rows.body.length,
    isPlain: isPlain(rows) ? 1 : 0,
    mix: JSON.stringify(toMix(rows.runs, rows.streams)),
    packed: zstdCompressSync(whole, zstdLevel1),
    sha256: createHash('sha256').update(whole).digest(),
    map: toChunkMap(rows.body),
  };
}

/** Every row ends with a newline (it has no other: see `OutputRow`), and all is ASCII. */
function isPlain({ body, ends }: Rows): boolean {
  for (const end of ends) if (body[end - 1] !== 10) return false;
  return isAscii(body);
}

/** Stored rows that are not what was written. Those before and after may be whole. */
export class DamagedOutput extends Error {
  constructor(row: number) {
    super(`The output from line ${row + 1} of the log on is damaged: its hash is not that of its content.`);
  }
}

/** Throws `DamagedOutput` where the chunk does not have the hash it was written with. */
export function unpackChunk(record: ChunkRecord): Rows {
  const whole = decompress(record.packed);
  if (!createHash('sha256').update(whole).digest().equals(record.sha256)) {
    throw new DamagedOutput(record.row0);
  }
  const { entries, body } = partRows(whole);
  return { ...decodeEntries(entries), body };
}

/** Entries and body without looking at the hash: a search looks through thousands, and whoever shows a row looks. */
export function unpackParts(packed: Uint8Array): ReturnType<typeof partRows> {
  return partRows(decompress(packed));
}

function decompress(packed: Uint8Array): Buffer {
  return zstdDecompressSync(packed, { maxOutputLength: unpackedMaxBytes });
}
