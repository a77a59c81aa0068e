/** Reads a catalogue in Drydock's own form: `migrations.yaml`, or one file with front matter per script, or both. */
import { toScriptHash } from '../plan/plan-hash.ts';
import { readYaml } from '../text/yaml-document.ts';
import {
  type Catalogue,
  type CatalogueFile,
  type CatalogueProblem,
  error,
  type Migration,
  warning,
} from './catalogue.ts';
import { parseScriptFile } from './front-matter.ts';
import { type FrontMatter, type MigrationEntry, migrationsYamlSchema } from './migrations-yaml.ts';
import { toInputOf } from './step-script.ts';
import { compareVersions, rankOf } from './version-order.ts';

const tableNames = ['migrations.yaml', 'migrations.yml'];

interface Read {
  readonly versions: string[];
  readonly channels: Record<string, string>;
  readonly migrations: Migration[];
  readonly problems: CatalogueProblem[];
}

/** Pure: the folder's files in, the catalogue out; whatever is wrong is named by file and line. */
export function parseCatalogue(files: readonly CatalogueFile[]): Catalogue {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const read: Read = { versions: [], channels: {}, migrations: [], problems: [] };
  const table = tableNames.flatMap((name) => byPath.get(name) ?? [])[0];
  const named = new Set<string>();
  if (table !== undefined) readTable(table, byPath, named, read);
  const own = new Set<string>();
  for (const file of files) {
    if (tableNames.includes(file.path) || named.has(file.path)) continue;
    const parsed = parseScriptFile(file);
    if (parsed === undefined) continue;
    read.problems.push(...parsed.problems);
    if (parsed.entry === undefined) continue;
    own.add(parsed.entry.version);
    const content = { text: parsed.body, file: file.path, line: 1 };
    addMigration(read, parsed.entry.version, parsed.entry, content, byPath);
  }
  const versions = toVersions(read.versions, own);
  const place = ({ version }: Migration) => versions.indexOf(version);
  const migrations = read.migrations.toSorted((a, b) => place(a) - place(b) || a.sequence - b.sequence);
  if (table === undefined && migrations.length === 0 && read.problems.length === 0)
    read.problems.push(warning('', 1, 'There is no migrations.yaml here, and no script with front matter.'));
  const { channels } = read;
  return { form: 'drydock', versions, channels, migrations, problems: [...read.problems, ...findDoubles(migrations)] };
}

/** In the order of the table; those that only stand in scripts, where their numbers put them. */
function toVersions(listed: readonly string[], own: ReadonlySet<string>): readonly string[] {
  const versions = [...new Set(listed)];
  for (const version of [...own].sort(compareVersions)) {
    if (versions.includes(version)) continue;
    versions.splice(Math.ceil(rankOf(version, versions)), 0, version);
  }
  return versions;
}

function readTable(
  table: CatalogueFile,
  byPath: ReadonlyMap<string, CatalogueFile>,
  named: Set<string>,
  read: Read,
): void {
  const yaml = readYaml(table.text);
  if (!yaml.ok) {
    read.problems.push(...yaml.problems.map(({ line, text }) => error(table.path, line, text)));
    return;
  }
  const parsed = migrationsYamlSchema.safeParse(yaml.value ?? {});
  if (!parsed.success) {
    read.problems.push(...yaml.toProblems(parsed.error).map(({ line, text }) => error(table.path, line, text)));
    return;
  }
  for (const [index, { version, channel, migrations }] of parsed.data.versions.entries()) {
    const lineOf = (...path: readonly (string | number)[]) => yaml.lineOf(['versions', index, ...path]);
    if (read.versions.includes(version))
      read.problems.push(error(table.path, lineOf('version'), `The version ${version} stands here twice.`));
    const older = read.versions.find((other) => compareVersions(other, version) > 0);
    if (older !== undefined)
      read.problems.push(
        warning(table.path, lineOf('version'), `By its number, ${version} is older than ${older} above it.`),
      );
    read.versions.push(version);
    if (channel !== undefined) read.channels[version] = channel;
    for (const [number, entry] of migrations.entries()) {
      const line = lineOf('migrations', number, 'sequence');
      if (entry.script !== undefined) named.add(entry.script);
      if (entry.rollback !== undefined && 'file' in entry.rollback) named.add(entry.rollback.file);
      const text = entry.run ?? (entry.script === undefined ? undefined : byPath.get(entry.script)?.text);
      if (text === undefined) {
        const at = lineOf('migrations', number, 'script');
        read.problems.push(error(table.path, at, `There is no file ${entry.script} in this folder.`));
        continue;
      }
      const content = { text, file: entry.script ?? table.path, line: entry.script === undefined ? line : 1 };
      addMigration(read, version, entry, content, byPath, { file: table.path, line });
    }
  }
}

function addMigration(
  { migrations, problems }: Read,
  version: string,
  entry: MigrationEntry | FrontMatter,
  content: { readonly text: string; readonly file: string; readonly line: number },
  byPath: ReadonlyMap<string, CatalogueFile>,
  named: { readonly file: string; readonly line: number } = content,
): void {
  const { sequence, description, downtime, clouds, through, timeout, checksum } = entry;
  const sha256 = toScriptHash(content.text);
  if (checksum !== undefined && checksum !== sha256)
    problems.push(
      error(named.file, named.line, `${content.file} has the SHA-256 ${sha256}, and its checksum says ${checksum}.`),
    );
  const undo = findUndo(entry, named, byPath, problems);
  migrations.push({
    id: `${version}/${sequence}`,
    sequence,
    version,
    description,
    downtime: downtime ?? { kind: 'unknown' },
    clouds,
    script: through === undefined ? content.text : toInputOf(through, content.text),
    ...undo,
    sha256,
    ...(timeout === undefined ? {} : { timeoutMs: timeout }),
    isRepeatable: false,
    file: content.file,
    line: content.line,
  });
}

function findUndo(
  { rollback, through }: MigrationEntry | FrontMatter,
  named: { readonly file: string; readonly line: number },
  byPath: ReadonlyMap<string, CatalogueFile>,
  problems: CatalogueProblem[],
): Pick<Migration, 'rollback' | 'undoSha256'> {
  if (rollback === undefined) {
    problems.push(warning(named.file, named.line, 'It has no rollback, and does not say why (REL-10).'));
    return {};
  }
  if ('none' in rollback) return { rollback: { kind: 'none', why: rollback.none } };
  const text = 'run' in rollback ? rollback.run : byPath.get(rollback.file)?.text;
  const file = 'file' in rollback ? rollback.file : 'Its rollback';
  if (text === undefined || text.trim() === '') {
    const says = text === undefined ? `There is no file ${file} in this folder.` : `${file} is empty.`;
    problems.push(error(named.file, named.line, says));
    return {};
  }
  const script = through === undefined ? text : toInputOf(through, text);
  return { rollback: { kind: 'script', script }, undoSha256: toScriptHash(text) };
}

function findDoubles(migrations: readonly Migration[]): readonly CatalogueProblem[] {
  const seen = new Map<string, Migration>();
  return migrations.flatMap((migration) => {
    const first = seen.get(migration.id);
    seen.set(migration.id, migration);
    if (first === undefined) return [];
    const { version, sequence, file, line } = migration;
    return [error(file, line, `${version} has two migrations with the sequence ${sequence}: also ${first.file}.`)];
  });
}
