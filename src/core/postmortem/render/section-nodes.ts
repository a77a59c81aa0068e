/**
 * A section's Markdown as nodes that every format can write, and in which nothing is alive: HTML is words, pictures are their
 * descriptions, links lead to the web or nowhere, and what is defined elsewhere in the section stands where it is used.
 */
import type { BlockContent, Definition, FootnoteDefinition, Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { parseTree } from '../../plan/markdown/tree.ts';
import { parseEvidenceLink } from '../evidence.ts';
import { isReachable, toParagraph } from './nodes.ts';
import { toSeenText } from './seen-text.ts';

/** Nothing that a person writes is nested like this; every format's walk is recursive, and has a stack to run out of. */
const deepest = 100;

/** @param depth of the section's own heading: those within it stand below */
export function toSectionNodes(markdown: string, depth: number): readonly BlockContent[] {
  const text = toSeenText(markdown);
  if (text.trim() === '') return [];
  const parsed = isTooTangled(text) ? undefined : parseTree(text);
  // What cannot be read as Markdown is shown as it was typed.
  if (parsed?.ok !== true || isTooDeep(parsed.value.root)) return [{ type: 'code', value: text }];
  return new SectionReader(parsed.value.root, depth).read();
}

class SectionReader {
  readonly #root: Root;
  readonly #definitions = new Map<string, Definition>();
  readonly #notes: FootnoteDefinition[] = [];
  readonly #deeper: number;

  constructor(root: Root, depth: number) {
    this.#root = root;
    const depths: number[] = [];
    for (const [node] of walk(root)) {
      if (node.type === 'definition' && !this.#definitions.has(node.identifier)) {
        this.#definitions.set(node.identifier, node);
      }
      if (node.type === 'footnoteDefinition') this.#notes.push(node);
      if (node.type === 'heading') depths.push(node.depth);
    }
    this.#deeper = depths.length === 0 ? 0 : depth + 1 - Math.min(...depths);
  }

  read(): readonly BlockContent[] {
    const blocks = this.#blocks(this.#root.children);
    if (this.#notes.length === 0) return blocks;
    const items = this.#notes.map(({ children }) => ({
      type: 'listItem' as const,
      spread: false,
      children: this.#blocks(children),
    }));
    return [...blocks, toParagraph('Notes'), { type: 'list', ordered: true, spread: false, children: items }];
  }

  #blocks(nodes: readonly RootContent[]): BlockContent[] {
    return nodes.flatMap((node): BlockContent[] => {
      switch (node.type) {
        case 'heading':
          return [{ type: 'heading', depth: this.#toDepth(node.depth), children: this.#phrasing(node.children) }];
        case 'paragraph':
          return toWhole(this.#phrasing(node.children));
        case 'blockquote': {
          const children = this.#blocks(node.children);
          return children.length === 0 ? [] : [{ type: 'blockquote', children }];
        }
        case 'list': {
          const items = node.children.map((item) => ({ ...item, children: this.#blocks(item.children) }));
          const children = items.filter((item) => item.children.length > 0);
          return children.length === 0 ? [] : [{ ...node, children }];
        }
        case 'table': {
          const children = node.children.map((row) => ({
            type: 'tableRow' as const,
            children: row.children.map((cell) => ({
              type: 'tableCell' as const,
              children: this.#phrasing(cell.children),
            })),
          }));
          return [{ ...node, children }];
        }
        case 'code':
          return [{ type: 'code', value: node.value }];
        case 'thematicBreak':
          return [{ type: 'thematicBreak' }];
        case 'html': {
          const words = toWords(node.value);
          return words === '' ? [] : [{ type: 'code', value: words }];
        }
        default:
          // Definitions stand where they are used. The parser makes nothing else of a text without extensions.
          return [];
      }
    });
  }

  #phrasing(nodes: readonly PhrasingContent[]): PhrasingContent[] {
    return nodes.flatMap((node): PhrasingContent[] => {
      switch (node.type) {
        case 'text':
        case 'inlineCode':
          return [{ type: node.type, value: node.value }];
        case 'break':
          return [{ type: 'break' }];
        case 'emphasis':
        case 'strong':
        case 'delete':
          return [{ type: node.type, children: this.#phrasing(node.children) }];
        case 'html': {
          const words = toWords(node.value);
          return words === '' ? [] : [{ type: 'text', value: words }];
        }
        case 'image':
          return toDescription(node.alt, node.url);
        case 'imageReference':
          return toDescription(node.alt, this.#definitions.get(node.identifier)?.url ?? '');
        case 'link':
          return this.#toLink(node.url, node.children);
        case 'linkReference':
          return this.#toLink(this.#definitions.get(node.identifier)?.url ?? '', node.children);
        case 'footnoteReference': {
          const at = this.#notes.findIndex(({ identifier }) => identifier === node.identifier);
          return [{ type: 'text', value: ` (note ${at + 1})` }];
        }
        default:
          return [];
      }
    });
  }

  #toLink(url: string, children: readonly PhrasingContent[]): PhrasingContent[] {
    const place = toPlaceWords(url, children);
    if (place !== undefined) return toTextNode(place);
    const words = this.#phrasing(children);
    return isReachable(url) && words.length > 0 ? [{ type: 'link', url, children: words }] : words;
  }

  #toDepth(depth: number): 1 | 2 | 3 | 4 | 5 | 6 {
    return Math.min(6, Math.max(1, depth + this.#deeper)) as 1 | 2 | 3 | 4 | 5 | 6;
  }
}

/** A comment is no content, and must not reach those it was not meant for. */
function toWords(html: string): string {
  return html.replace(/<!--[\s\S]*?(?:-->|$)/g, '').trim();
}

/** A draft's links into the log lead nowhere outside the console: instead of `log` or `output` they say where in it. */
function toPlaceWords(url: string, children: readonly PhrasingContent[]): string | undefined {
  const [only] = children;
  if (children.length !== 1 || only?.type !== 'text' || !/^(?:log|output)$/.test(only.value)) return undefined;
  const place = parseEvidenceLink(url);
  return place && `${place.kind === 'event' ? 'event' : 'row'} ${place.at}`;
}

function toDescription(alt: string | null | undefined, url: string): PhrasingContent[] {
  const words = alt?.trim() || 'picture';
  return isReachable(url) ? [{ type: 'link', url, children: [{ type: 'text', value: words }] }] : toTextNode(words);
}

function toTextNode(value: string): PhrasingContent[] {
  return [{ type: 'text', value }];
}

function toWhole(children: PhrasingContent[]): BlockContent[] {
  return children.length === 0 ? [] : [{ type: 'paragraph', children }];
}

/** The parser's time grows with the square of the marks in one block: of this many (4,500 in one) it takes about a second. */
const mostTangled = 20_000_000;

function isTooTangled(text: string): boolean {
  const outside = text.replace(/^ {0,3}(`{3,}|~{3,})[^\n`]*\n[\s\S]*?^ {0,3}\1[ \t]*$/gm, '');
  const tangles = outside.split(/\n\s*\n/).map((block) => (block.match(/[*_~[\]]/g)?.length ?? 0) ** 2);
  return tangles.reduce((sum, tangle) => sum + tangle, 0) > mostTangled;
}

function isTooDeep(root: Root): boolean {
  for (const [, depth] of walk(root)) if (depth > deepest) return true;
  return false;
}

/** In the order of the text, with how deep each lies. Not by recursion: a text may be made to exhaust the stack. */
function* walk(root: Root): Generator<readonly [node: Nodes, depth: number]> {
  const left: (readonly [Nodes, number])[] = [[root, 0]];
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    yield at;
    const [node, depth] = at;
    if ('children' in node) for (const child of [...node.children].reverse()) left.push([child, depth + 1]);
  }
}
