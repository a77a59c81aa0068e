/** What the log needs to know of a maintenance's events: where each stands, and what filters look at. Read on as it grows. */
import type { Connection } from './connection.ts';

export type EventKind = 'decision' | 'note' | 'system';

export interface LogEvent {
  readonly seq: number;
  /** It stands before this row of output. */
  readonly row: number;
  readonly kind: EventKind;
  readonly task?: string;
  readonly host?: string;
}

interface LogEventRecord {
  readonly seq: number;
  readonly row: number;
  readonly type: string;
  readonly actor: string;
  readonly task: string | null;
  readonly host: string | null;
}

export class LogEvents {
  /** In order of seq; event `seq` has the index `seq - 1`. */
  readonly all: LogEvent[] = [];
  readonly #maintenance: string;
  readonly #after: ReturnType<typeof prepare>;

  constructor(connection: Connection, maintenance: string) {
    this.#maintenance = maintenance;
    this.#after = prepare(connection);
  }

  refresh(): void {
    for (const record of this.#after.iterate(this.#maintenance, this.all.length)) this.all.push(toLogEvent(record));
  }
}

/** A note or a comment is one whoever wrote it, and that somebody has seen a thing decides nothing; what else a person did is a decision; the rest is the system's. */
function kindOf(type: string, actor: string): EventKind {
  if (type === 'note-added' || type === 'comment-added') return 'note';
  if (type === 'marked-seen') return 'system';
  return actor === 'person' ? 'decision' : 'system';
}

function toLogEvent({ seq, row, type, actor, task, host }: LogEventRecord): LogEvent {
  const itsHost = host ?? (task === null ? undefined : hostOf(task));
  return {
    seq,
    row,
    kind: kindOf(type, actor),
    ...(task === null ? {} : { task }),
    ...(itsHost === undefined ? {} : { host: itsHost }),
  };
}

/** `STEP@HOST`, `STEP~back@HOST`; manual and wait steps have none. */
export function hostOf(task: string): string | undefined {
  const at = task.indexOf('@');
  return at === -1 ? undefined : task.slice(at + 1);
}

function prepare(connection: Connection) {
  return connection.prepare<[string, number], LogEventRecord>(
    `SELECT seq, row, type, actor ->> '$.kind' AS actor, data ->> '$.task' AS task, data ->> '$.host' AS host
     FROM event WHERE maintenance = ? AND seq > ? ORDER BY seq`,
  );
}
