/** The maps of a maintenance's chunks in the search's memory, read on as the log grows. */

import type { Mix } from './chunk-format.ts';
import { mapSizeBytes, mayContain, type Probe } from './chunk-map.ts';
import type { Connection } from './connection.ts';

export interface IndexedChunk {
  readonly id: number;
  readonly row0: number;
  readonly rows: number;
  readonly isPlain: boolean;
  readonly mix: Mix;
}

interface ChunkRecord {
  readonly id: number;
  readonly row0: number;
  readonly rows: number;
  readonly is_plain: number;
  readonly mix: string;
  readonly trigrams: Uint8Array;
  readonly tokens: Uint8Array;
}

/** Maps are kept in blocks of this many: one array for all would be copied each time it grows. */
const blockMaps = 256;

export class SearchIndex {
  readonly chunks: IndexedChunk[] = [];
  readonly #blocks: Uint8Array[] = [];
  readonly #maintenance: string;
  readonly #select: ReturnType<typeof prepare>;

  constructor(connection: Connection, maintenance: string) {
    this.#maintenance = maintenance;
    this.#select = prepare(connection);
  }

  refresh(): void {
    const last = this.chunks.at(-1);
    const from = last === undefined ? 0 : last.row0 + last.rows;
    for (const record of this.#select.iterate(this.#maintenance, from)) this.#add(record);
  }

  /** Rows that stand in chunks; the tail begins there. */
  get rows(): number {
    const last = this.chunks.at(-1);
    return last === undefined ? 0 : last.row0 + last.rows;
  }

  mayContain(index: number, probe: Probe): boolean {
    const maps = this.#blocks[Math.floor(index / blockMaps)];
    return maps === undefined || mayContain(maps, (index % blockMaps) * mapSizeBytes, probe);
  }

  #add(record: ChunkRecord): void {
    const place = this.chunks.length % blockMaps;
    if (place === 0) this.#blocks.push(new Uint8Array(blockMaps * mapSizeBytes));
    const maps = this.#blocks.at(-1) as Uint8Array;
    maps.set(record.trigrams, place * mapSizeBytes);
    maps.set(record.tokens, place * mapSizeBytes + record.trigrams.length);
    this.chunks.push({
      id: record.id,
      row0: record.row0,
      rows: record.rows,
      isPlain: record.is_plain === 1,
      mix: JSON.parse(record.mix) as Mix,
    });
  }
}

function prepare(connection: Connection) {
  return connection.prepare<[string, number], ChunkRecord>(
    `SELECT id, row0, rows, is_plain, mix, trigrams, tokens FROM chunk JOIN chunk_map ON chunk_map.chunk = chunk.id
     WHERE maintenance = ? AND row0 >= ? ORDER BY row0`,
  );
}
