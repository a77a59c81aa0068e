/** Named JSON documents of a kind, every version kept; a removal is a version without a body. */
import { fail, type Result, succeed } from '../../core/result.ts';
import type { Connection } from './connection.ts';
import { type Refusal, storeFailed } from './refusal.ts';
import type { DocumentDraft, DocumentFailure, Documents, DocumentVersion } from './store.ts';
import type { WriteTurn } from './write-turn.ts';

interface DocumentRecord {
  readonly name: string;
  readonly version: number;
  readonly saved_at_ms: number;
  readonly saved_by: string;
  readonly body: string | null;
}

/** A document is not the version that was expected; the message is its name. */
class Stale extends Error {}

export interface DocumentsParts {
  readonly connection: Connection;
  readonly refusal?: Refusal;
  readonly turn: WriteTurn;
  readonly onWritten: () => void;
}

export function openDocuments({ connection, refusal, turn, onWritten }: DocumentsParts): Documents {
  const columns = 'name, version, saved_at_ms, saved_by, body';
  const newest = connection.prepare<[string, string], DocumentRecord>(
    `SELECT ${columns} FROM document WHERE kind = ? AND name = ? ORDER BY version DESC LIMIT 1`,
  );
  const all = connection.prepare<[string], DocumentRecord>(
    `SELECT ${columns} FROM document AS d WHERE kind = ? AND body IS NOT NULL
       AND version = (SELECT max(version) FROM document WHERE kind = d.kind AND name = d.name) ORDER BY name`,
  );
  const history = connection.prepare<[string, string], DocumentRecord>(
    `SELECT ${columns} FROM document WHERE kind = ? AND name = ? AND body IS NOT NULL ORDER BY version DESC`,
  );
  const one = connection.prepare<[string, string, number], DocumentRecord>(
    `SELECT ${columns} FROM document WHERE kind = ? AND name = ? AND version = ?`,
  );
  const insert = connection.prepare(
    'INSERT INTO document (kind, name, version, saved_at_ms, saved_by, body) VALUES (?, ?, ?, ?, ?, ?)',
  );

  /** `body` undefined removes. `undefined` comes back where `expectedVersion` is not the newest that is shown. */
  const write = connection.transaction(
    (
      kind: string,
      name: string,
      expectedVersion: number | undefined,
      body: string | null,
      by: string,
      atMs: number,
    ) => {
      const latest = newest.get(kind, name);
      const shown = latest === undefined || latest.body === null ? 0 : latest.version;
      if (expectedVersion !== undefined && expectedVersion !== shown) return undefined;
      if (body === null && shown === 0) return latest?.version ?? 0;
      const version = (latest?.version ?? 0) + 1;
      insert.run(kind, name, version, atMs, by, body);
      return version;
    },
  );

  /** Throws `Stale` where one is, which takes back those before it. */
  const writeAll = connection.transaction(
    (kind: string, drafts: readonly DocumentDraft[], by: string, atMs: number): readonly DocumentVersion[] =>
      drafts.map(({ name, expectedVersion, body }) => {
        const version = write(kind, name, expectedVersion, JSON.stringify(body ?? null), by, atMs);
        if (version === undefined) throw new Stale(name);
        return { name, version, savedAtMs: atMs, savedBy: by, body };
      }),
  );

  function perform<T>(kind: string, what: string, work: () => T): Result<T, DocumentFailure> {
    if (refusal !== undefined) return fail('read-only', refusal.message, { advice: refusal.advice });
    try {
      const done = turn.take(work);
      onWritten();
      return succeed(done);
    } catch (error) {
      if (!(error instanceof Stale)) return storeFailed(`${what} could not be saved.`, error);
      return fail('stale', `The ${kind} “${error.message}” was changed in the meantime.`, {
        advice: 'Look at its newest version, then save again.',
      });
    }
  }

  function performOne(...args: Parameters<typeof write>): Result<number, DocumentFailure> {
    const [kind, name] = args;
    return perform(kind, `The ${kind} “${name}”`, () => {
      const version = write.immediate(...args);
      if (version === undefined) throw new Stale(name);
      return version;
    });
  }

  return {
    list: (kind) => all.all(kind).map(toVersion),
    get(kind, name, version) {
      const record = version === undefined ? newest.get(kind, name) : one.get(kind, name, version);
      return record === undefined || record.body === null ? undefined : toVersion(record);
    },
    versions: (kind, name) => history.all(kind, name).map(toVersion),
    put(kind, name, expectedVersion, body, by, atMs) {
      const result = performOne(kind, name, expectedVersion, JSON.stringify(body ?? null), by, atMs);
      if (!result.ok) return result;
      return succeed({ name, version: result.value, savedAtMs: atMs, savedBy: by, body });
    },
    putAll: (kind, drafts, by, atMs) =>
      perform(kind, `${drafts.length} documents of the kind ${kind}`, () => writeAll.immediate(kind, drafts, by, atMs)),
    remove(kind, name, by, atMs) {
      const result = performOne(kind, name, undefined, null, by, atMs);
      return result.ok ? succeed(undefined) : result;
    },
  };
}

function toVersion(record: DocumentRecord): DocumentVersion {
  return {
    name: record.name,
    version: record.version,
    savedAtMs: record.saved_at_ms,
    savedBy: record.saved_by,
    body: record.body === null ? null : (JSON.parse(record.body) as unknown),
  };
}
