/** What lies in the store, as it lies there: for whoever copies a maintenance whole. */
import type { MaintenanceId, TaskId } from '../../core/ids.ts';
import type { Actor } from '../../core/maintenance/actor.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import type { Failure, Result } from '../../core/result.ts';

/** Everything an event is, but for its hash. */
export interface Link {
  readonly maintenance: string;
  readonly seq: number;
  readonly atMs: number;
  readonly row: number;
  readonly actor: Actor;
  readonly type: string;
  readonly data: unknown;
  readonly previousHash: string;
}

/** An event as it is stored. Not parsed by the shapes of this program: what they fill in was never hashed. */
export interface StoredEvent extends Link {
  readonly hash: string;
}

export interface StoredRow {
  /** Within the maintenance, from 0. */
  readonly row: number;
  readonly task: TaskId;
  readonly attempt: number;
  /** Within the attempt, from 0. */
  readonly line: number;
  readonly stream: 'stdout' | 'stderr';
  readonly atMs: number;
  /** A view: it is gone once the next block is read. */
  readonly bytes: Uint8Array;
}

/** Where the store ends for an attempt: how far into the host's spool its rows reach. */
export interface StoredAttempt {
  readonly task: TaskId;
  readonly attempt: number;
  readonly rows: number;
  readonly bytes: { readonly stdout: number; readonly stderr: number };
  readonly offsets: { readonly stdout: number; readonly stderr: number };
}

export interface Copying {
  /** In order, up to `toSeq`, a page at a time. Throws where what is stored is no JSON any more. */
  events(maintenance: MaintenanceId, toSeq: number): Iterable<readonly StoredEvent[]>;
  /** In order, before `toRow`, a block at a time. Throws `DamagedOutput` where a block is not what was written. */
  rows(maintenance: MaintenanceId, toRow: number): Iterable<readonly StoredRow[]>;
  attempts(maintenance: MaintenanceId): readonly StoredAttempt[];
}

export type AdoptFailure = Failure<'is-here' | 'read-only' | 'store-failed'>;

/** Another console’s, as `proveForeignJournal` makes it, and nobody else. */
export interface ProvedJournal {
  readonly maintenance: MaintenanceId;
  readonly events: readonly StoredEvent[];
  /** What it folds into. */
  readonly state: MaintenanceState;
}

/**
 * All or nothing, in one transaction. Where the journal begins with what is here, the rest is taken: a lead may come back. The very
 * same journal once more changes nothing: whoever was interrupted begins again.
 */
export type Adopt = (journal: ProvedJournal) => Result<void, AdoptFailure>;
