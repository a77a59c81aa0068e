/** How a database is spoken to from a host: by its own command-line client, without a password in any text. */
import type { CatalogueSource, Database } from '../../environment/catalogue-source.ts';
import { toShellWord } from '../../text/shell-word.ts';
import { toInputOf } from '../step-script.ts';

export type Dialect = 'postgres' | 'mysql' | 'sqlite';
type Connection = Database['connection'];

/** A question is answered within this by the database itself, where it can be told so. */
const statementMs = 20_000;

export function dialectOf({ client }: Connection): Dialect {
  switch (client) {
    case 'psql':
      return 'postgres';
    case 'mysql':
    case 'mariadb':
      return 'mysql';
    case 'sqlite3':
      return 'sqlite';
  }
}

/** A script that asks one query and changes nothing: the session is read-only, as far as the client can make it. */
export function toQuestion(connection: Connection, sql: string): string {
  switch (connection.client) {
    case 'psql': {
      const options = `-c default_transaction_read_only=on -c statement_timeout=${statementMs}`;
      const exports = [...toPgExports(connection), `PGOPTIONS=${toShellWord(options)}`, 'export PGOPTIONS'];
      // -w: never waits for a password. VERBOSITY: an error by its code, in whatever language the server speaks.
      const words = 'psql -X -A -t -q -w -v ON_ERROR_STOP=1 -v VERBOSITY=sqlstate';
      return `${exports.join('\n')}\nexec ${words} -c ${toShellWord(sql)}\n`;
    }
    case 'mysql':
    case 'mariadb': {
      const whole = `SET SESSION TRANSACTION READ ONLY; ${sql}`;
      return `exec ${toMySql(connection)} --connect-timeout=10 -e ${toShellWord(whole)}\n`;
    }
    case 'sqlite3':
      return `exec sqlite3 -init /dev/null -readonly -batch -bail ${toShellWord(connection.file)} ${toShellWord(sql)}\n`;
  }
}

/** A script that runs SQL: it stops at the first error, and in one transaction nothing of it stays then. */
export function toSqlScript(connection: Connection, sql: string, isOneTransaction: boolean): string {
  switch (connection.client) {
    case 'psql': {
      const whole = isOneTransaction ? ' --single-transaction' : '';
      const command = `psql -X -q -w -v ON_ERROR_STOP=1${whole} -f -`;
      return [...toPgExports(connection), toInputOf(command, sql)].join('\n');
    }
    case 'mysql':
    case 'mariadb':
      // Most changes of a table commit by themselves there, whatever stands around them.
      return toInputOf(toMySql(connection), isOneTransaction ? `START TRANSACTION;\n${toEnded(sql)}COMMIT;\n` : sql);
    case 'sqlite3':
      return toInputOf(
        `sqlite3 -init /dev/null -batch -bail ${toShellWord(connection.file)}`,
        isOneTransaction ? `BEGIN IMMEDIATE;\n${toEnded(sql)}COMMIT;\n` : sql,
      );
  }
}

/** A tool on its host: in the project's folder, after what is set up there. */
export function toToolScript({ folder, setup }: NonNullable<CatalogueSource['tool']>, command: string): string {
  const before = setup === undefined ? [] : [setup.trimEnd()];
  return ['set -e', `cd ${toShellWord(folder)}`, ...before, command, ''].join('\n');
}

/** Whether SQLSTATE, MySQL's number or SQLite's words say that the table is not there. */
export function isTableMissing(stderr: string): boolean {
  return /\b42P01\b|ERROR 1146\b|no such table/.test(stderr);
}

export function quoteSql(text: string, dialect: Dialect): string {
  const escaped = dialect === 'mysql' ? text.replaceAll('\\', '\\\\') : text;
  return `'${escaped.replaceAll("'", "''")}'`;
}

/** SQL whose last statement is ended, on lines of their own; nothing where nothing is asked. */
export function toEnded(sql: string): string {
  const bare = sql.trimEnd();
  const lines = bare.split('\n');
  // Comments behind the last statement say nothing of whether it is ended.
  while (/^\s*(--.*)?$/.test(lines.at(-1) ?? 'x')) lines.pop();
  if (lines.length === 0) return '';
  return `${bare}\n${lines.join('\n').trimEnd().endsWith(';') ? '' : ';\n'}`;
}

function toPgExports({ service, server, port, database, user }: Extract<Connection, { client: 'psql' }>): string[] {
  const values = { PGSERVICE: service, PGHOST: server, PGPORT: port, PGDATABASE: database, PGUSER: user };
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`export ${name}=${toShellWord(String(value))}`],
  );
}

/** Options that name files stand first, or the client does not read them. */
function toMySql({
  client,
  optionFile,
  group,
  database,
}: Extract<Connection, { client: 'mysql' | 'mariadb' }>): string {
  const words = [
    client,
    ...(optionFile === undefined ? [] : [`--defaults-file=${toShellWord(optionFile)}`]),
    ...(group === undefined ? [] : [`--defaults-group-suffix=${toShellWord(group)}`]),
    '--batch',
    '--raw',
    '--skip-column-names',
    toShellWord(database),
  ];
  return words.join(' ');
}
