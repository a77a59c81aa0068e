/** Part of a file that is not ours, under one heading or in one list item: its text, and the steps that were found in it. */
import type { Phase } from '../plan.ts';
import { type Fence, hasFlag, toFenced, toScript } from './fence.ts';
import { applyAttributes, type StepDraft, toDraft, type Warn } from './step-draft.ts';
import { clip, parseAnnouncement, type Title, toScriptTitle } from './title.ts';

/** What a section is called, and what of that a title leaves out. */
export interface SectionName extends Title {
  readonly raw: string;
  readonly line: number;
}

export class Section {
  readonly steps: StepDraft[] = [];
  /** What stands between the heading of a phase and its first list: it belongs to the phase. */
  readonly introduction: string[] = [];
  readonly phase: Phase;
  readonly #warn: Warn;
  /** Until a step has taken it for its title. */
  #name: SectionName | undefined;
  /** Text that belongs to the step that follows. */
  #pending: string[] = [];

  readonly #kind: 'phase' | 'heading' | 'item';

  constructor(kind: 'phase' | 'heading' | 'item', phase: Phase, name: SectionName | undefined, warn: Warn) {
    this.#kind = kind;
    this.phase = phase;
    this.#name = name;
    this.#warn = warn;
  }

  addText(text: string): void {
    if (text !== '') this.#pending.push(text);
  }

  /** A script becomes a step of its own, or the rollback of the one before. */
  addScript(fence: Fence): void {
    const { script, hadPrompts } = toScript(fence.content);
    const before = this.steps.at(-1);
    if (hasFlag(fence, 'rollback') && before !== undefined && before.rollback === undefined) {
      before.rollback = { kind: 'script', script };
      if (hadPrompts) before.texts.push(toFenced(fence.content, 'text'));
      return;
    }
    const draft = this.#beginStep(fence.line, toScriptTitle(script));
    draft.script = script;
    if (hadPrompts) {
      // The transcript is more than its commands; without a language nobody takes it for a script again.
      draft.texts.push(toFenced(fence.content, 'text'));
      this.#warn(
        fence.line,
        `What follows a prompt became the script of “${draft.title}”; the whole block is kept as its text.`,
      );
    } else {
      const language = fence.language === '' ? 'An unnamed' : `A ${fence.language}`;
      this.#warn(fence.line, `${language} block became the step “${draft.title}”; sh will run it.`);
    }
    if (fence.rest !== '') {
      draft.texts.push(`Kept from the block’s first line: ${fence.rest}`);
      this.#warn(fence.line, `“${clip(fence.rest, 80)}” was not understood; it is kept as text.`);
    }
    applyAttributes(draft, fence.attributes, fence.line, this.#warn);
  }

  /** Steps of a list: what was said before it belongs to the first of them. */
  addSteps(steps: readonly StepDraft[]): void {
    const [first] = steps;
    if (first === undefined) return;
    if (this.#kind === 'item' && this.#name !== undefined) this.addManualStep(this.#name.line, 'An item');
    const before = [...this.#takeName(), ...this.#takePending()];
    if (this.#kind === 'phase' && this.steps.length === 0) this.introduction.push(...before);
    else first.texts.unshift(...before);
    this.steps.push(...steps);
  }

  /** A step without a script, named by its section or by the text that waits for a step. */
  addManualStep(line: number, origin: string): StepDraft {
    const draft = this.#beginStep(line, clip(this.#pending[0] ?? 'Step'));
    this.#warn(line, `${origin} became the manual step “${clip(draft.title, 80)}”.`);
    return draft;
  }

  /** Text after the last step belongs to it; without a step, it is returned. */
  end(): readonly string[] {
    const rest = this.#takePending();
    this.steps.at(-1)?.texts.push(...rest);
    return this.steps.length > 0 ? [] : rest;
  }

  #beginStep(line: number, otherwise: string): StepDraft {
    const name = this.#name;
    this.#name = undefined;
    const pending = this.#takePending();
    const draft = toDraft(this.phase, line, otherwise);
    if (name !== undefined && name.title !== '') {
      draft.title = name.title;
      if (!name.isWhole) draft.texts.push(name.raw);
    } else {
      if (name !== undefined) draft.texts.push(name.raw);
      const last = pending.at(-1);
      const announced = last === undefined ? undefined : parseAnnouncement(last);
      if (announced !== undefined) {
        draft.title = announced.title;
        pending.pop();
        if (announced.before !== '') pending.push(announced.before);
      }
    }
    draft.texts.push(...pending);
    this.steps.push(draft);
    return draft;
  }

  #takeName(): readonly string[] {
    const name = this.#name;
    this.#name = undefined;
    return name === undefined ? [] : [`#### ${name.raw}`];
  }

  #takePending(): string[] {
    const pending = this.#pending;
    this.#pending = [];
    return pending;
  }
}
