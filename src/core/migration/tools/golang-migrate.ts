/** golang-migrate: `0007_add_currency.up.sql`, its `.down.sql`, and the one row of `schema_migrations` with its dirty flag. */
import type { CatalogueSource } from '../../environment/catalogue-source.ts';
import { type Catalogue, type CatalogueFile, type CatalogueProblem, error, warning } from '../catalogue.ts';
import { toEnded, toSqlScript, toToolScript } from './client.ts';
import { nameOf, noWayToRun, type ToolDraft, toCatalogue, toWords } from './drafts.ts';
import { isTrue, type MigrationTool, type ToolRow, textOf } from './tool.ts';

const fileName = /^(\d+)_(.+)\.(up|down)\.sql$/;

export const golangMigrate: MigrationTool = {
  name: 'golang-migrate',
  isFile: (path) => /\.(up|down)\.sql$/.test(path),
  parse,
  table: () => 'schema_migrations',
  query(dialect, table) {
    const make = { postgres: 'json_build_object', mysql: 'JSON_OBJECT', sqlite: 'json_object' }[dialect];
    const dirty = dialect === 'postgres' ? 'dirty' : 'CASE WHEN dirty THEN 1 ELSE 0 END';
    return `SELECT ${make}('version', version, 'dirty', ${dirty}) FROM ${table} LIMIT 2`;
  },
  toState,
};

/** 0007 and 7 are one. */
function toId(written: string): string {
  return BigInt(written).toString();
}

function parse(source: CatalogueSource, files: readonly CatalogueFile[]): Catalogue {
  const problems: CatalogueProblem[] = [];
  const up = new Map<string, CatalogueFile>();
  const down = new Map<string, CatalogueFile>();
  for (const file of files) {
    const found = fileName.exec(nameOf(file.path));
    if (found === null) {
      problems.push(warning(file.path, 1, 'Its name is none that golang-migrate takes: 0007_what_it_does.up.sql.'));
      continue;
    }
    const side = found[3] === 'up' ? up : down;
    const id = toId(found[1] ?? '');
    const twice = side.get(id);
    if (twice !== undefined) problems.push(error(file.path, 1, `${id} stands here twice: also in ${twice.path}.`));
    else side.set(id, file);
  }
  for (const [id, file] of down)
    if (!up.has(id)) problems.push(warning(file.path, 1, `It undoes ${id}, which has no up file here.`));
  const ids = [...up.keys()].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
  const drafts = ids.map((id, index): ToolDraft => {
    const file = up.get(id) as CatalogueFile;
    const undo = down.get(id);
    const before = ids[index - 1];
    const toScript = toWay(source, id, file.text, ['goto', id]);
    const toUndo =
      undo === undefined
        ? undefined
        : toWay(source, before, undo.text, before === undefined ? ['down', '1'] : ['goto', before]);
    return {
      id,
      description: toWords(fileName.exec(nameOf(file.path))?.[2] ?? id),
      file,
      ...(toScript === undefined ? { cannotRun: noWayToRun } : { toScript }),
      ...(undo === undefined ? {} : { undo }),
      ...(toUndo === undefined ? {} : { toRollback: (remark) => ({ kind: 'script', script: toUndo(remark) }) }),
    };
  });
  return toCatalogue('golang-migrate', drafts, problems);
}

/** @param version the table’s after it; none: it has no row then */
function toWay(
  { tool, database }: CatalogueSource,
  version: string | undefined,
  sql: string,
  words: readonly string[],
): ToolDraft['toScript'] {
  if (tool !== undefined) return () => toToolScript(tool, `${tool.command ?? 'migrate'} ${words.join(' ')}`);
  if (database === undefined) return undefined;
  const { connection, table = 'schema_migrations' } = database;
  const no = connection.client === 'psql' ? 'false' : '0';
  const kept = version === undefined ? '' : `INSERT INTO ${table} (version, dirty) VALUES (${version}, ${no});\n`;
  const made = `CREATE TABLE IF NOT EXISTS ${table} (version BIGINT NOT NULL PRIMARY KEY, dirty BOOLEAN NOT NULL);\n`;
  return ({ transaction }) =>
    toSqlScript(connection, `${made}${toEnded(sql)}DELETE FROM ${table};\n${kept}`, transaction);
}

/** The table knows one version: everything up to it is applied; it itself is not whole where the row is dirty. */
function toState(catalogue: Catalogue, rows: readonly ToolRow[]) {
  const written = rows.flatMap((row) => textOf(row, 'version') ?? [])[0];
  const row = rows[0];
  if (written === undefined || row === undefined || !/^-?\d+$/.test(written)) return { entries: [] };
  const at = BigInt(written);
  const isDirty = isTrue(row, 'dirty');
  const ids = catalogue.migrations.filter(({ id }) => BigInt(id) <= at).map(({ id }) => id);
  // golang-migrate writes -1 where it was taken down below the first.
  if (at >= 0n && !ids.includes(at.toString())) ids.push(at.toString());
  return {
    entries: ids.map((id) => ({
      id,
      state: isDirty && id === at.toString() ? ('failed' as const) : ('applied' as const),
    })),
    problems: isDirty
      ? [
          error(
            '',
            1,
            `The table says that ${written} is dirty: look what of it was done, mend it, then migrate force VERSION.`,
          ),
        ]
      : [],
  };
}
