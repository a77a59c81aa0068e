/** How each migration of a catalogue stands in one environment, and what a release of it would run (`REL-6`). */
import type { Environment } from '../environment/environment.ts';
import type { AppliedMigration, ToolState } from './applied.ts';
import type { Catalogue, CatalogueProblem, Migration } from './catalogue.ts';

export type MigrationState =
  | 'pending'
  | 'applied'
  /** It was tried, and did not succeed: the next release begins with it. */
  | 'failed'
  | 'running'
  | 'unknown'
  | 'skipped'
  /** Its script is not the one that was applied. */
  | 'changed';

export interface MigrationRow {
  readonly migration: Migration;
  readonly state: MigrationState;
  /** Why it is skipped, or pending again; whatever is to be said of its state. */
  readonly because?: string;
  /** A later one is applied already. */
  readonly isOutOfOrder: boolean;
  /** What is known of its last run. */
  readonly applied?: AppliedMigration;
  /** Both contents of one that changed after it was applied, as whoever recorded it writes them. */
  readonly hashes?: { readonly applied: string; readonly now: string };
}

export interface TotalDowntime {
  readonly partialMinutes: number;
  readonly fullMinutes: number;
  /** How many migrations do not say. */
  readonly unknown: number;
}

export interface Pending {
  /** Every migration of the catalogue, in its order. */
  readonly rows: readonly MigrationRow[];
  /** Those a release would run now, in order: the failed ones among them. */
  readonly due: readonly Migration[];
  readonly downtime: TotalDowntime;
  /** The version it has: as stated, and as far as everything after that is applied. */
  readonly version?: string;
  /** The newest of its release channel. */
  readonly latestVersion?: string;
  /** Applied, and not in the catalogue. */
  readonly missing: readonly AppliedMigration[];
  readonly problems: readonly CatalogueProblem[];
}

export interface PendingInput {
  readonly environment: Pick<Environment, 'version' | 'cloud' | 'channel'>;
  readonly catalogue: Catalogue;
  readonly applied: ReadonlyMap<string, AppliedMigration>;
  readonly tool?: ToolState;
  /** No further than this version. */
  readonly upTo?: string;
}
