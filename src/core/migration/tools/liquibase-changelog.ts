/** Reads one changelog of Liquibase: its change sets and what it includes, in their order. What the changes mean is Liquibase's to know. */
import { readYaml } from '../../text/yaml-document.ts';
import { type CatalogueFile, type CatalogueProblem, error } from '../catalogue.ts';

export interface ChangeSet {
  readonly kind: 'change-set';
  readonly id: string;
  readonly author: string;
  readonly comment?: string;
  /** What the author wrote of it. */
  readonly content: string;
  readonly isRepeatable: boolean;
  /** `there`: it says how it is undone, or has only changes that Liquibase knows how to undo; `empty`: it says that nothing does. */
  readonly undo: 'there' | 'empty' | 'unsaid';
  readonly line: number;
}

export type Entry =
  | ChangeSet
  | { readonly kind: 'include' | 'include-all'; readonly target: string; readonly line: number };

export interface Changelog {
  readonly entries: readonly Entry[];
  readonly problems: readonly CatalogueProblem[];
}

/** A change of one of these kinds Liquibase undoes by itself. */
const undoable = new Set(
  'addColumn addDefaultValue addForeignKeyConstraint addLookupTable addNotNullConstraint addPrimaryKey addUniqueConstraint createIndex createSequence createTable createView dropNotNullConstraint renameColumn renameSequence renameTable renameView setColumnRemarks setTableRemarks tagDatabase'.split(
    ' ',
  ),
);
const notChanges = new Set(['comment', 'preConditions', 'rollback', 'validCheckSum', 'modifySql']);

export function parseChangelog(file: CatalogueFile): Changelog {
  if (/\.xml$/i.test(file.path)) return parseXml(file);
  if (/\.sql$/i.test(file.path)) return parseSql(file);
  return parseYaml(file);
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function parseXml({ path, text: written }: CatalogueFile): Changelog {
  // Of the same length, so that lines stay where they are.
  const text = written.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '));
  if (!/<databaseChangeLog[\s>]/.test(text)) return { entries: [], problems: [] };
  const entries: Entry[] = [];
  const problems: CatalogueProblem[] = [];
  const tag = /<(changeSet|include|includeAll)\b((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g;
  for (const found of text.matchAll(tag)) {
    const [, name = '', attributes = '', isEmpty = ''] = found;
    const line = lineAt(text, found.index);
    const said = new Map(
      [...attributes.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, key = '', double, single]) => [
        key,
        unescapeXml(double ?? single ?? ''),
      ]),
    );
    if (name !== 'changeSet') {
      const target = said.get(name === 'include' ? 'file' : 'path');
      if (target === undefined) problems.push(error(path, line, `An ${name} does not say what it includes.`));
      else entries.push({ kind: name === 'include' ? 'include' : 'include-all', target, line });
      continue;
    }
    const from = found.index + found[0].length;
    const end = isEmpty === '/' ? from : text.indexOf('</changeSet>', from);
    const [id, author] = [said.get('id'), said.get('author')];
    if (end < 0 || id === undefined || author === undefined) {
      problems.push(error(path, line, 'A change set has an id, an author and an end.'));
      continue;
    }
    const content = text.slice(from, end);
    const comment = /<comment>([\s\S]*?)<\/comment>/.exec(content)?.[1]?.trim();
    const changes = childrenOf(content).filter((change) => !notChanges.has(change));
    const rollback = /<rollback\b[^>]*?(?:\/>|>([\s\S]*?)<\/rollback>)/.exec(content);
    entries.push({
      kind: 'change-set',
      id,
      author,
      ...(comment === undefined || comment === '' ? {} : { comment: unescapeXml(comment) }),
      content: written.slice(found.index, end),
      isRepeatable: said.get('runOnChange') === 'true' || said.get('runAlways') === 'true',
      undo: toUndo(rollback === null ? undefined : (rollback[1] ?? '').trim(), changes),
      line,
    });
  }
  return { entries, problems };
}

/** The names of what stands directly in it. */
function childrenOf(content: string): readonly string[] {
  const names: string[] = [];
  let depth = 0;
  const bare = content.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '');
  for (const [, closing, name = '', empty] of bare.matchAll(/<(\/?)([\w:.-]+)(?:"[^"]*"|'[^']*'|[^>"'])*?(\/?)>/g)) {
    if (closing === '/') depth -= 1;
    else {
      if (depth === 0) names.push(name.replace(/^.*:/, ''));
      if (empty !== '/') depth += 1;
    }
  }
  return names;
}

function unescapeXml(text: string): string {
  const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
  return text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => named[name] ?? '');
}

