/**
 * Reads Markdown that nobody wrote for Drydock. Shell blocks become commands, numbered and task-list items become manual steps,
 * headings name phases by the usual words, everything else stays as text, and each guess is said with its line.
 */
import type { Code, Heading, List, ListItem, Paragraph, RootContent } from 'mdast';
import { type Phase, phases, phaseTitles } from '../plan.ts';
import { holdsScript, isScript, parseFence } from './fence.ts';
import { notesOf, type Outline, toEmptyOutline, toNamedPhase } from './outline.ts';
import { bodyStart } from './own-form.ts';
import { toGuessedPhase } from './phase-words.ts';
import { Section, type SectionName } from './section.ts';
import { applyAttributes, type StepDraft, type Warn } from './step-draft.ts';
import { parseTitle } from './step-fields.ts';
import { clip, toRawHeading, toTitle } from './title.ts';
import { type Area, sourceOf, spanOf, type Tree, toItemArea, toText } from './tree.ts';

export function readAnyForm(tree: Tree, title: string | undefined, warn: Warn): Outline {
  const reader = new AnyFormReader(tree, title, warn);
  reader.read();
  const { outline } = reader;
  outline.drafts.sort((a, b) => phases.indexOf(a.phase) - phases.indexOf(b.phase));
  return outline;
}

/** A heading with what stands under it, up to the next heading of any level. */
interface Part {
  readonly heading?: Heading;
  readonly nodes: RootContent[];
  readonly first: number;
  last: number;
}

class AnyFormReader {
  readonly outline: Outline = toEmptyOutline();
  readonly #tree: Tree;
  readonly #warn: Warn;
  /** The phases of the headings we are under; an inner heading without a phase of its own keeps the outer one's. */
  #scopes: { readonly depth: number; readonly phase: Phase }[] = [];
  readonly #frontTitle: string | undefined;

  constructor(tree: Tree, frontTitle: string | undefined, warn: Warn) {
    this.#tree = tree;
    this.#frontTitle = frontTitle;
    this.#warn = warn;
  }

