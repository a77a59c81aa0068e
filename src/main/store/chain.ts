/** The chain of a journal: each event's SHA-256 covers the event and the hash of the one before it. */
import { createHash } from 'node:crypto';
import type { Actor } from '../../core/maintenance/actor.ts';
import { toCanonicalJson } from '../../core/text/canonical-json.ts';
import type { Connection } from './connection.ts';
import type { ChainVerdict } from './store.ts';
import type { Link } from './stored.ts';

/** What the first event of a maintenance stands on. */
export const chainStart = '0'.repeat(64);

/** SHA-256 over the canonical JSON of the event with its `previousHash`, 64 lower-case hex digits. */
export function toEventHash(link: Link): string {
  return createHash('sha256').update(toCanonicalJson(link), 'utf8').digest('hex');
}

/** One row of the `event` table. */
export interface EventRecord {
  readonly maintenance: string;
  readonly seq: number;
  readonly at_ms: number;
  readonly row: number;
  readonly actor: string;
  readonly type: string;
  readonly data: string;
  readonly previous_hash: string;
  readonly hash: string;
}

export function toLink(record: EventRecord): Link {
  return {
    maintenance: record.maintenance,
    seq: record.seq,
    atMs: record.at_ms,
    row: record.row,
    actor: JSON.parse(record.actor) as Actor,
    type: record.type,
    data: JSON.parse(record.data) as unknown,
    previousHash: record.previous_hash,
  };
}

/** Reads a maintenance's journal as it is stored and says whether anything in it was altered, and from which event on. */
export function verifyChain(connection: Connection, maintenance: string): ChainVerdict {
  const records = connection.prepare<[string], EventRecord>('SELECT * FROM event WHERE maintenance = ? ORDER BY seq');
  let previousHash = chainStart;
  let seq = 0;
  for (const record of records.iterate(maintenance)) {
    seq += 1;
    const fault = faultOf(record, seq, previousHash);
    if (fault !== undefined) return { isWhole: false, seq, message: fault };
    previousHash = record.hash;
  }
  return { isWhole: true, events: seq, lastHash: previousHash };
}

function faultOf(record: EventRecord, seq: number, previousHash: string): string | undefined {
  if (record.seq !== seq) return `event ${seq} is missing`;
  if (record.previous_hash !== previousHash) return `event ${seq} does not stand on the event before it`;
  try {
    if (toEventHash(toLink(record)) !== record.hash)
      return `event ${seq} was altered: its hash is not that of its content`;
  } catch {
    return `event ${seq} was altered: it is not JSON any more`;
  }
  return undefined;
}
