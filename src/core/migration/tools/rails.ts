/** Rails: `db/migrate/20260301120000_add_currency.rb`, and the versions in `schema_migrations`. */
import type { CatalogueSource } from '../../environment/catalogue-source.ts';
import type { Rollback } from '../../plan/plan.ts';
import { type Catalogue, type CatalogueFile, type CatalogueProblem, warning } from '../catalogue.ts';
import { toToolScript } from './client.ts';
import { nameOf, type ToolDraft, toCatalogue, toWords } from './drafts.ts';
import { type MigrationTool, rowLimit, type ToolRow, textOf } from './tool.ts';

const fileName = /^(\d+)_(\w+)\.rb$/;
const needsTool = 'Say where the Rails application lies on the hosts (catalogue.tool.folder).';

export const rails: MigrationTool = {
  name: 'Rails',
  isFile: (path) => path.endsWith('.rb'),
  parse,
  table: () => 'schema_migrations',
  query(dialect, table) {
    const make = { postgres: 'json_build_object', mysql: 'JSON_OBJECT', sqlite: 'json_object' }[dialect];
    return `SELECT ${make}('version', version) FROM ${table} ORDER BY version LIMIT ${rowLimit + 1}`;
  },
  toState: (_catalogue, rows) => ({ entries: rows.flatMap(toEntry) }),
};

function toEntry(row: ToolRow) {
  const id = textOf(row, 'version');
  return id === undefined ? [] : [{ id, state: 'applied' as const }];
}

function parse({ tool }: CatalogueSource, files: readonly CatalogueFile[]): Catalogue {
  const problems: CatalogueProblem[] = [];
  const drafts = files.flatMap((file): ToolDraft[] => {
    const found = fileName.exec(nameOf(file.path));
    if (found === null) {
      problems.push(warning(file.path, 1, 'Its name is none that Rails takes: 20260301120000_what_it_does.rb.'));
      return [];
    }
    const [, id = '', name = ''] = found;
    const command = tool?.command ?? 'bin/rails';
    const run = (task: string) =>
      tool === undefined ? undefined : toToolScript(tool, `${command} ${task} VERSION=${id}`);
    const [up, down] = [run('db:migrate:up'), run('db:migrate:down')];
    return [
      {
        id,
        description: toWords(name),
        file,
        ...(up === undefined ? { cannotRun: needsTool } : { toScript: () => up }),
        toRollback: () => toRollback(file.text, down),
      },
    ];
  });
  return toCatalogue(
    'rails',
    drafts.sort((a, b) => compareIds(a.id, b.id)),
    problems,
  );
}

function compareIds(a: string, b: string): number {
  return BigInt(a) < BigInt(b) ? -1 : 1;
}

/** As far as the text shows it: what a method does is Ruby's to say. */
function toRollback(text: string, down: string | undefined): Rollback | undefined {
  const code = text.replace(/^\s*#.*$/gm, '');
  if (/IrreversibleMigration/.test(code)) return { kind: 'none', why: 'It says of itself that it is irreversible.' };
  if (/\bdef\s+(self\.)?up\b/.test(code) && !/\bdef\s+(self\.)?down\b/.test(code))
    return { kind: 'none', why: 'It has an up and no down.' };
  return down === undefined ? undefined : { kind: 'script', script: down };
}