  read(): void {
    for (const part of toParts(this.#tree)) this.#readPart(part);
  }

  #readPart({ heading, nodes, first, last }: Part): void {
    const isTitle = heading !== undefined && this.#takeTitle(heading);
    const raw = heading === undefined || isTitle ? '' : toRawHeading(this.#tree, heading);
    const isOfPhase = heading !== undefined && !isTitle && this.#enter(heading, raw);
    const phase = this.#scopes.at(-1)?.phase;
    const named = raw === '' || toNamedPhase(raw) !== undefined ? undefined : heading;
    const { title, attributes } = parseTitle(raw);
    const name = named && this.#toName(named, raw, title);
    const section = new Section(isOfPhase ? 'phase' : 'heading', phase ?? 'carry-out', name, this.#warn);
    this.#walk(section, nodes, { first, last, indent: 0 });
    if (name !== undefined && attributes.length > 0) {
      const step = section.steps[0] ?? section.addManualStep(name.line, 'A heading with attributes');
      applyAttributes(step, attributes, name.line, this.#warn);
    }
    this.#settle(section, phase, named, raw);
  }

  #toName(heading: Heading, raw: string, title: string): SectionName {
    const line = spanOf(heading).first;
    if (title === raw) return { ...toTitle(this.#tree, heading), raw, line };
    return { title: clip(title), raw: title, isWhole: clip(title) === title, line };
  }

  /** A section without steps is reading matter: it goes to its phase, or to the front. */
  #settle(section: Section, phase: Phase | undefined, heading: Heading | undefined, raw: string): void {
    const rest = section.end();
    if (section.introduction.length > 0) notesOf(this.outline, phase ?? 'carry-out').push(...section.introduction);
    if (section.steps.length > 0) {
      this.outline.drafts.push(...section.steps);
      return;
    }
    if (heading === undefined && rest.length === 0) return;
    const target = phase === undefined ? this.outline.about : notesOf(this.outline, phase);
    if (heading !== undefined) {
      const { first, last } = spanOf(heading);
      target.push(phase === undefined ? this.#tree.lines.slice(first - 1, last).join('\n') : `#### ${raw}`);
      if (this.outline.drafts.length > 0) {
        const where = phase === undefined ? 'before the first phase' : `in the notes of ${phaseTitles[phase]}`;
        this.#warn(first, `“${clip(raw, 80)}” has no step; it stands ${where} now.`);
      }
    }
    target.push(...rest);
  }

  /** The first heading of level 1 names the runbook, unless the front matter does. */
  #takeTitle(heading: Heading): boolean {
    if (heading.depth !== 1 || this.outline.title !== undefined) return false;
    const { title, isWhole } = toTitle(this.#tree, heading);
    if (title === '') return false;
    if (this.#frontTitle !== undefined) return isWhole && title === this.#frontTitle;
    this.outline.title = title;
    if (!isWhole) this.outline.about.push(toRawHeading(this.#tree, heading));
    return true;
  }

  /** Whether a phase begins here. */
  #enter(heading: Heading, raw: string): boolean {
    while ((this.#scopes.at(-1)?.depth ?? 0) >= heading.depth) this.#scopes.pop();
    const named = toNamedPhase(raw);
    const phase = named ?? toGuessedPhase(raw);
    if (phase === undefined) return false;
    this.#scopes.push({ depth: heading.depth, phase });
    if (named === undefined) {
      this.#warn(spanOf(heading).first, `“${clip(raw, 80)}” was taken for the phase ${phaseTitles[phase]}.`);
    }
    return true;
  }

  #walk(section: Section, nodes: readonly RootContent[], area: Area, first = area.first): void {
    let textFrom = first;
    for (const node of nodes) {
      const take = this.#taker(section, node);
      if (take === undefined) continue;
      const span = spanOf(node);
      section.addText(toText(this.#tree, area, textFrom, span.first - 1));
      take();
      textFrom = span.last + 1;
    }
    section.addText(toText(this.#tree, area, textFrom, area.last));
  }

  #taker(section: Section, node: RootContent): (() => void) | undefined {
    if (node.type === 'code') return this.#codeTaker(section, node);
    if (node.type === 'list' && this.#isOfSteps(node)) {
      return () => section.addSteps(node.children.flatMap((item) => this.#readItem(item, node, section.phase)));
    }
    if (node.type === 'blockquote' && node.children.some((child) => holdsScript(this.#tree, child))) {
      this.#warn(spanOf(node).first, 'A shell block within a quotation stays text.');
    }
    return undefined;
  }

  #codeTaker(section: Section, code: Code): (() => void) | undefined {
    const fence = parseFence(this.#tree, code);
    if (fence === undefined) return undefined;
    if (isScript(fence)) {
      if (template.test(fence.content)) {
        this.#warn(fence.line, 'The script holds a template; nothing fills it in before it runs.');
      }
      return () => section.addScript(fence);
    }
    if (fence.language === '' && fence.content.trim() !== '') {
      this.#warn(fence.line, 'A block without a language stays text; name it sh to make it a command.');
    }
    return undefined;
  }

  /** A list that counts, has boxes to tick, or has something to run in it. */
  #isOfSteps(list: List): boolean {
    return list.ordered === true || list.children.some(isTask) || holdsScript(this.#tree, list);
  }

  #readItem(item: ListItem, list: List, phase: Phase): readonly StepDraft[] {
    const { first } = spanOf(item);
    const [head, ...rest] = item.children;
    const named = head?.type === 'paragraph' ? head : undefined;
    const section = new Section('item', phase, named && this.#toItemName(named), this.#warn);
    const area = toItemArea(this.#tree, item);
    if (named === undefined) this.#walk(section, item.children, area);
    else this.#walk(section, rest, area, spanOf(named).last + 1);
    if (section.steps.length === 0) {
      section.addManualStep(
        first,
        isTask(item) ? 'An item with a box' : list.ordered === true ? 'A numbered item' : 'An item',
      );
    }
    if (item.checked === true) this.#warn(first, 'The tick is left out: a plan begins with nothing done.');
    section.end();
    return section.steps;
  }

  #toItemName(paragraph: Paragraph): SectionName {
    const raw = sourceOf(this.#tree, paragraph)
      .split('\n')
      .map((line) => line.trimStart())
      .join('\n');
    return { ...toTitle(this.#tree, paragraph), raw, line: spanOf(paragraph).first };
  }
}

const template = /\{\{.*\}\}|<%.*%>|\{%.*%\}/;

function isTask(item: ListItem): boolean {
  return typeof item.checked === 'boolean';
}

function toParts(tree: Tree): readonly Part[] {
  const parts: Part[] = [{ nodes: [], first: bodyStart(tree), last: tree.lines.length }];
  for (const node of tree.root.children) {
    if (node.type === 'yaml') continue;
    const before = parts.at(-1);
    if (node.type !== 'heading') {
      before?.nodes.push(node);
      continue;
    }
    const { first, last } = spanOf(node);
    if (before !== undefined) before.last = first - 1;
    parts.push({ heading: node, nodes: [], first: last + 1, last: tree.lines.length });
  }
  return parts;
}
