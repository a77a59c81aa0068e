/** Texts that come back from a file exactly as they were: plain where a reader proves it, in a block of their own where not. */
import { type Attribute, toAttributeText } from './attributes.ts';
import { toFenced } from './fence.ts';
import type { Outline } from './outline.ts';
import { readOwnForm, type TextField } from './own-form.ts';
import { parseTree } from './tree.ts';

/** What a reader makes of it; `undefined` where it cannot read it, or warns. */
export function readBack(text: string, hasTitle = true): Outline | undefined {
  if (text.includes('\r') || text.includes('\0') || !text.isWellFormed()) return undefined;
  const tree = parseTree(text);
  if (!tree.ok) return undefined;
  let warnings = 0;
  const outline = readOwnForm(tree.value, hasTitle, () => {
    warnings++;
  });
  return warnings === 0 ? outline : undefined;
}

export function isOnly(texts: readonly string[] | undefined, text: string): boolean {
  return texts?.length === 1 && texts[0] === text;
}

export function toTextFence(text: string, field: TextField): string {
  return toFence(text, 'markdown', [{ name: field, isBare: true }]);
}

export function toFence(content: string, language: string, attributes: readonly Attribute[]): string {
  const isPlain = content.isWellFormed() && !/[\r\0]/.test(content) && (language !== 'sh' || content.trim() !== '');
  const all = isPlain ? attributes : [...attributes, { name: 'json', isBare: true }];
  const body = isPlain ? content : JSON.stringify(content);
  return toFenced(body, all.length === 0 ? language : `${language} {${all.map(toAttributeText).join(' ')}}`);
}
