/** Flyway: `V7__add_currency.sql`, its `U7__…` and `R__…`, and what `flyway_schema_history` says of them. */
import type { CatalogueSource } from '../../environment/catalogue-source.ts';
import { toShellWord } from '../../text/shell-word.ts';
import type { AppliedMigration } from '../applied.ts';
import { type Catalogue, type CatalogueFile, type CatalogueProblem, error, warning } from '../catalogue.ts';
import { compareVersions } from '../version-order.ts';
import { type Dialect, dialectOf, toEnded, toSqlScript, toToolScript } from './client.ts';
import { toFlywayChecksum } from './crc32.ts';
import { nameOf, noWayToRun, type ToolDraft, toCatalogue, toWords } from './drafts.ts';
import { toHistoryRow } from './flyway-history.ts';
import { isTrue, type MigrationTool, numberOf, rowLimit, type ToolRow, textOf } from './tool.ts';

const fileName = /^([VUB])([0-9][0-9A-Za-z._-]*?)__(.+)\.sql$/;
const repeatableName = /^R__(.+)\.sql$/;

export const flyway: MigrationTool = {
  name: 'Flyway',
  isFile: (path) => path.endsWith('.sql'),
  parse,
  table: () => 'flyway_schema_history',
  query,
  toState,
};

/** 7, 07 and 7.0 are one version to Flyway, and so are 1_2 and 1.2. */
export function toFlywayVersion(text: string): string {
  const parts = text.split(/[._]/).map((part) => (/^\d+$/.test(part) ? BigInt(part).toString() : part));
  while (parts.length > 1 && parts.at(-1) === '0') parts.pop();
  return parts.join('.');
}

function parse(source: CatalogueSource, files: readonly CatalogueFile[]): Catalogue {
  const problems: CatalogueProblem[] = [];
  const undo = new Map<string, CatalogueFile>();
  const versioned: (ToolDraft & { readonly version: string })[] = [];
  const repeatable: ToolDraft[] = [];
  for (const file of files) {
    const name = nameOf(file.path);
    const found = fileName.exec(name);
    const repeated = repeatableName.exec(name)?.[1];
    if (repeated !== undefined) repeatable.push(toRepeatable(source, file, repeated));
    else if (found === null)
      problems.push(warning(file.path, 1, 'Its name is none that Flyway takes: V7__what_it_does.sql.'));
    else if (found[1] === 'U') undo.set(toFlywayVersion(found[2] ?? ''), file);
    else if (found[1] === 'V') versioned.push(toVersioned(source, file, found[2] ?? '', found[3] ?? ''));
  }
  const versions = new Set(versioned.map(({ version }) => version));
  for (const [version, file] of undo)
    if (!versions.has(version)) problems.push(warning(file.path, 1, `It undoes ${version}, which has no V file here.`));
  const ordered = versioned
    .sort((a, b) => compareVersions(a.version, b.version))
    .map((draft) => withUndo(source, draft, undo.get(draft.version)));
  // Repeatable ones run when all versions have, in the order of their descriptions.
  return toCatalogue('flyway', [...ordered, ...repeatable.sort((a, b) => (a.id < b.id ? -1 : 1))], problems);
}

function toVersioned(source: CatalogueSource, file: CatalogueFile, written: string, name: string) {
  const version = toFlywayVersion(written);
  const facts = { version, description: name.replaceAll('_', ' '), script: nameOf(file.path) };
  const checksum = toFlywayChecksum(file.text);
  return {
    id: version,
    version,
    description: toWords(name),
    file,
    toolChecksum: String(checksum),
    ...toWay(source, `-target=${toShellWord(version)} migrate`, file.text, { ...facts, type: 'SQL', checksum }),
  };
}

function toRepeatable(source: CatalogueSource, file: CatalogueFile, name: string): ToolDraft {
  const checksum = toFlywayChecksum(file.text);
  const facts = { description: name.replaceAll('_', ' '), script: nameOf(file.path), type: 'SQL' as const, checksum };
  return {
    id: `R__${name}`,
    version: 'repeatable',
    description: `${toWords(name)} (whenever it changes)`,
    file,
    toolChecksum: String(checksum),
    isRepeatable: true,
    ...toWay(source, 'migrate', file.text, facts),
    toRollback: () => ({ kind: 'none', why: 'It makes the same thing anew each time it runs.' }),
  };
}

