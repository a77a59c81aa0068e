/** Alembic: revisions that name the ones before them, and the heads in `alembic_version`. */
import type { CatalogueSource } from '../../environment/catalogue-source.ts';
import type { Rollback } from '../../plan/plan.ts';
import { toShellWord } from '../../text/shell-word.ts';
import { type Catalogue, type CatalogueFile, type CatalogueProblem, error, warning } from '../catalogue.ts';
import { toToolScript } from './client.ts';
import { type ToolDraft, toCatalogue } from './drafts.ts';
import { type MigrationTool, rowLimit, type ToolRow, textOf } from './tool.ts';

const needsTool = 'Say where the project with its alembic.ini lies on the hosts (catalogue.tool.folder).';

interface Revision {
  readonly id: string;
  readonly down: readonly string[];
  readonly dependsOn: readonly string[];
  readonly file: CatalogueFile;
}

export const alembic: MigrationTool = {
  name: 'Alembic',
  isFile: (path) => path.endsWith('.py'),
  parse,
  table: () => 'alembic_version',
  query(dialect, table) {
    const make = { postgres: 'json_build_object', mysql: 'JSON_OBJECT', sqlite: 'json_object' }[dialect];
    return `SELECT ${make}('version', version_num) FROM ${table} LIMIT ${rowLimit + 1}`;
  },
  toState,
};

function parse(source: CatalogueSource, files: readonly CatalogueFile[]): Catalogue {
  const problems: CatalogueProblem[] = [];
  const revisions = new Map<string, Revision>();
  for (const file of files) {
    const revision = parseRevision(file);
    if (revision === undefined) continue;
    const twice = revisions.get(revision.id);
    if (twice !== undefined)
      problems.push(error(file.path, 1, `${revision.id} stands here twice: also in ${twice.file.path}.`));
    else revisions.set(revision.id, revision);
  }
  for (const { down, dependsOn, file } of revisions.values())
    for (const one of [...down, ...dependsOn])
      if (!revisions.has(one)) problems.push(error(file.path, 1, `It comes after ${one}, which no file here is.`));
  const { ordered, inCircle } = toOrdered([...revisions.values()]);
  for (const { id, file } of inCircle)
    problems.push(error(file.path, 1, `${id} comes after itself: its revisions go in a circle.`));
  const parents = new Set(ordered.flatMap(({ down }) => down));
  const heads = ordered.filter(({ id }) => !parents.has(id));
  if (heads.length > 1)
    problems.push(
      warning(
        '',
        1,
        `There are ${heads.length} heads: ${heads.map(({ id }) => id).join(', ')}. Alembic asks for a merge.`,
      ),
    );
  const drafts = ordered.map((revision) => toDraft(source, revision));
  return toCatalogue('alembic', drafts, problems);
}

function parseRevision(file: CatalogueFile): Revision | undefined {
  const id = /^revision\s*(?::[^=\n]+)?=\s*["']([\w.-]+)["']/m.exec(file.text)?.[1];
  if (id === undefined) return undefined;
  return { id, down: namesOf(file.text, 'down_revision'), dependsOn: namesOf(file.text, 'depends_on'), file };
}

/** `None`, one name, or several in a tuple or a list. */
function namesOf(text: string, variable: string): readonly string[] {
  const value =
    new RegExp(`^${variable}\\s*(?::[^=\\n]+)?=\\s*(\\([^)]*\\)|\\[[^\\]]*\\]|[^\\n]*)`, 'm').exec(text)?.[1] ?? '';
  return [...value.matchAll(/["']([\w.-]+)["']/g)].map(([, name = '']) => name);
}

/** Each after all it comes after; where nothing else says it, by the date in the file, then by its path. */
function toOrdered(revisions: readonly Revision[]): {
  readonly ordered: readonly Revision[];
  readonly inCircle: readonly Revision[];
} {
  const known = new Set(revisions.map(({ id }) => id));
  const dateOf = ({ file }: Revision) => /^Create Date:\s*(.+)$/m.exec(file.text)?.[1]?.trim() ?? '';
  let left = revisions.toSorted((a, b) => (`${dateOf(a)} ${a.file.path}` < `${dateOf(b)} ${b.file.path}` ? -1 : 1));
  const done = new Set<string>();
  const ordered: Revision[] = [];
  for (;;) {
    const next = left.find(({ down, dependsOn }) =>
      [...down, ...dependsOn].every((one) => done.has(one) || !known.has(one)),
    );
    if (next === undefined) return { ordered, inCircle: left };
    ordered.push(next);
    done.add(next.id);
    left = left.filter((one) => one !== next);
  }
}

function toDraft({ tool }: CatalogueSource, { id, down, dependsOn, file }: Revision): ToolDraft {
  const message = /^\s*(?:"""|''')\s*([^\n]*)/m.exec(file.text)?.[1]?.trim();
  const command = tool?.command ?? 'alembic';
  const run = (words: string) => (tool === undefined ? undefined : toToolScript(tool, `${command} ${words}`));
  const up = run(`upgrade ${toShellWord(id)}`);
  const [before, ...others] = down;
  const back = others.length > 0 ? undefined : run(`downgrade ${toShellWord(before ?? 'base')}`);
  return {
    id,
    description: message === undefined || message === '' ? id : message,
    file,
    after: [...down, ...dependsOn],
    ...(up === undefined ? { cannotRun: needsTool } : { toScript: () => up }),
    toRollback: () => toRollback(file.text, back, others.length > 0),
  };
}

function toRollback(text: string, back: string | undefined, isMerge: boolean): Rollback | undefined {
  if (isMerge) return { kind: 'none', why: 'It only brings two lines of revisions together.' };
  const body = /^def downgrade\([^)]*\)[^:]*:\s*\n((?:[ \t]+[^\n]*\n?|\s*\n)*)/m.exec(text)?.[1] ?? '';
  const code = body
    .replace(/"""[\s\S]*?"""|'''[\s\S]*?'''/g, '')
    .split('\n')
    .map((line) => line.replace(/#.*$/, '').trim())
    .filter((line) => line !== '');
  if (code.length === 0 || (code.length === 1 && code[0] === 'pass'))
    return { kind: 'none', why: 'Its downgrade does nothing.' };
  if (code[0]?.startsWith('raise')) return { kind: 'none', why: 'Its downgrade refuses to be run.' };
  return back === undefined ? undefined : { kind: 'script', script: back };
}

/** A head is applied, and everything it comes after. */
function toState(catalogue: Catalogue, rows: readonly ToolRow[]) {
  const graph = new Map(catalogue.migrations.map(({ id, after = [] }) => [id, after]));
  const heads = rows.flatMap((row) => textOf(row, 'version') ?? []);
  const applied = new Set<string>();
  const open = [...heads];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (applied.has(id)) continue;
    applied.add(id);
    open.push(...(graph.get(id) ?? []));
  }
  const problems = heads
    .filter((head) => !graph.has(head))
    .map((head) =>
      error('', 1, `The database is at ${head}, which no file of the catalogue is: nobody can say what is applied.`),
    );
  return { entries: [...applied].map((id) => ({ id, state: 'applied' as const })), problems };
}
