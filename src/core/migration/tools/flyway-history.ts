/** Flyway's own table, written as Flyway writes it: so that Flyway and Drydock agree on what is applied. */
import { type Dialect, quoteSql } from './client.ts';

export interface HistoryRow {
  /** None for a repeatable one. */
  readonly version?: string;
  readonly description: string;
  readonly type: 'SQL' | 'UNDO_SQL';
  readonly script: string;
  readonly checksum: number;
}

/** What stands before a script, so that the table is there, and what stands behind it: its row. */
export function toHistoryRow(
  dialect: Dialect,
  table: string,
  { version, description, type, script, checksum }: HistoryRow,
): { readonly before: string; readonly after: string } {
  const text = (value: string) => quoteSql(value, dialect);
  const user = { postgres: 'current_user', mysql: 'CURRENT_USER()', sqlite: "'drydock'" }[dialect];
  const isTrue = dialect === 'postgres' ? 'true' : '1';
  const values = [
    `COALESCE(MAX(installed_rank), 0) + 1`,
    version === undefined ? 'NULL' : text(version),
    text(description.slice(0, 200)),
    text(type),
    text(script.slice(0, 1_000)),
    String(checksum),
    user,
    '0',
    isTrue,
  ];
  const columns = 'installed_rank, version, description, type, script, checksum, installed_by, execution_time, success';
  return {
    before: `CREATE TABLE IF NOT EXISTS ${table} (${toColumns(dialect)});\n`,
    after: `INSERT INTO ${table} (${columns}) SELECT ${values.join(', ')} FROM ${table};\n`,
  };
}

function toColumns(dialect: Dialect): string {
  const now = { postgres: 'now()', mysql: 'CURRENT_TIMESTAMP', sqlite: "(strftime('%Y-%m-%d %H:%M:%f','now'))" }[
    dialect
  ];
  const success = dialect === 'mysql' ? 'BOOL' : 'BOOLEAN';
  const at = dialect === 'sqlite' ? 'TEXT' : 'TIMESTAMP';
  return [
    'installed_rank INT NOT NULL PRIMARY KEY',
    'version VARCHAR(50)',
    'description VARCHAR(200) NOT NULL',
    'type VARCHAR(20) NOT NULL',
    'script VARCHAR(1000) NOT NULL',
    'checksum INT',
    'installed_by VARCHAR(100) NOT NULL',
    `installed_on ${at} NOT NULL DEFAULT ${now}`,
    'execution_time INT NOT NULL',
    `success ${success} NOT NULL`,
  ].join(', ');
}
