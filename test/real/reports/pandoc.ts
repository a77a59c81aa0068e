/** What Debian's pandoc reads in a document, reduced to what a reader sees: blocks, their words, and what is marked how. */
import { spawnSync } from 'node:child_process';

interface PandocNode {
  readonly t: string;
  readonly c?: unknown;
}
type Nodes = readonly PandocNode[];

export type Seen = string | readonly Seen[];

export function readByPandoc(text: string, format: 'gfm' | 'mediawiki' | 'html'): readonly Seen[] {
  const options = { input: text, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  const read = spawnSync('pandoc', ['--from', format, '--to', 'json'], options);
  if (read.status !== 0) throw new Error(read.stderr || String(read.error));
  const { blocks } = JSON.parse(read.stdout) as { readonly blocks: Nodes };
  return blocks.flatMap(toBlock);
}

/** As a wiki shows what Markdown says: the title of its page stands above it, so the first line is words in bold. */
export function asPage(seen: Seen): Seen {
  if (typeof seen === 'string') return seen.replace('☒', '☑');
  const [kind, ...rest] = seen;
  return kind === 'h1' ? ['p', ['Strong', ...rest]] : seen.map(asPage);
}

function toBlock({ t, c }: PandocNode): readonly Seen[] {
  switch (t) {
    case 'Header': {
      const [level, , words] = c as [number, unknown, Nodes];
      return [[`h${level}`, ...toWords(words)]];
    }
    case 'Para':
    case 'Plain':
      return [['p', ...toWords(c as Nodes)]];
    case 'CodeBlock':
      return [['pre', (c as [unknown, string])[1].trimEnd()]];
    case 'BlockQuote':
      return [['quote', ...(c as Nodes).flatMap(toBlock)]];
    case 'BulletList':
      return [['ul', ...toItems(c as readonly Nodes[])]];
    case 'OrderedList': {
      const [[start], items] = c as [[number], readonly Nodes[]];
      return [[`ol ${start}`, ...toItems(items)]];
    }
    case 'HorizontalRule':
      return [['hr']];
    case 'Table':
      return [['table', ...cellsOf(c)]];
    case 'Div':
      return (c as [unknown, Nodes])[1].flatMap(toBlock);
    default:
      return [[t, JSON.stringify(c)]];
  }
}

function toItems(items: readonly Nodes[]): readonly Seen[] {
  return items.map((blocks) => ['li', ...blocks.flatMap(toBlock)]);
}

/** Row by row, head first. */
function cellsOf(table: unknown): readonly Seen[] {
  type Row = readonly [unknown, readonly (readonly [unknown, unknown, unknown, unknown, Nodes])[]];
  type Body = readonly [unknown, unknown, readonly Row[], readonly Row[]];
  const [, , , [, head], bodies] = table as [unknown, unknown, unknown, [unknown, readonly Row[]], readonly Body[]];
  const rows = [...head, ...bodies.flatMap(([, , heads, rest]) => [...heads, ...rest])];
  return rows.map(([, cells]) => ['tr', ...cells.map(([, , , , blocks]) => blocks.flatMap(toBlock).flatMap(inside))]);
}

/** A cell is its words, whether they stand in a paragraph or not. */
function inside(block: Seen): readonly Seen[] {
  return typeof block === 'string' ? [block] : block.slice(1);
}

function toWords(nodes: Nodes): readonly Seen[] {
  const words: Seen[] = [];
  for (const word of nodes.flatMap(toWord)) {
    const last = words.at(-1);
    if (typeof word === 'string' && typeof last === 'string') words[words.length - 1] = last + word;
    else words.push(word);
  }
  return words.map((word) => (typeof word === 'string' ? word.replace(/\s+/g, ' ') : word));
}

function toWord({ t, c }: PandocNode): readonly Seen[] {
  switch (t) {
    case 'Str':
      return [c as string];
    case 'Space':
    case 'SoftBreak':
      return [' '];
    case 'LineBreak':
      return [['br']];
    case 'Emph':
    case 'Strong':
    case 'Strikeout':
      return [[t, ...toWords(c as Nodes)]];
    case 'Code':
      return [['code', (c as [unknown, string])[1]]];
    case 'Link': {
      const [, words, [url]] = c as [unknown, Nodes, [string, string]];
      // The same address with its signs encoded is the same.
      return [['a', decodeURIComponent(url), ...toWords(words)]];
    }
    case 'Span':
      return toWords((c as [unknown, Nodes])[1]);
    default:
      return [[t, JSON.stringify(c)]];
  }
}
