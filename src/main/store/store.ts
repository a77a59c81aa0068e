/** What the store offers the host process. One file, one writer; see `open.ts` for how it is opened. */

import type { LogFilter, LogRow, SearchHit, SearchQuery } from '../../contract/shapes.ts';
import type { MaintenanceId } from '../../core/ids.ts';
import type { Failure, Result } from '../../core/result.ts';
import type { Journal, OutputLog } from '../engine/ports.ts';
import type { Adopt, Copying } from './stored.ts';

export interface Holder {
  /** The console's own words for itself: program, user and machine. */
  readonly name: string;
  readonly pid: number;
  readonly sinceMs: number;
}

/** Whether this console may write, and if not, why and what to do. */
export type Access =
  | { readonly kind: 'writer' }
  | { readonly kind: 'held'; readonly holder: Holder }
  | { readonly kind: 'damaged'; readonly message: string; readonly advice: string }
  | { readonly kind: 'asked'; readonly holder?: Holder };

export interface DocumentVersion {
  readonly name: string;
  /** 1 for the first. */
  readonly version: number;
  readonly savedAtMs: number;
  readonly savedBy: string;
  /** JSON. */
  readonly body: unknown;
}

export interface DocumentDraft {
  readonly name: string;
  /** As `put` has it. */
  readonly expectedVersion: number;
  readonly body: unknown;
}

export type ChainVerdict =
  | { readonly isWhole: true; readonly events: number; readonly lastHash: string }
  | { readonly isWhole: false; readonly seq: number; readonly message: string };

/** Whether a workspace's file and the chains of its journals are whole; if not, what is wrong first, in a sentence. */
export type Soundness =
  | { readonly isSound: true; readonly journals: number }
  | { readonly isSound: false; readonly message: string };

export type DocumentFailure = Failure<'stale' | 'read-only' | 'store-failed'>;

/** Named JSON documents of a kind (`runbook`, `host`, `setting`), every version kept. */
export interface Documents {
  /** The newest version of each that is not removed, by name. */
  list(kind: string): readonly DocumentVersion[];
  get(kind: string, name: string, version?: number): DocumentVersion | undefined;
  /** Newest first, bodies included; a removed document still has its versions. */
  versions(kind: string, name: string): readonly DocumentVersion[];
  /** Refused as `stale` unless the newest version is `expectedVersion` (0: there is none). */
  put(
    kind: string,
    name: string,
    expectedVersion: number,
    body: unknown,
    by: string,
    atMs: number,
  ): Result<DocumentVersion, DocumentFailure>;
  /** Several of a kind in one transaction: all of them, or none. */
  putAll(
    kind: string,
    drafts: readonly DocumentDraft[],
    by: string,
    atMs: number,
  ): Result<readonly DocumentVersion[], DocumentFailure>;
  /** Hides it from `list` and `get`; its versions stay, and a later `put` goes on counting. */
  remove(kind: string, name: string, by: string, atMs: number): Result<void, DocumentFailure>;
}

export interface SearchProgress {
  readonly hits: readonly SearchHit[];
  readonly progress: number;
  readonly isDone: boolean;
  readonly isCut: boolean;
  readonly problem?: string;
}

/** The log is the output rows and the journal's events in one order: event k stands before output row `event.row`. */
export interface LogReader {
  /** Rows of output of a maintenance, committed. */
  rows(maintenance: MaintenanceId): number;
  window(
    maintenance: MaintenanceId,
    filter: LogFilter,
    from: number,
    count: number,
  ): Promise<{ readonly total: number; readonly rows: readonly LogRow[] }>;
  locate(maintenance: MaintenanceId, filter: LogFilter, kind: 'output' | 'event', at: number): Promise<number>;
  /** In a worker, from the newest row back. The returned function ends it within 100 ms, a runaway expression included. */
  search(
    maintenance: MaintenanceId,
    query: SearchQuery,
    filter: LogFilter,
    limit: number,
    call: (progress: SearchProgress) => void,
  ): () => void;
}

export interface Store {
  readonly file: string;
  readonly access: Access;
  readonly journal: Journal;
  readonly output: OutputLog;
  readonly documents: Documents;
  readonly log: LogReader;
  readonly copying: Copying;
  readonly adopt: Adopt;
  /** Reads the journal of a maintenance as it lies in the file and says whether it was altered, and from which event on. */
  verify(maintenance: MaintenanceId): ChainVerdict;
  /** Looks through the whole file and every journal, in a thread of its own. */
  check(): Promise<Soundness>;
  /** When this console last committed anything. */
  lastWriteAtMs(): number | undefined;
  sizeBytes(): number;
  /** `VACUUM INTO` a file that must not exist. */
  backup(file: string): Promise<Result<{ readonly sizeBytes: number }, Failure<'file-exists' | 'store-failed'>>>;
  /** Flushes, gives up the lock, marks the exit as clean. */
  close(): Promise<void>;
}