function withUndo(
  source: CatalogueSource,
  draft: ToolDraft & { readonly version: string },
  undo: CatalogueFile | undefined,
) {
  if (undo === undefined) return draft;
  const { version } = draft;
  const script = nameOf(undo.path);
  const facts = {
    version,
    description: draft.description,
    script,
    type: 'UNDO_SQL' as const,
    checksum: toFlywayChecksum(undo.text),
  };
  const { toScript } = toWay(source, `-target=${toShellWord(version)} undo`, undo.text, facts);
  if (toScript === undefined) return { ...draft, undo };
  const toRollback: NonNullable<ToolDraft['toRollback']> = (remark) => ({ kind: 'script', script: toScript(remark) });
  return { ...draft, undo, toRollback };
}

/** By Flyway itself where it is on the hosts; else by the database's client, with Flyway's own row in the same transaction. */
function toWay(
  { tool, database }: CatalogueSource,
  words: string,
  sql: string,
  row: Parameters<typeof toHistoryRow>[2],
): Pick<ToolDraft, 'toScript' | 'cannotRun'> {
  if (tool !== undefined) return { toScript: () => toToolScript(tool, `${tool.command ?? 'flyway'} ${words}`) };
  if (database === undefined) return { cannotRun: noWayToRun };
  const { connection, table = 'flyway_schema_history' } = database;
  const history = toHistoryRow(dialectOf(connection), table, row);
  return {
    toScript: ({ transaction }) =>
      toSqlScript(connection, `${history.before}${toEnded(sql)}${history.after}`, transaction),
  };
}

function query(dialect: Dialect, table: string): string {
  const atMs = {
    postgres: "(extract(epoch from installed_on AT TIME ZONE current_setting('TimeZone')) * 1000)::bigint",
    mysql: 'UNIX_TIMESTAMP(installed_on) * 1000',
    sqlite: "CAST(strftime('%s', installed_on) AS INTEGER) * 1000",
  }[dialect];
  const make = { postgres: 'json_build_object', mysql: 'JSON_OBJECT', sqlite: 'json_object' }[dialect];
  const success = dialect === 'postgres' ? 'success' : 'CASE WHEN success THEN 1 ELSE 0 END';
  const fields = `'rank', installed_rank, 'version', version, 'type', type, 'script', script, 'checksum', checksum, 'by', installed_by, 'atMs', ${atMs}, 'ms', execution_time, 'success', ${success}`;
  return `SELECT ${make}(${fields}) FROM ${table} ORDER BY installed_rank LIMIT ${rowLimit + 1}`;
}

/** The last row of each version has the last word; a row of type UNDO takes it back. */
function toState(_catalogue: Catalogue, rows: readonly ToolRow[]) {
  const entries = new Map<string, AppliedMigration>();
  const problems: CatalogueProblem[] = [];
  let baseline: string | undefined;
  for (const row of rows.toSorted((a, b) => (numberOf(a, 'rank') ?? 0) - (numberOf(b, 'rank') ?? 0))) {
    const type = textOf(row, 'type') ?? '';
    const written = textOf(row, 'version');
    const script = textOf(row, 'script') ?? '';
    if (type.includes('SCHEMA') || type === 'DELETE') continue;
    if (type === 'BASELINE' || type === 'SQL_BASELINE') {
      if (written !== undefined) baseline = toFlywayVersion(written);
      continue;
    }
    const repeated = repeatableName.exec(nameOf(script))?.[1];
    const id = written === undefined ? `R__${repeated ?? script}` : toFlywayVersion(written);
    const isSuccess = isTrue(row, 'success');
    const isUndo = type.startsWith('UNDO');
    entries.set(id, { id, state: !isSuccess ? 'failed' : isUndo ? 'undone' : 'applied', ...toFacts(row, isUndo) });
    if (!isSuccess)
      problems.push(
        error(
          '',
          1,
          `Flyway’s table says that ${script} failed: nothing runs before flyway repair has taken that row away.`,
        ),
      );
  }
  return { entries: [...entries.values()], ...(baseline === undefined ? {} : { baseline }), problems };
}

function toFacts(row: ToolRow, isUndo: boolean): Partial<AppliedMigration> {
  const [checksum, by, atMs, ms] = [
    textOf(row, 'checksum'),
    textOf(row, 'by'),
    numberOf(row, 'atMs'),
    numberOf(row, 'ms'),
  ];
  return {
    ...(checksum === undefined || isUndo ? {} : { toolChecksum: checksum }),
    ...(by === undefined ? {} : { by }),
    ...(atMs === undefined ? {} : { atMs }),
    ...(ms === undefined ? {} : { durationMs: ms }),
  };
}
