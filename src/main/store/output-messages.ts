/** What the main thread and the output's worker say to each other. */
import type { AttemptKey } from '../../core/ids.ts';
import type { PackedRows } from '../../core/text/packed-rows.ts';
import type { OutputHead, SpoolOffsets } from '../engine/ports.ts';
import type { TurnCounter } from './write-turn.ts';

export interface OutputWorkerData {
  readonly file: string;
  readonly counter: TurnCounter;
}

export interface PackedBatch {
  readonly key: AttemptKey;
  readonly rows: PackedRows;
  readonly offsets: SpoolOffsets;
}

export type ToOutputWorker =
  /** `failures`: how many the sender had heard of when it gave this. */
  | ({ readonly kind: 'batch'; readonly id: number; readonly failures: number } & PackedBatch)
  | { readonly kind: 'close' };

export type FromOutputWorker =
  | { readonly kind: 'committed'; readonly upTo: number; readonly heads: readonly OutputHead[] }
  /** Everything given before the receiver hears of this, and not committed, is dropped. */
  | { readonly kind: 'failed'; readonly upTo: number; readonly message: string; readonly code: string };
