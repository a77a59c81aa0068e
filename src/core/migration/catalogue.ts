/** A catalogue: the versions of the infrastructure code there are, and the migrations each of them brings (`REL-2`, `REL-6`). */
import type { CatalogueForm } from '../environment/catalogue-source.ts';
import type { Rollback } from '../plan/plan.ts';

/** How people notice it while it runs. A tool's own file does not say, unless a comment in it does. */
export type Downtime =
  | { readonly kind: 'none' | 'unknown' }
  | { readonly kind: 'partial' | 'full'; readonly minutes: number };

export interface Migration {
  /** Unique in its catalogue, and the same as long as the file is the same migration. */
  readonly id: string;
  /** Its number within its version, as written; for a tool, its place among all. */
  readonly sequence: number;
  readonly version: string;
  readonly description: string;
  readonly downtime: Downtime;
  /** Those that need it; none named: every one. */
  readonly clouds: readonly string[];
  /** POSIX sh, as the step will run it; absent where nothing here says how it is run, and `cannotRun` says why. */
  readonly script?: string;
  readonly cannotRun?: string;
  readonly rollback?: Rollback;
  /** SHA-256 of what the author wrote, in hex. */
  readonly sha256: string;
  /** The same of what undoes it, where it has that. */
  readonly undoSha256?: string;
  /** As the tool's table has it, where it keeps one. */
  readonly toolChecksum?: string;
  readonly timeoutMs?: number;
  /** It runs again whenever its content changes (Flyway's `R__`): a change is no error. */
  readonly isRepeatable: boolean;
  /** What it comes after, where its author says so (Alembic’s revisions): applied with it. */
  readonly after?: readonly string[];
  readonly file: string;
  /** 1 for the first. */
  readonly line: number;
}

export interface CatalogueProblem {
  /** `error`: nothing of the catalogue is run until it is mended. */
  readonly severity: 'error' | 'warning';
  /** Within the catalogue's folder; empty for the folder itself. */
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

export interface Catalogue {
  readonly form: CatalogueForm;
  /** The oldest first. */
  readonly versions: readonly string[];
  /** The release channel of a version that is for one alone. */
  readonly channels: Readonly<Record<string, string>>;
  /** In the order they are to be run. */
  readonly migrations: readonly Migration[];
  readonly problems: readonly CatalogueProblem[];
}

/** One file as it was read: its path within the folder, with slashes. */
export interface CatalogueFile {
  readonly path: string;
  readonly text: string;
}

export const catalogueLimits = {
  /** One file. */
  fileBytes: 900_000,
  /** All of them together. */
  totalBytes: 50_000_000,
  files: 10_000,
  /** Folders within folders. */
  depth: 12,
  migrations: 10_000,
} as const;

export function error(file: string, line: number, text: string): CatalogueProblem {
  return { severity: 'error', file, line, text };
}

export function warning(file: string, line: number, text: string): CatalogueProblem {
  return { severity: 'warning', file, line, text };
}
