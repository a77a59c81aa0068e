/**
 * A report as one HTML file that needs nothing else and can do nothing: no script, no picture, nothing fetched. What came out of Markdown
 * passes the sanitiser as well, and the page forbids itself all but its own style.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Element, ElementContent, Root as HastRoot, RootContent } from 'hast';
import { defaultSchema, type Schema, sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import type { Root } from 'mdast';
import { toHast } from 'mdast-util-to-hast';
import { htmlStyle } from './html-style.ts';

/** What the walk makes, and no more: headings carry the ids that we give them. */
const schema: Schema = {
  ...defaultSchema,
  tagNames: [
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'a', 'em', 'strong', 'del', 'code', 'pre', 'br', 'hr', 'blockquote'],
    ...['ul', 'ol', 'li', 'input', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  attributes: {
    a: ['href'],
    ol: ['start'],
    input: [
      ['type', 'checkbox'],
      ['disabled', true],
    ],
    '*': [],
    ...Object.fromEntries(['h2', 'h3'].map((name) => [name, ['id']])),
  },
  clobber: [],
  protocols: { href: ['http', 'https', 'mailto'] },
};

/** @param language of what people wrote, as BCP 47 has it */
export function toHtmlText(tree: Root, title: string, language = 'en'): string {
  const body = toBody(tree);
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${toBase64(sha256(utf8ToBytes(htmlStyle)))}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const head = element('head', {}, [
    element('meta', { charSet: 'utf-8' }),
    element('meta', { httpEquiv: ['content-security-policy'], content: policy }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'referrer', content: 'no-referrer' }),
    element('meta', { name: 'color-scheme', content: 'light dark' }),
    element('title', {}, [{ type: 'text', value: title }]),
    element('style', {}, [{ type: 'text', value: htmlStyle }]),
  ]);
  const main = element('main', {}, body);
  const page: HastRoot = {
    type: 'root',
    children: [
      { type: 'doctype' },
      element('html', { lang: language }, [head, element('body', {}, [...toContents(body), main])]),
    ],
  };
  return `${toHtml(page)}\n`;
}

function toBody(tree: Root): RootContent[] {
  const made = sanitize(toHast(tree), schema);
  const children = made.type === 'root' ? made.children : [];
  const body = children.filter((node) => node.type !== 'doctype');
  for (const node of body) nameCells(node);
  return body;
}

/** A reader who hears a table is told which column a cell is of; a box of a task list is told to be one. */
function nameCells(node: RootContent): void {
  if (node.type !== 'element') return;
  if (node.tagName === 'th') node.properties['scope'] = 'col';
  if (node.tagName === 'table') breakWords(node);
  if (node.tagName === 'input') node.properties['ariaLabel'] = 'done';
  for (const child of node.children) nameCells(child);
}

/** A column is as wide as its longest word, so a word that is wider than a column may be is given places to break at. */
function breakWords(node: RootContent): void {
  if (node.type !== 'element') return;
  node.children = node.children.flatMap((child): ElementContent[] => {
    if (child.type !== 'text') return [child];
    const parts = child.value.split(/(?<=\S{24})(?=\S)/u);
    return parts.flatMap((value, at) => [...(at === 0 ? [] : [element('wbr', {})]), { type: 'text' as const, value }]);
  });
  for (const child of node.children) breakWords(child);
}

/** Where there is more than a screen of it. */
function toContents(body: readonly RootContent[]): Element[] {
  const headings = body.filter(
    (node): node is Element =>
      node.type === 'element' && node.tagName === 'h2' && typeof node.properties.id === 'string',
  );
  if (headings.length < 3) return [];
  const items = headings.map(({ properties, children }) =>
    element('li', {}, [element('a', { href: `#${String(properties.id)}` }, children as Element['children'])]),
  );
  return [element('nav', { ariaLabel: 'Contents' }, [element('ul', {}, items)])];
}

function element(tagName: string, properties: Element['properties'], children: RootContent[] = []): Element {
  return { type: 'element', tagName, properties, children: children as Element['children'] };
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
