/** Titles from Markdown: of headings, of items, of paragraphs that announce a script, and of scripts that nobody announced. */
import type { Heading, Nodes, Paragraph } from 'mdast';
import { limits } from '../plan.ts';
import { childrenOf, sourceOf, spanOf, type Tree } from './tree.ts';

/** A longer title is hard to read in a list of steps; the whole stays in the step's text. */
const goodLength = 150;

export interface Title {
  readonly title: string;
  /** False: something (a link, the rest of a long paragraph) is in the source and not in the title. */
  readonly isWhole: boolean;
}

/** The source of a heading without its marks. */
export function toRawHeading(tree: Tree, heading: Heading): string {
  const { first, last } = spanOf(heading);
  if (first !== last) {
    const lines = tree.lines.slice(first - 1, last - 1);
    return lines.map((line) => line.trim()).join(' ');
  }
  return sourceOf(tree, heading)
    .replace(/^#{1,6}(?:[ \t]+|$)/, '')
    .replace(/(?:^|[ \t]+)#+[ \t]*$/, '')
    .trim();
}

/** Emphasis and code stay as they are written; links, images and HTML do not belong in a title. */
export function toTitle(tree: Tree, node: Heading | Paragraph): Title {
  const raw = (node.type === 'heading' ? toRawHeading(tree, node) : sourceOf(tree, node))
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  if (raw.length <= goodLength && !holdsMore(node)) return { title: raw, isWhole: true };
  return { title: clip(toPlain(node)), isWhole: false };
}

export function clip(text: string, length: number = goodLength): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const cut = Math.min(length, limits.titleLength - 1);
  return line.length <= cut
    ? line
    : `${line
        .slice(0, cut)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()}…`;
}

/** A comment at the head of a script says what it is for; else its first line does. */
export function toScriptTitle(script: string): string {
  const lines = script.split('\n').map((line) => line.trim());
  const first = lines.find((line) => line !== '' && !line.startsWith('#!')) ?? 'Script';
  return clip(first.replace(/^#+\s*(?=\S)/, ''), 80);
}

/** `Restart the service:` before a block is its title; the text without that line goes with it. */
export function parseAnnouncement(text: string): { readonly title: string; readonly before: string } | undefined {
  const found = text.match(/^([\s\S]*\n[ \t]*\n)?([^\n]+):[ \t]*$/);
  const title = found?.[2]?.trim();
  if (title === undefined || title === '' || title.length > goodLength) return undefined;
  if (/^(?:[-*+>|#`~<]|\d+[.)]|\s)|\]\(|<|\]:/.test(found?.[2] ?? '')) return undefined;
  return { title, before: (found?.[1] ?? '').trimEnd() };
}

function holdsMore(node: Nodes): boolean {
  const isMore = ['link', 'linkReference', 'image', 'imageReference', 'html', 'footnoteReference', 'break'].includes(
    node.type,
  );
  return isMore || childrenOf(node).some(holdsMore);
}

function toPlain(node: Nodes): string {
  if ('value' in node) return node.value;
  if ('alt' in node) return node.alt ?? '';
  return childrenOf(node).map(toPlain).join('');
}