function toUndo(rollback: string | undefined, changes: readonly string[]): ChangeSet['undo'] {
  if (rollback !== undefined) return rollback === '' || /^(not required|empty)$/i.test(rollback) ? 'empty' : 'there';
  return changes.length > 0 && changes.every((change) => undoable.has(change)) ? 'there' : 'unsaid';
}

function parseYaml({ path, text }: CatalogueFile): Changelog {
  const yaml = readYaml(text);
  if (!yaml.ok) return { entries: [], problems: yaml.problems.map((one) => error(path, one.line, one.text)) };
  const list = isMap(yaml.value) ? yaml.value['databaseChangeLog'] : undefined;
  // Any other YAML of the folder is none of Liquibase's.
  if (!Array.isArray(list)) return { entries: [], problems: [] };
  const entries: Entry[] = [];
  const problems: CatalogueProblem[] = [];
  for (const [index, item] of list.entries()) {
    if (!isMap(item)) continue;
    const { changeSet, include, includeAll } = item;
    const name = changeSet !== undefined ? 'changeSet' : include !== undefined ? 'include' : 'includeAll';
    const line = yaml.lineOf(['databaseChangeLog', index, name]);
    if (isMap(include) && typeof include['file'] === 'string')
      entries.push({ kind: 'include', target: include['file'], line });
    else if (isMap(includeAll) && typeof includeAll['path'] === 'string')
      entries.push({ kind: 'include-all', target: includeAll['path'], line });
    else if (isMap(changeSet)) {
      const { id, author, comment } = changeSet;
      if (!isWord(id) || !isWord(author)) {
        problems.push(error(path, line, 'A change set has an id and an author.'));
        continue;
      }
      const changes = (Array.isArray(changeSet['changes']) ? changeSet['changes'] : []).flatMap((change) =>
        isMap(change) ? Object.keys(change) : [],
      );
      const { rollback } = changeSet;
      entries.push({
        kind: 'change-set',
        id: String(id),
        author: String(author),
        ...(typeof comment === 'string' ? { comment } : {}),
        content: JSON.stringify(changeSet),
        isRepeatable: changeSet['runOnChange'] === true || changeSet['runAlways'] === true,
        undo: toUndo(rollback === undefined ? undefined : isBlank(rollback) ? '' : JSON.stringify(rollback), changes),
        line,
      });
    }
  }
  return { entries, problems };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWord(value: unknown): value is string | number {
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
}

function isBlank(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function parseSql({ path, text }: CatalogueFile): Changelog {
  const lines = text.split(/\r?\n/);
  if (!/^\s*--\s*liquibase\s+formatted\s+sql/i.test(lines.find((line) => line.trim() !== '') ?? ''))
    return { entries: [], problems: [] };
  const starts = lines.flatMap((line, index) => (/^\s*--\s*changeset\s/i.test(line) ? [index] : []));
  const problems: CatalogueProblem[] = [];
  const entries = starts.flatMap((start, place): Entry[] => {
    const head = /^\s*--\s*changeset\s+("[^"]+"|[^:\s]+):("[^"]+"|\S+)(.*)$/i.exec(lines[start] ?? '');
    if (head === null) {
      problems.push(error(path, start + 1, 'A change set is written as --changeset author:id.'));
      return [];
    }
    const [, author = '', id = '', attributes = ''] = head;
    const own = lines.slice(start, starts[place + 1]);
    const said = (name: string) =>
      own.flatMap((line) => new RegExp(`^\\s*--\\s*${name}:?\\s*(.*)$`, 'i').exec(line)?.[1]?.trim() ?? []);
    const rollback = said('rollback');
    const comment = said('comment')[0];
    return [
      {
        kind: 'change-set',
        id: id.replaceAll('"', ''),
        author: author.replaceAll('"', ''),
        ...(comment === undefined || comment === '' ? {} : { comment }),
        content: own.join('\n').trimEnd(),
        isRepeatable: /\brunOnChange:true|\brunAlways:true/i.test(attributes),
        undo: toUndo(rollback.length === 0 ? undefined : rollback.join(' ').trim(), []),
        line: start + 1,
      },
    ];
  });
  return { entries, problems };
}
