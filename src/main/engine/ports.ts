/** What the engine needs of the world, and nothing more. `ssh` and `store` implement these; tests may put a clock in. */
import type { AttemptKey, HostName, MaintenanceId } from '../../core/ids.ts';
import type { JournalEvent, NewEvent } from '../../core/maintenance/events.ts';
import type { Failure, Result } from '../../core/result.ts';
import type { PackedRows } from '../../core/text/packed-rows.ts';
import type { Secret } from '../../core/text/secret.ts';

export interface Clock {
  /** UTC, milliseconds since 1970. */
  now(): number;
  /** Calls once after `ms`; the returned function takes it back. */
  after(ms: number, call: () => void): () => void;
}

// ---- journal ------------------------------------------------------------------------------------------------------

/** `stale`: somebody appended first; read on and decide again. `read-only`: this console may not write. */
export type AppendFailure = Failure<'stale' | 'read-only' | 'store-failed'>;

export interface Journal {
  /** All or nothing, in one transaction with `synchronous=FULL`; refused unless the last event is `expectedSeq`. */
  append(
    maintenance: MaintenanceId,
    expectedSeq: number,
    events: readonly NewEvent[],
    atMs: number,
  ): Result<readonly JournalEvent[], AppendFailure>;
  /** Events after `afterSeq`, in order, at most `limit`. Throws an `UnreadableEvent` where one of them is not of its shape. */
  read(maintenance: MaintenanceId, afterSeq: number, limit?: number): readonly JournalEvent[];
  /** All maintenances, newest first. */
  list(): readonly MaintenanceId[];
}

// ---- output -------------------------------------------------------------------------------------------------------

export type StreamName = 'stdout' | 'stderr';

/** Bytes of the host's spool, before masking: where a new follower must begin. */
export interface SpoolOffsets {
  readonly stdout: number;
  readonly stderr: number;
}

/**
 * One row of the log: a line, its newline included. A line longer than the bound, or one that did not end within the
 * flush time, comes as several rows of which all but the last lack the newline; nothing is added and nothing is lost:
 * the rows of a stream, joined, are the bytes the host wrote, but for masked secrets.
 */
export interface OutputRow {
  readonly stream: StreamName;
  /** When its last byte arrived. */
  readonly atMs: number;
  readonly bytes: Uint8Array;
}

export interface OutputBatch {
  readonly key: AttemptKey;
  /** Packed rows are given away: their buffers move to the thread that writes, and are empty afterwards. */
  readonly rows: readonly OutputRow[] | PackedRows;
  /** How far into the host's spool these rows reach; committed with them. */
  readonly offsets: SpoolOffsets;
}

/** What is on disk: a promise that survives the power going out. */
export interface OutputHead {
  readonly maintenance: MaintenanceId;
  /** Rows of the whole maintenance; the next row's number. */
  readonly rows: number;
}

export interface OutputLog {
  /**
   * Where the store ends for an attempt: rows and offsets committed so far; zero for one never seen. Whoever asks begins
   * again from there: what of it could not be written before is forgiven.
   */
  ends(
    key: AttemptKey,
  ): Promise<{ readonly rows: number; readonly bytes: SpoolOffsets; readonly offsets: SpoolOffsets }>;
  /** Queues a batch. Resolves when more may be given (backpressure), not when it is committed. */
  append(batch: OutputBatch): Promise<void>;
  /** Resolves when everything given before (of `key`, where named) is committed with `synchronous=FULL`. Rejects if it cannot be. */
  flush(key?: AttemptKey): Promise<void>;
  /** Gives everything stored of one attempt, in the order of its rows: what an expectation is judged by. `enough` ends it. */
  replay(key: AttemptKey, call: (stream: StreamName, bytes: Uint8Array) => 'enough' | undefined): Promise<void>;
  /** Called after each commit. The returned function ends it. */
  onCommitted(call: (head: OutputHead) => void): () => void;
}

// ---- hosts --------------------------------------------------------------------------------------------------------

/** What `ssh` needs to reach a host; looked up in the workspace by name. */
export interface HostTarget {
  readonly name: HostName;
  readonly address: string;
  readonly port: number;
  readonly user: string;
  /** Path of a private key; the agent and `~/.ssh` defaults are tried beside it. */
  readonly identityFile?: string;
  /** Through which host it is reached. */
  readonly jump?: HostTarget;
  /** Drydock's own pins, in the form of a known_hosts key: `ssh-ed25519 AAAA…`. Looked at before `~/.ssh/known_hosts`. */
  readonly pins: readonly string[];
}

export type HostFailureKind =
  | 'host-unreachable'
  | 'host-key-unknown'
  | 'host-key-changed'
  | 'host-key-revoked'
  | 'auth-failed'
  | 'prompt-dismissed'
  | 'contact-lost'
  | 'claim-refused'
  | 'home-not-writable'
  | 'shell-unusable'
  | 'protocol-broken'
  | 'end-not-proven'
  | 'file-refused'
  | 'cancelled';
export interface HostFailure extends Failure<HostFailureKind> {
  /** Whether anything may have reached the host: false is a proof that the script never began. */
  readonly mayHaveBegun: boolean;
}

/** What the host says of an attempt. Asking changes nothing there. */
export type Inspection =
  | { readonly kind: 'absent'; readonly bootId?: string }
  /** The claim stands, and no process was started under it (yet). */
  | { readonly kind: 'claimed'; readonly bootId?: string }
  | { readonly kind: 'running'; readonly pid: number; readonly bootId?: string }
  | { readonly kind: 'done'; readonly exit: ScriptExit }
  /** Claimed and started, no status written, and the process is not there. */
  | { readonly kind: 'lost' }
  /** As `lost`, and the host has booted since. */
  | { readonly kind: 'rebooted' };

