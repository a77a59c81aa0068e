/** The names of one maintenance for a search of its log, so that it finds events by the words people see. Read on as it grows. */
import type { NewEvent } from '../../core/maintenance/events.ts';
import { JournalNames } from '../../core/maintenance/names/journal-names.ts';
import type { Names } from '../../core/maintenance/names/names.ts';
import { namingTypes } from '../../core/maintenance/names/naming.ts';
import type { Connection } from './connection.ts';

export class LogNames {
  readonly #maintenance: string;
  readonly #between: ReturnType<typeof prepare>;
  readonly #names = new JournalNames();
  #seq = 0;

  constructor(connection: Connection, maintenance: string) {
    this.#maintenance = maintenance;
    this.#between = prepare(connection);
  }

  /** Reads on to the event `toSeq`. */
  refresh(toSeq: number): void {
    for (const { seq, type, actor, data } of this.#between.iterate(this.#maintenance, this.#seq, toSeq)) {
      const event = { type, actor: JSON.parse(actor), data: JSON.parse(data) } as NewEvent;
      this.#names.learn({ ...event, seq });
    }
    this.#seq = toSeq;
  }

  at(seq: number): Names {
    return this.#names.at(seq);
  }
}

interface NamingRecord {
  readonly seq: number;
  readonly type: string;
  readonly actor: string;
  readonly data: string;
}

/** Most events name nobody: the steps of a run, by the thousand. Whoever acts names themselves. */
function prepare(connection: Connection) {
  const types = namingTypes.map((type) => `'${type}'`).join(', ');
  return connection.prepare<[string, number, number], NamingRecord>(
    `SELECT seq, type, actor, data FROM event
     WHERE maintenance = ? AND seq > ? AND seq <= ? AND (type IN (${types}) OR actor ->> '$.person' IS NOT NULL) ORDER BY seq`,
  );
}
