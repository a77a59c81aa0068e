/** A report as MediaWiki wikitext: its own markup is the walk's; whatever people or hosts wrote is escaped. It needs no extension. */
import type { List, ListItem, PhrasingContent, Root, RootContent, Table } from 'mdast';
import { toEntity, toLineBegin, toWikitextWords } from '../../text/wikitext.ts';

/** The title stands in bold: a page has its name above it already. */
export function toWikitext(tree: Root): string {
  return `${toBlocks(tree.children)}\n`;
}

function toBlocks(nodes: readonly RootContent[]): string {
  return nodes
    .map(toBlock)
    .filter((block) => block !== '')
    .join('\n\n');
}

function toBlock(node: RootContent): string {
  switch (node.type) {
    case 'heading': {
      if (node.depth === 1) return `'''${toLine(node.children)}'''`;
      const marks = '='.repeat(node.depth);
      return `${marks} ${toLine(node.children)} ${marks}`;
    }
    case 'paragraph':
      return toLineBegin(toLine(node.children));
    case 'blockquote':
      return `<blockquote>\n${toBlocks(node.children)}\n</blockquote>`;
    case 'list':
      return isSimple(node) ? toLines(node, '').join('\n') : toMarkedList(node);
    case 'table':
      return toTable(node);
    case 'code':
      return `<pre>\n${toPreformatted(node.value)}\n</pre>`;
    case 'thematicBreak':
      return '----';
    default:
      throw new Error(`a ${node.type} in a report's tree`);
  }
}

/** Each item a line of words, and lists of such: what `*` and `#` can say. */
function isSimple({ children, start }: List): boolean {
  return (
    (start ?? 1) === 1 &&
    children.every(({ children: [first, ...rest] }) => {
      return first?.type === 'paragraph' && rest.every((node) => node.type === 'list' && isSimple(node));
    })
  );
}

function toLines(list: List, marks: string): string[] {
  const own = `${marks}${list.ordered ? '#' : '*'}`;
  return list.children.flatMap((item) =>
    item.children.flatMap((node) =>
      node.type === 'list' ? toLines(node, own) : `${own} ${toBox(item)}${toBlock(node)}`,
    ),
  );
}

/** What stands over several lines is no line of a list: an item of it has a beginning and an end. */
function toMarkedList({ ordered, start, children }: List): string {
  const name = ordered ? 'ol' : 'ul';
  const from = ordered && (start ?? 1) !== 1 ? ` start="${start}"` : '';
  const items = children.map((item) => `<li>${toBox(item)}\n${toBlocks(item.children)}\n</li>`);
  return `<${name}${from}>\n${items.join('\n')}\n</${name}>`;
}

function toBox({ checked }: ListItem): string {
  return checked === true ? '☑ ' : checked === false ? '☐ ' : '';
}

function toTable({ children }: Table): string {
  const rows = children.map((row, index) =>
    row.children.map((cell) => `${index === 0 ? '!' : '|'} ${toLineBegin(toLine(cell.children))}`.trimEnd()).join('\n'),
  );
  return `{| class="wikitable"\n${rows.join('\n|-\n')}\n|}`;
}

function toLine(nodes: readonly PhrasingContent[]): string {
  return nodes.map(toPhrase).reduce(besides, '').trim();
}

function toPhrase(node: PhrasingContent): string {
  switch (node.type) {
    case 'text':
      return toWikitextWords(node.value);
    case 'inlineCode':
      return `<code>${toWikitextWords(node.value)}</code>`;
    case 'emphasis':
      return toQuoted("''", node.children);
    case 'strong':
      return toQuoted("'''", node.children);
    case 'delete':
      return `<del>${toLine(node.children)}</del>`;
    case 'break':
      return '<br />';
    case 'link':
      return `[${toAddress(node.url)} ${toLine(node.children) || toWikitextWords(node.url)}]`;
    default:
      throw new Error(`a ${node.type} in a report's tree`);
  }
}

function toQuoted(marks: string, nodes: readonly PhrasingContent[]): string {
  const words = toLine(nodes);
  return words === '' ? '' : besides(besides(marks, words), marks);
}

/** Apostrophes of two that stand side by side would be read as one mark. */
function besides(before: string, after: string): string {
  return before.endsWith("'") && after.startsWith("'") ? `${before}<nowiki/>${after}` : `${before}${after}`;
}

/** Within it entities are read and tags of its own end it; nothing else is looked at. */
function toPreformatted(code: string): string {
  return code.replace(/&(?=#?\w+;)/g, toEntity).replace(/<(?=\/?\s*(?:pre|nowiki))/gi, toEntity);
}

function toAddress(url: string): string {
  return url.replace(/[\s<>[\]{}|"'~]|_(?=_)|(?<=_)_/gu, (sign) =>
    sign === "'" ? '%27' : sign === '~' ? '%7E' : sign === '_' ? '%5F' : encodeURIComponent(sign),
  );
}
