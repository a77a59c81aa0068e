/** The journal in SQLite: appends are one transaction on the expected seq, every event chained to the one before. */
import type { MaintenanceId } from '../../core/ids.ts';
import { actorSchema } from '../../core/maintenance/actor.ts';
import { dataSchemas, type JournalEvent, journalEventSchema, type NewEvent } from '../../core/maintenance/events.ts';
import { fail, type Result, succeed } from '../../core/result.ts';
import { toCanonicalJson } from '../../core/text/canonical-json.ts';
import type { AppendFailure, Journal } from '../engine/ports.ts';
import { UnreadableEvent } from '../engine/unreadable-event.ts';
import { chainStart, type EventRecord, toEventHash, toLink } from './chain.ts';
import type { Connection } from './connection.ts';
import type { JournalEnds } from './journal-ends.ts';
import { type Refusal, storeFailed } from './refusal.ts';
import type { WriteTurn } from './write-turn.ts';

const readLimit = 100_000;

export interface JournalParts {
  readonly connection: Connection;
  /** Set where this console may not write. */
  readonly refusal?: Refusal;
  readonly turn: WriteTurn;
  readonly ends: JournalEnds;
  readonly onWritten: () => void;
}

export function openJournal({ connection, refusal, turn, ends, onWritten }: JournalParts): Journal {
  const last = connection.prepare<[string], { seq: number; hash: string }>(
    'SELECT seq, hash FROM event WHERE maintenance = ? ORDER BY seq DESC LIMIT 1',
  );
  const rows = connection.prepare<[string], number>('SELECT rows FROM head WHERE maintenance = ?').pluck();
  const after = connection.prepare<[string, number, number], EventRecord>(
    'SELECT * FROM event WHERE maintenance = ? AND seq > ? ORDER BY seq LIMIT ?',
  );
  const maintenances = connection
    .prepare<[], string>('SELECT maintenance FROM event WHERE seq = 1 ORDER BY id DESC')
    .pluck();
  const insert = connection.prepare(
    `INSERT INTO event (maintenance, seq, at_ms, row, actor, type, data, previous_hash, hash)
     VALUES (@maintenance, @seq, @atMs, @row, @actor, @type, @data, @previousHash, @hash)`,
  );

  const write = connection.transaction(
    (maintenance: MaintenanceId, expectedSeq: number, events: readonly NewEvent[], atMs: number) => {
      const end = last.get(maintenance) ?? { seq: 0, hash: chainStart };
      if (end.seq !== expectedSeq) return undefined;
      const row = rows.get(maintenance) ?? 0;
      let previousHash = end.hash;
      return events.map((event, index) => {
        const link = { maintenance, seq: end.seq + 1 + index, atMs, row, ...event, previousHash };
        const hash = toEventHash(link);
        insert.run({ ...link, actor: toCanonicalJson(link.actor), data: toCanonicalJson(link.data), hash });
        previousHash = hash;
        return { ...link, hash } as JournalEvent;
      });
    },
  );

  return {
    append(maintenance, expectedSeq, events, atMs): Result<readonly JournalEvent[], AppendFailure> {
      if (refusal !== undefined) return fail('read-only', refusal.message, { advice: refusal.advice });
      const parsed = events.map(toParsed);
      try {
        const written = turn.take(() => write.immediate(maintenance, expectedSeq, parsed, atMs));
        if (written === undefined) {
          return fail('stale', 'Something else was written to this maintenance in the meantime.', {
            advice: 'Look at what was written, and decide again.',
          });
        }
        ends.reached(maintenance, expectedSeq + written.length);
        onWritten();
        return succeed(written);
      } catch (error) {
        return storeFailed('The journal could not be written.', error);
      }
    },
    read(maintenance, afterSeq, limit = readLimit) {
      if (ends.isAt(maintenance, afterSeq)) return [];
      const most = Math.min(limit, readLimit);
      const found = after.all(maintenance, afterSeq, most);
      const end = found.length < most ? found.at(-1) : undefined;
      if (end !== undefined) ends.reached(maintenance, end.seq);
      return found.map(toEvent);
    },
    list() {
      return maintenances.all() as MaintenanceId[];
    },
  };
}

/** An event that is not of its shape is a bug of whoever made it: it throws and nothing is written. */
function toParsed(event: NewEvent): NewEvent {
  const schema = dataSchemas[event.type];
  if (schema === undefined) throw new Error(`the journal knows no event “${String(event.type)}”`);
  return { type: event.type, data: schema.parse(event.data), actor: actorSchema.parse(event.actor) } as NewEvent;
}

function toEvent(record: EventRecord): JournalEvent {
  const parsed = journalEventSchema.safeParse({ ...toLink(record), hash: record.hash });
  if (parsed.success) return parsed.data;
  throw new UnreadableEvent(record, parsed.error);
}
