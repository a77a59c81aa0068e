/**
 * Reads Drydock's own form of a runbook, marked by `drydock: 1` in its front matter: phases are headings of level 2, steps are
 * headings of level 3, or task-list items before them. Nothing is guessed as long as the file keeps to the form.
 */
import type { Code, Heading, List, ListItem, Paragraph, RootContent } from 'mdast';
import { type Phase, phaseTitles } from '../plan.ts';
import type { Attribute } from './attributes.ts';
import { type Fence, hasFlag, isScript, isShell, parseFence, toFenced, toScript } from './fence.ts';
import { notesOf, type Outline, toEmptyOutline, toNamedPhase } from './outline.ts';
import { applyAttributes, type StepDraft, toDraft, type Warn } from './step-draft.ts';
import { parseTitle } from './step-fields.ts';
import { clip, toRawHeading, toScriptTitle } from './title.ts';
import { type Area, sourceOf, spanOf, type Tree, toItemArea, toText } from './tree.ts';

/** Paragraphs that begin so are fields of their step. */
export const markers = { sideEffects: '**Side effects:** ', noRollback: '**No rollback:** ' } as const;

/** Flags of a `markdown` block that holds a text which could not stand by itself. */
export const textFields = ['about', 'notes', 'what', 'side-effects', 'no-rollback'] as const;
export type TextField = (typeof textFields)[number];

export function readOwnForm(tree: Tree, hasTitle: boolean, warn: Warn): Outline {
  const reader = new OwnFormReader(tree, hasTitle, warn);
  reader.walk(
    tree.root.children.filter((node) => node.type !== 'yaml'),
    { first: bodyStart(tree), last: tree.lines.length, indent: 0 },
  );
  return reader.outline;
}

export function bodyStart(tree: Tree): number {
  const [first] = tree.root.children;
  return first?.type === 'yaml' ? spanOf(first).last + 1 : 1;
}

class OwnFormReader {
  readonly outline: Outline = toEmptyOutline();
  readonly #tree: Tree;
  readonly #warn: Warn;
  #isTitleOpen: boolean;
  #phase: Phase | undefined;
  #step: StepDraft | undefined;

  constructor(tree: Tree, hasTitle: boolean, warn: Warn) {
    this.#tree = tree;
    this.#warn = warn;
    this.#isTitleOpen = !hasTitle;
  }

  /** What no handler takes is text, kept line by line as it stands. */
  walk(nodes: readonly RootContent[], area: Area, first = area.first): void {
    let textFrom = first;
    for (const node of nodes) {
      const handle = this.#handlerOf(node, area.indent);
      const span = spanOf(node);
      this.#isTitleOpen &&= node.type === 'heading' && node.depth === 1;
      if (handle === undefined) continue;
      this.#keepText(toText(this.#tree, area, textFrom, span.first - 1));
      handle();
      textFrom = span.last + 1;
    }
    this.#keepText(toText(this.#tree, area, textFrom, area.last));
  }