export type ScriptExit =
  | { readonly kind: 'exited'; readonly status: number }
  | { readonly kind: 'signalled'; readonly signal: string };

export interface AttemptOrder {
  readonly key: AttemptKey;
  readonly target: HostTarget;
  readonly script: string;
  /** Environment of the script. Secrets go to its process only, never to a file on the host. */
  readonly environment: ReadonlyMap<string, string | Secret>;
  readonly mode: 'durable' | 'direct';
}

export interface OutputSink {
  /** The host says that it runs. Called at most once a follow. */
  started(facts: { readonly pid?: number; readonly bootId?: string }): void;
  /** Bytes of the spool in order, from the offset that was asked for. Resolves when more may come (backpressure). */
  bytes(stream: StreamName, bytes: Uint8Array, atMs: number): Promise<void> | void;
}

/** Where the connection to a host stands, for the status line. */
export interface HostContact {
  readonly host: HostName;
  readonly state: 'idle' | 'connecting' | 'connected' | 'lost' | 'refused';
  /** When its last byte came. */
  readonly lastByteAtMs?: number;
  readonly message?: string;
  readonly nextTryAtMs?: number;
}

export interface Hosts {
  /** The boot id of a host that is connected now, where it is said to be; `undefined` where no warm connection is. */
  warm(target: HostTarget): { readonly bootId?: string } | undefined;
  /** Connects if need be. Used before an attempt is dispatched over a connection that was not there. */
  connect(target: HostTarget, signal: AbortSignal): Promise<Result<{ readonly bootId?: string }, HostFailure>>;
  /**
   * Claims the attempt and starts it; where the claim stands already, attaches to what is there and starts nothing.
   * Streams from `from` until the host gives its verdict with every byte delivered, or contact is lost.
   * `lost` and `rebooted` are answers too; `absent` never is, for it would have been started.
   */
  run(
    order: AttemptOrder,
    from: SpoolOffsets,
    sink: OutputSink,
    signal: AbortSignal,
  ): Promise<Result<Inspection, HostFailure>>;
  /** Follows an attempt that must not be started by this call. `absent` and `claimed` are answers. */
  follow(
    target: HostTarget,
    key: AttemptKey,
    from: SpoolOffsets,
    sink: OutputSink,
    signal: AbortSignal,
  ): Promise<Result<Inspection, HostFailure>>;
  inspect(target: HostTarget, key: AttemptKey, signal: AbortSignal): Promise<Result<Inspection, HostFailure>>;
  /** TERM to the whole group, KILL after `graceMs`, and proof that none is left. A claim never started is closed for good. */
  end(target: HostTarget, key: AttemptKey, graceMs: number): Promise<Result<Inspection, HostFailure>>;
  /** Removes the spool. Only after its content is committed. Always settles: a host that hangs is given up after half a minute. */
  clean(target: HostTarget, key: AttemptKey): Promise<Result<void, HostFailure>>;
  /** The current contacts, and each change of one. The returned function ends it. */
  contacts(): readonly HostContact[];
  onContact(call: (contact: HostContact) => void): () => void;
  /** For good: what is being asked or opened settles as a failure, and nothing is opened after it. */
  close(): Promise<void>;
}

/** Small files on hosts, over SFTP: what notices publish there. Over the same connection and the same trust as steps. */
export interface HostFiles {
  /** `undefined` where there is no such file; refused where it is longer than `limitBytes`. */
  readFile(
    target: HostTarget,
    path: string,
    limitBytes: number,
    signal: AbortSignal,
  ): Promise<Result<Uint8Array | undefined, HostFailure>>;
  /**
   * Written beside its place and put there whole, in one move: nobody reads half a file. The folder must be there.
   * `mayHaveBegun` of a failure says whether the file may have changed.
   */
  writeFile(
    target: HostTarget,
    path: string,
    bytes: Uint8Array,
    signal: AbortSignal,
  ): Promise<Result<void, HostFailure>>;
}

export interface HostQuestion {
  /** POSIX sh that only reads: nobody records that it was asked, and it may be asked again. */
  readonly script: string;
  readonly environment: ReadonlyMap<string, string>;
  readonly limits: { readonly bytes: number; readonly ms: number };
}

export interface HostAnswer {
  /** Absent where the answer was cut, and the script ended for it. */
  readonly exit?: ScriptExit;
  readonly stdout: string;
  readonly stderr: string;
  /** The answer is longer than was asked for; what is here is its beginning. */
  readonly isCut: boolean;
}

/** Short questions to a host, for reading alone, over the same connection and the same trust as steps. */
export interface HostQuestions {
  ask(target: HostTarget, question: HostQuestion, signal: AbortSignal): Promise<Result<HostAnswer, HostFailure>>;
}

// ---- people at the screen ------------------------------------------------------------------------------------------

/** A question only a person can answer. Answers are held in memory, never stored. */
export type Prompt =
  | {
      readonly kind: 'secret';
      readonly host: HostName;
      readonly title: string;
      readonly fields: readonly { readonly label: string; readonly isHidden: boolean }[];
    }
  | {
      readonly kind: 'host-key';
      readonly host: HostName;
      readonly address: string;
      readonly port: number;
      readonly algorithm: string;
      /** `SHA256:` and unpadded base 64, as OpenSSH prints it. */
      readonly fingerprint: string;
      /** The key itself in known_hosts form, to pin. */
      readonly key: string;
    };

export interface Prompter {
  /** `undefined`: dismissed. For a host key, `['trust']` is the deliberate yes. */
  ask(prompt: Prompt, signal: AbortSignal): Promise<readonly string[] | undefined>;
}
