/** A fenced block: its language, its attributes, and whether it is something a shell would run. */
import type { Code, Nodes } from 'mdast';
import { type Attribute, parseAttributes } from './attributes.ts';
import { childrenOf, type Tree } from './tree.ts';

export interface Fence {
  readonly node: Code;
  readonly line: number;
  readonly content: string;
  /** In lower case; empty where none is named. */
  readonly language: string;
  readonly attributes: readonly Attribute[];
  /** What else stands in the info string. */
  readonly rest: string;
}

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'shell', 'zsh', 'ksh', 'dash', 'ash']);
const consoles: ReadonlySet<string> = new Set(['console', 'shell-session', 'shellsession', 'terminal', 'sh-session']);

/** `undefined` for indented code. The info is read from the source: the tree has its escapes resolved already. */
export function parseFence(tree: Tree, node: Code): Fence | undefined {
  const start = node.position?.start;
  if (start === undefined) return undefined;
  const opening = tree.lines[start.line - 1]?.slice(start.column - 1) ?? '';
  const info = opening.match(/^(?:`{3,}|~{3,})(.*)$/)?.[1]?.trim();
  if (info === undefined) return undefined;
  const [, language = '', tail = ''] = info.match(/^([^\s{]*)(.*)$/) ?? [];
  const inBraces = tail.match(/^\s*\{(.*)\}$/)?.[1];
  const attributes = inBraces === undefined ? undefined : parseAttributes(inBraces);
  return {
    node,
    line: start.line,
    content: node.value,
    language: language.toLowerCase(),
    attributes: attributes ?? [],
    rest: attributes === undefined ? tail.trim() : '',
  };
}

export function hasFlag(fence: Fence, name: string): boolean {
  return fence.attributes.some((attribute) => attribute.name === name && attribute.value === undefined);
}

/** Whether it is to be run: by its language, by attributes that only a script has, or by prompts where no language is named. */
export function isScript(fence: Fence): boolean {
  if (fence.content.trim() === '' || hasFlag(fence, 'text')) return false;
  if (shells.has(fence.language)) return true;
  // A transcript without a prompt is output alone.
  if (consoles.has(fence.language)) return fence.content.split('\n').some((line) => prompt.test(line));
  if (fence.language !== '') return false;
  return (
    fence.attributes.length > 0 || /^\s*\$ \S/.test(fence.content) || /^#!.*\b(?:ba|da|z|k)?sh\b/.test(fence.content)
  );
}

export function isShell(fence: Fence): boolean {
  return shells.has(fence.language);
}

/** Whether a script stands anywhere within, quotations left out: those are somebody else's words. */
export function holdsScript(tree: Tree, node: Nodes): boolean {
  if (node.type === 'blockquote') return false;
  if (node.type === 'code') {
    const fence = parseFence(tree, node);
    return fence !== undefined && isScript(fence);
  }
  return childrenOf(node).some((child) => holdsScript(tree, child));
}

/**
 * The commands of a transcript: what follows a `$` prompt, with the lines a `\` or a `>` prompt continues. Where there is no prompt,
 * the whole block is the script.
 */
export function toScript(content: string): { readonly script: string; readonly hadPrompts: boolean } {
  const lines = content.split('\n');
  if (!lines.some((line) => prompt.test(line))) return { script: content, hadPrompts: false };
  const script: string[] = [];
  let isContinued = false;
  for (const line of lines) {
    const command: string | undefined = line.match(prompt)?.[1] ?? (isContinued ? line.replace(/^> ?/, '') : undefined);
    if (command !== undefined) script.push(command);
    isContinued = command?.endsWith('\\') ?? false;
  }
  return { script: script.join('\n'), hadPrompts: true };
}

const prompt = /^\s*\$ (\s*\S.*)$/;

/** A fenced block, with more marks than any run of them in its content. */
export function toFenced(content: string, info: string): string {
  let longest = 2;
  for (const [run] of content.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const marks = '`'.repeat(longest + 1);
  return `${marks}${info}\n${content === '' ? '' : `${content}\n`}${marks}`;
}
