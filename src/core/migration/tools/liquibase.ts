/** Liquibase: changelogs in XML, YAML or formatted SQL with what they include, and the rows of `databasechangelog`. */
import type { CatalogueSource } from '../../environment/catalogue-source.ts';
import type { Rollback } from '../../plan/plan.ts';
import type { AppliedMigration } from '../applied.ts';
import { type Catalogue, type CatalogueFile, type CatalogueProblem, error, warning } from '../catalogue.ts';
import { toToolScript } from './client.ts';
import { type ToolDraft, toCatalogue } from './drafts.ts';
import { type Changelog, type ChangeSet, type Entry, parseChangelog } from './liquibase-changelog.ts';
import { type MigrationTool, numberOf, rowLimit, type ToolRow, textOf } from './tool.ts';

const needsTool = 'Say where the project with its liquibase.properties lies on the hosts (catalogue.tool.folder).';
const depthLimit = 50;

export const liquibase: MigrationTool = {
  name: 'Liquibase',
  isFile: (path) => /\.(xml|ya?ml|sql)$/i.test(path),
  parse,
  // It makes the table under this name; PostgreSQL folds it, MySQL does not everywhere.
  table: (dialect) => (dialect === 'postgres' ? 'databasechangelog' : 'DATABASECHANGELOG'),
  query(dialect, table) {
    const make = { postgres: 'json_build_object', mysql: 'JSON_OBJECT', sqlite: 'json_object' }[dialect];
    const atMs = {
      postgres: "(extract(epoch from dateexecuted AT TIME ZONE current_setting('TimeZone')) * 1000)::bigint",
      mysql: 'UNIX_TIMESTAMP(DATEEXECUTED) * 1000',
      sqlite: "CAST(strftime('%s', DATEEXECUTED) AS INTEGER) * 1000",
    }[dialect];
    const fields = `'id', id, 'author', author, 'file', filename, 'order', orderexecuted, 'type', exectype, 'md5', md5sum, 'atMs', ${atMs}`;
    return `SELECT ${make}(${fields}) FROM ${table} ORDER BY orderexecuted LIMIT ${rowLimit + 1}`;
  },
  toState,
};

interface Placed extends ChangeSet {
  readonly file: CatalogueFile;
}

function parse({ tool }: CatalogueSource, files: readonly CatalogueFile[]): Catalogue {
  const problems: CatalogueProblem[] = [];
  const changelogs = new Map<string, Changelog>();
  for (const file of files) {
    const changelog = parseChangelog(file);
    problems.push(...changelog.problems);
    if (changelog.entries.length > 0) changelogs.set(file.path, changelog);
  }
  const included = new Set(
    [...changelogs].flatMap(([path, { entries }]) => entries.flatMap((one) => targetsOf(one, path, changelogs))),
  );
  const roots = [...changelogs.keys()].filter((path) => !included.has(path));
  if (roots.length > 1)
    problems.push(
      warning(
        '',
        1,
        `${roots.slice(0, 5).join(', ')} are included by nothing: they are taken in the order of their names.`,
      ),
    );
  const byPath = new Map(files.map((file) => [file.path, file]));
  const placed: Placed[] = [];
  const read = (path: string, above: readonly string[]): void => {
    const file = byPath.get(path);
    const changelog = changelogs.get(path);
    if (file === undefined || changelog === undefined) return;
    if (above.includes(path) || above.length > depthLimit) {
      problems.push(error(path, 1, 'It includes itself.'));
      return;
    }
    for (const entry of changelog.entries) {
      if (entry.kind === 'change-set') {
        placed.push({ ...entry, file });
        continue;
      }
      const targets = targetsOf(entry, path, changelogs);
      if (targets.length === 0)
        problems.push(error(path, entry.line, `It includes ${entry.target}, which is not here.`));
      for (const target of targets) read(target, [...above, path]);
    }
  };
  for (const root of roots) read(root, []);
  const drafts = placed.map((one, index) => toDraft(tool, one, index, placed));
  return toCatalogue('liquibase', drafts, problems);
}