  #keepText(text: string): void {
    if (text !== '') this.#texts().push(text);
  }

  #texts(): string[] {
    if (this.#step !== undefined) return this.#step.texts;
    return this.#phase === undefined ? this.outline.about : notesOf(this.outline, this.#phase);
  }

  #handlerOf(node: RootContent, indent: number): (() => void) | undefined {
    switch (node.type) {
      case 'heading':
        return indent === 0 ? this.#headingHandler(node) : undefined;
      case 'code':
        return this.#codeHandler(node);
      case 'list':
        return this.#listHandler(node);
      case 'paragraph':
        return this.#paragraphHandler(node);
      default:
        return undefined;
    }
  }

  #headingHandler(heading: Heading): (() => void) | undefined {
    const raw = toRawHeading(this.#tree, heading);
    const { first } = spanOf(heading);
    if (heading.depth === 1 && this.#isTitleOpen && raw !== '') {
      return () => {
        this.outline.title = raw;
        this.#isTitleOpen = false;
      };
    }
    const phase = heading.depth === 2 ? toNamedPhase(raw) : undefined;
    if (phase !== undefined) {
      return () => {
        this.#phase = phase;
        this.#step = undefined;
      };
    }
    if (this.#phase === undefined || heading.depth > 3) return undefined;
    if (heading.depth < 3) {
      this.#warn(first, `“${clip(raw, 80)}” is none of ${Object.values(phaseTitles).join(', ')}; it stays as text.`);
      return undefined;
    }
    return () => this.#beginNamedStep(raw, first);
  }

  #beginNamedStep(raw: string, line: number): void {
    const { title, attributes } = parseTitle(raw);
    if (title === '' && attributes.length === 0) this.#warn(line, 'A step without a title.');
    this.#beginStep(title, attributes, line);
  }

  #beginStep(title: string, attributes: readonly Attribute[], line: number): StepDraft {
    const draft = toDraft(this.#phase ?? 'carry-out', line, clip(title === '' ? 'Step' : title, 499));
    if (draft.title !== title && title !== '') draft.texts.push(title);
    applyAttributes(draft, attributes, line, this.#warn);
    this.outline.drafts.push(draft);
    this.#step = draft;
    return draft;
  }

  #listHandler(list: List): (() => void) | undefined {
    const isTasks = list.children.some((item) => typeof item.checked === 'boolean');
    if (!isTasks || this.#phase === undefined || this.#step !== undefined) return undefined;
    return () => {
      for (const item of list.children) this.#readItem(item);
      this.#step = undefined;
    };
  }

  #readItem(item: ListItem): void {
    const span = spanOf(item);
    const [head, ...rest] = item.children;
    if (item.checked === true) this.#warn(span.first, 'The tick is left out: a plan begins with nothing done.');
    const raw = head?.type === 'paragraph' ? sourceOf(this.#tree, head).replace(/\s*\n\s*/g, ' ') : '';
    this.#beginNamedStep(raw, span.first);
    const area = toItemArea(this.#tree, item);
    if (head?.type === 'paragraph') this.walk(rest, area, spanOf(head).last + 1);
    else this.walk(item.children, area);
  }

  #paragraphHandler(paragraph: Paragraph): (() => void) | undefined {
    const step = this.#step;
    if (step === undefined) return undefined;
    const source = sourceOf(this.#tree, paragraph);
    if (source.startsWith(markers.sideEffects) && step.sideEffects === undefined) {
      return () => {
        step.sideEffects = source.slice(markers.sideEffects.length);
      };
    }
    if (source.startsWith(markers.noRollback) && step.rollback === undefined) {
      return () => {
        step.rollback = { kind: 'none', why: source.slice(markers.noRollback.length) };
      };
    }
    return undefined;
  }

  #codeHandler(code: Code): (() => void) | undefined {
    const fence = parseFence(this.#tree, code);
    if (fence === undefined) return undefined;
    const field = textFields.find((name) => fence.language === 'markdown' && hasFlag(fence, name));
    if (field !== undefined) return this.#textFieldHandler(field, toContent(fence));
    if (!isScript(fence)) return undefined;
    return () => this.#takeScript(fence);
  }

  #textFieldHandler(field: TextField, content: string): (() => void) | undefined {
    const step = this.#step;
    if (field === 'about' || field === 'notes') return () => void this.#texts().push(content);
    if (step === undefined) return undefined;
    if (field === 'what') return () => void step.texts.push(content);
    if (field === 'side-effects') {
      return () => {
        step.sideEffects = content;
      };
    }
    return () => {
      step.rollback = { kind: 'none', why: content };
    };
  }

  #takeScript(fence: Fence): void {
    // In our own form a shell block is taken to the letter, prompts and all; a transcript was put in by hand.
    const { script, hadPrompts } = isShell(fence)
      ? { script: toContent(fence), hadPrompts: false }
      : toScript(fence.content);
    this.#placeScript(fence, script);
    if (!hadPrompts) return;
    this.#warn(fence.line, 'What follows a prompt became the script; the whole block is kept as text.');
    this.#texts().push(toFenced(fence.content, 'text'));
  }

  #placeScript(fence: Fence, script: string): void {
    const step = this.#step;
    if (hasFlag(fence, 'rollback') && step !== undefined && step.rollback === undefined) {
      step.rollback = { kind: 'script', script };
      return;
    }
    if (step !== undefined && step.script === undefined) {
      step.script = script;
      applyAttributes(step, fence.attributes, fence.line, this.#warn);
      return;
    }
    const title = toScriptTitle(script);
    this.#warn(fence.line, `A script that no heading announces became the step “${title}”.`);
    this.#beginStep(title, fence.attributes, fence.line).script = script;
  }
}

/** What Markdown cannot hold (a carriage return, a zero) is written as a JSON string. */
function toContent(fence: Fence): string {
  if (!hasFlag(fence, 'json')) return fence.content;
  try {
    const content: unknown = JSON.parse(fence.content);
    return typeof content === 'string' ? content : fence.content;
  } catch {
    return fence.content;
  }
}
