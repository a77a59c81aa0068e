/** Takes in a journal that another console wrote, as it is: the chain goes on exactly where it ended there. */
import { fail, succeed } from '../../core/result.ts';
import { toCanonicalJson } from '../../core/text/canonical-json.ts';
import type { JournalParts } from './journal.ts';
import { storeFailed } from './refusal.ts';
import type { Adopt, StoredEvent } from './stored.ts';

export function openAdopting({ connection, refusal, turn, ends, onWritten }: JournalParts): Adopt {
  const last = connection.prepare<[string], { seq: number; hash: string }>(
    'SELECT seq, hash FROM event WHERE maintenance = ? ORDER BY seq DESC LIMIT 1',
  );
  const insert = connection.prepare(
    `INSERT INTO event (maintenance, seq, at_ms, row, actor, type, data, previous_hash, hash)
     VALUES (@maintenance, @seq, @atMs, @row, @actor, @type, @data, @previousHash, @hash)`,
  );
  const write = connection.transaction((events: readonly StoredEvent[]) => {
    for (const event of events) {
      insert.run({ ...event, actor: toCanonicalJson(event.actor), data: toCanonicalJson(event.data) });
    }
  });
  return ({ maintenance, events }) => {
    if (refusal !== undefined) return fail('read-only', refusal.message, { advice: refusal.advice });
    try {
      const here = last.get(maintenance);
      if (here !== undefined && events[here.seq - 1]?.hash !== here.hash) {
        return fail('is-here', 'This workspace has another journal of that maintenance already.', {
          advice: 'Use a workspace that has never seen it.',
        });
      }
      const more = events.slice(here?.seq ?? 0);
      if (more.length === 0) return succeed(undefined);
      turn.take(() => write.immediate(more));
      ends.reached(maintenance, events.length);
      onWritten();
      return succeed(undefined);
    } catch (error) {
      return storeFailed('The journal could not be taken in.', error);
    }
  };
}