/** The paths an inclusion means: from the folder of the catalogue on, or from where it stands; all of a folder, by name. */
function targetsOf(entry: Entry, from: string, changelogs: ReadonlyMap<string, unknown>): readonly string[] {
  if (entry.kind === 'change-set') return [];
  const target = entry.target.replace(/^(classpath:|\.\/)+/, '').replace(/^\//, '');
  const beside = toPlain(`${from.split('/').slice(0, -1).join('/')}/${target}`);
  const isMeant = (path: string, wanted: string) =>
    entry.kind === 'include' ? path === wanted : path.startsWith(wanted === '' ? '' : `${wanted.replace(/\/$/, '')}/`);
  const paths = [...changelogs.keys()].filter((path) => path !== from);
  const near = paths.filter((path) => isMeant(path, beside));
  if (near.length > 0) return near;
  const far = paths.filter((path) => isMeant(path, toPlain(target)));
  if (far.length > 0) return far;
  // The catalogue's folder may be further down than the one Liquibase counts from.
  return entry.kind === 'include' ? paths.filter((path) => toPlain(target).endsWith(`/${path}`)) : [];
}

function toPlain(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** Its author and id, as people speak of it; the file too where that is not enough. */
function toDraft(tool: CatalogueSource['tool'], one: Placed, index: number, all: readonly Placed[]): ToolDraft {
  const isUnique = all.filter(({ id, author }) => id === one.id && author === one.author).length === 1;
  const id = `${isUnique ? '' : `${one.file.path}:`}${one.author}:${one.id}`;
  const command = tool?.command ?? 'liquibase';
  const run = (words: string) => (tool === undefined ? undefined : toToolScript(tool, `${command} ${words}`));
  // Liquibase goes by its own order, of which this is the next one when it is this one's turn.
  const [up, back] = [run('update-count --count=1'), run('rollback-count --count=1')];
  return {
    id,
    version: `${index + 1}-${one.id.replace(/[^A-Za-z0-9._+-]+/g, '-')}`.slice(0, 100),
    description: one.comment ?? one.id,
    file: one.file,
    line: one.line,
    content: one.content,
    isRepeatable: one.isRepeatable,
    ...(up === undefined ? { cannotRun: needsTool } : { toScript: () => up }),
    toRollback: () => toRollback(one, back),
  };
}

function toRollback({ undo }: ChangeSet, back: string | undefined): Rollback | undefined {
  if (undo === 'empty') return { kind: 'none', why: 'Its changelog says that nothing undoes it.' };
  return undo === 'there' && back !== undefined ? { kind: 'script', script: back } : undefined;
}

/** Liquibase's own checksum is of a parsed change and is not reckoned here: whether a change set was changed, Liquibase says. */
function toState(catalogue: Catalogue, rows: readonly ToolRow[]) {
  const entries = rows.flatMap((row): AppliedMigration[] => {
    const [id, author, file, type, atMs] = [
      textOf(row, 'id'),
      textOf(row, 'author'),
      textOf(row, 'file'),
      textOf(row, 'type'),
      numberOf(row, 'atMs'),
    ];
    if (id === undefined || author === undefined) return [];
    const known = catalogue.migrations.filter(
      (one) => one.id === `${author}:${id}` || one.id.endsWith(`:${author}:${id}`),
    );
    const found = known.length > 1 ? known.find((one) => isSameFile(one.file, file ?? '')) : known[0];
    return [
      {
        id: found?.id ?? `${author}:${id}`,
        state: type === 'FAILED' ? 'failed' : 'applied',
        by: author,
        ...(atMs === undefined ? {} : { atMs }),
        ...(type === 'MARK_RAN' ? { says: 'Liquibase marked it as run without running it.' } : {}),
      },
    ];
  });
  return { entries };
}

function isSameFile(a: string, b: string): boolean {
  return a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`);
}
