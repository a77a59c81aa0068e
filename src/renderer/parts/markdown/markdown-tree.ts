/** Markdown that a person is still writing, as a tree: whatever it is, there is something to show of it. */
import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

const markdown = unified().use(remarkParse).use(remarkGfm).freeze();

/** The parser's time grows with the square of the levels, and it recurses into them. */
const tooDeep = /^(?:[ \t]*>){40}|^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+){40}|^[ \t]{200,}\S/m;

/** Characters that are drawn; who writes more than this in one section reads it in the editor. */
export const shownCharacters = 100_000;

/** `undefined`: nested too deeply to be drawn. */
export function toMarkdownTree(text: string): Root | undefined {
  const shown = text.slice(0, shownCharacters);
  if (tooDeep.test(shown)) return undefined;
  try {
    return markdown.parse(shown);
  } catch (cause) {
    if (cause instanceof RangeError) return undefined;
    throw cause;
  }
}

/** Where a link may lead from the console: the web, mail, and places of the console itself. Anything else is shown as words. */
export function toSafeAddress(url: string): string | undefined {
  return /^(?:https?:\/\/|mailto:|#\/)/i.test(url) ? url : undefined;
}
