/** Markdown as a tree with positions, and the lines it was made from. */
import type { Code, ListItem, Nodes, Root, RootContent } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { type Failure, fail, type Result, succeed } from '../../result.ts';

const markdown = unified().use(remarkParse).use(remarkGfm).freeze();
const withFrontMatter = markdown().use(remarkFrontmatter, ['yaml']).freeze();

/** Asked for only where it is whole: after a first line `---` that opens none, the extension reads no lists (micromark 4). */
const frontMatter = /^---[ \t]*\n(?:[^\n]*\n)*?---[ \t]*(?:\n|$)/;

/** Of lines outside of fenced blocks; the parser takes some tenths of a millisecond for each. */
export const textLineLimit = 20_000;

export type TreeFailure = Failure<'file-too-large' | 'unclosed-fence' | 'too-deep'>;

export interface Tree {
  readonly text: string;
  /** `lines[0]` is line 1. */
  readonly lines: readonly string[];
  readonly root: Root;
}

/** Lines that a node takes, counted from 1, both ends included. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

export function parseTree(text: string): Result<Tree, TreeFailure> {
  const lines = text.split('\n');
  const lineTooMany = findLineTooMany(lines);
  if (lineTooMany !== undefined) {
    return fail('file-too-large', `Line ${lineTooMany}: more than ${textLineLimit} lines outside of fenced blocks.`, {
      advice: 'Split the file; nobody could follow a runbook of that length.',
    });
  }
  const deepLine = lines.findIndex((line) => tooDeep.test(line));
  const root = deepLine === -1 ? parseRoot(text) : undefined;
  if (root === undefined) {
    return fail('too-deep', `Line ${deepLine + 1 || 1}: lists or quotations are nested too deeply to be read.`, {
      advice: 'Flatten the file; no procedure needs a hundred levels.',
    });
  }
  const unclosed = findUnclosedFence(root, lines);
  if (unclosed !== undefined) {
    return fail('unclosed-fence', `Line ${unclosed}: a fenced block begins here and never ends.`, {
      advice: 'Close it with a line of the same marks, indented like the one that opens it.',
    });
  }
  return succeed({ text, lines, root });
}

/** Judged before the parser sees it: its time grows with the square of the levels. */
const tooDeep = /^(?:[ \t]*>){100}|^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+){100}|^[ \t]{200,}(?:[-*+]|\d{1,9}[.)])[ \t]/;

/** The parser recurses into nested blocks; a file made to exhaust its stack is a bad file, not a broken invariant. */
function parseRoot(text: string): Root | undefined {
  try {
    return (frontMatter.test(text) ? withFrontMatter : markdown).parse(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

export function spanOf(node: Nodes): Span {
  if (node.position === undefined) throw new Error(`a ${node.type} without a position`);
  return { first: node.position.start.line, last: node.position.end.line };
}

/** The node's own source, first line from its column on. */
export function sourceOf(tree: Tree, node: Nodes): string {
  return tree.text.slice(node.position?.start.offset, node.position?.end.offset);
}

export function childrenOf(node: Nodes): readonly RootContent[] {
  return 'children' in node ? (node.children as RootContent[]) : [];
}

/** Lines that are read together: a whole file, or the content of a list item. */
export interface Area extends Span {
  /** Columns that the content is indented by. */
  readonly indent: number;
  /** Where the first line begins, if a marker stands before it: counted from 1. */
  readonly column?: number;
}

/** The area of a list item: what stands after its marker, and the lines below without the indent. */
export function toItemArea(tree: Tree, item: ListItem): Area {
  const { first, last } = spanOf(item);
  const line = tree.lines[first - 1] ?? '';
  const start = (item.position?.start.column ?? 1) - 1;
  const marker = line.slice(start).match(/^(?:[-*+]|\d{1,9}[.)])(?:[ \t]+(?=\S))?(?:\[[ \txX]\][ \t]+)?/)?.[0] ?? '';
  const bullet = marker.replace(/\[[ \txX]\][ \t]+$/, '');
  // Five spaces or more after a marker are one space and an indented block.
  const spaces = bullet.match(/[ \t]*$/)?.[0].length ?? 0;
  const content = start + bullet.length - (spaces > 4 ? spaces - 1 : 0);
  return { first, last, indent: toColumns(line.slice(0, content)), column: start + marker.length + 1 };
}

/** Lines of an area without blank ones at either end, each without the indent. */
export function toText(tree: Tree, area: Area, first: number, last: number): string {
  const lines = tree.lines
    .slice(first - 1, Math.max(first - 1, last))
    .map((line, index) =>
      area.column !== undefined && first + index === area.first
        ? line.slice(area.column - 1)
        : dedent(line, area.indent),
    );
  while (lines.length > 0 && lines[0]?.trim() === '') lines.shift();
  while (lines.length > 0 && lines.at(-1)?.trim() === '') lines.pop();
  return lines.join('\n');
}

/** A tab reaches to the next multiple of four; what it covers beyond the indent stays as spaces. */
export function dedent(line: string, indent: number): string {
  let column = 0;
  let at = 0;
  while (column < indent && (line[at] === ' ' || line[at] === '\t')) {
    column += line[at] === '\t' ? 4 - (column % 4) : 1;
    at++;
  }
  return ' '.repeat(Math.max(0, column - indent)) + line.slice(at);
}

function toColumns(text: string): number {
  let columns = 0;
  for (const sign of text) columns += sign === '\t' ? 4 - (columns % 4) : 1;
  return columns;
}

/** Fences are told by their marks alone: near enough for a limit. */
function findLineTooMany(lines: readonly string[]): number | undefined {
  let count = 0;
  let isFenced = false;
  for (const [index, line] of lines.entries()) {
    if (/^[ \t>]*(?:`{3}|~{3})/.test(line)) isFenced = !isFenced;
    else if (!isFenced && ++count > textLineLimit) return index + 1;
  }
  return undefined;
}

function findUnclosedFence(node: Nodes, lines: readonly string[]): number | undefined {
  if (node.type === 'code') return isClosed(node, lines) ? undefined : spanOf(node).first;
  for (const child of childrenOf(node)) {
    const found = findUnclosedFence(child, lines);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isClosed(code: Code, lines: readonly string[]): boolean {
  const { first, last } = spanOf(code);
  const opening = lines[first - 1]?.slice((code.position?.start.column ?? 1) - 1).match(/^(?:`{3,}|~{3,})/)?.[0];
  if (opening === undefined) return true; // indented code has no fence
  const closing = lines[last - 1]?.match(/^[ \t>]*(`{3,}|~{3,})[ \t]*$/)?.[1];
  return last > first && closing !== undefined && closing[0] === opening[0] && closing.length >= opening.length;
}
