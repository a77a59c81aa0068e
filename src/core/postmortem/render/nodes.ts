/** The few kinds of Markdown nodes that a report is built from, each made of plain words: escaping them is each format's own affair. */
import type { Heading, List, Paragraph, PhrasingContent, RootContent, Table, TableCell, Text } from 'mdast';
import { toSeenText } from './seen-text.ts';

/** What stands in a cell or a line: words, or nodes that were made of them. */
export type Words = string | readonly PhrasingContent[];

export function toText(value: string): Text {
  return { type: 'text', value: toSeenText(value).replace(/\s+/gu, ' ').trim() };
}

export function toHeading(depth: 1 | 2 | 3, words: string, id?: string): Heading {
  return {
    type: 'heading',
    depth,
    children: [toText(words)],
    ...(id === undefined ? {} : { data: { hProperties: { id } } }),
  };
}

export function toParagraph(words: Words): Paragraph {
  return { type: 'paragraph', children: toPhrasing(words) };
}

export function toEmphasis(words: string): PhrasingContent {
  return { type: 'emphasis', children: [toText(words)] };
}

/** A link that leads where it says, or the bare words where the address is none that a reader may be sent to. */
export function toLink(words: string, url: string): PhrasingContent {
  return isReachable(url) ? { type: 'link', url, children: [toText(words)] } : toText(words);
}

export function toList(items: readonly Words[]): List {
  return {
    type: 'list',
    ordered: false,
    spread: false,
    children: items.map((words) => ({ type: 'listItem', spread: false, children: [toParagraph(words)] })),
  };
}

/** `undefined` where there is no row: a table that says nothing is left out. */
export function toTable(columns: readonly string[], rows: readonly (readonly Words[])[]): Table | undefined {
  if (rows.length === 0) return undefined;
  const lines = [columns, ...rows].map((cells) => ({ type: 'tableRow' as const, children: cells.map(toCell) }));
  return { type: 'table', align: columns.map(() => null), children: lines };
}

/** A heading with what stands under it; nothing where nothing does. */
export function toPart(heading: Heading, nodes: readonly (RootContent | undefined)[]): readonly RootContent[] {
  const there = nodes.filter((node) => node !== undefined);
  return there.length === 0 ? [] : [heading, ...there];
}

export function isReachable(url: string): boolean {
  return /^(?:https?|mailto):[^\s]/i.test(url) && URL.canParse(url);
}

function toCell(words: Words): TableCell {
  return { type: 'tableCell', children: toPhrasing(words) };
}

function toPhrasing(words: Words): PhrasingContent[] {
  return typeof words === 'string' ? [toText(words)] : [...words];
}
