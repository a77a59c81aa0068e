/** What a migration tool is to Drydock: whose files, in which order, and whose table says what is applied. */
import type { CatalogueSource } from '../../environment/catalogue-source.ts';
import type { ToolState } from '../applied.ts';
import type { Catalogue, CatalogueFile } from '../catalogue.ts';
import type { Dialect } from './client.ts';

/** A row of the tool's table, as the question asked for it. */
export type ToolRow = Readonly<Record<string, unknown>>;

export interface MigrationTool {
  /** How people write its name. */
  readonly name: string;
  isFile(path: string): boolean;
  parse(source: CatalogueSource, files: readonly CatalogueFile[]): Catalogue;
  /** The name of its table where nobody gave it another. */
  table(dialect: Dialect): string;
  /** A query of one column: each row as a JSON object. */
  query(dialect: Dialect, table: string): string;
  /** What its rows say of the catalogue's migrations. No rows: nothing is applied. */
  toState(catalogue: Catalogue, rows: readonly ToolRow[]): Omit<ToolState, 'readAtMs'>;
}

/** More rows than this are not read. */
export const rowLimit = 20_000;

export function textOf(row: ToolRow, field: string): string | undefined {
  const value = row[field];
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined;
}

export function numberOf(row: ToolRow, field: string): number | undefined {
  const value = row[field];
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? Math.round(number) : undefined;
}

/** Databases write true as true, 1, "1" or "t". */
export function isTrue(row: ToolRow, field: string): boolean {
  const value = row[field];
  return value === true || value === 1 || value === '1' || value === 't' || value === 'true';
}
