/** A step while its file is being read: what was found for it so far, and what it becomes. */
import type { StepId } from '../../ids.ts';
import type { Phase, Rollback, Step } from '../plan.ts';
import { toStepId } from '../step-id.ts';
import { type Attribute, toAttributeText } from './attributes.ts';
import { isForScripts, readAttribute, type StepFields } from './step-fields.ts';

/** A guess that the import made, or something it did not understand, with the line it is about (1 for the first). */
export interface ImportWarning {
  readonly line: number;
  readonly text: string;
}

export type Warn = (line: number, text: string) => void;

export interface StepDraft {
  readonly phase: Phase;
  readonly line: number;
  title: string;
  readonly fields: StepFields;
  readonly attributes: Attribute[];
  /** Pieces of Markdown that become `what`. */
  readonly texts: string[];
  script?: string;
  rollback?: Rollback;
  sideEffects?: string;
}

export function toDraft(phase: Phase, line: number, title: string): StepDraft {
  return { phase, line, title, fields: {}, attributes: [], texts: [] };
}

/** What is not understood is said, and kept in the step's text. */
export function applyAttributes(draft: StepDraft, attributes: readonly Attribute[], line: number, warn: Warn): void {
  const unknown: Attribute[] = [];
  for (const attribute of attributes) {
    if (readAttribute(draft.fields, attribute)) draft.attributes.push(attribute);
    else unknown.push(attribute);
  }
  if (unknown.length > 0) keepAttributes(draft, unknown, line, 'was not understood', warn);
}

function keepAttributes(
  draft: StepDraft,
  attributes: readonly Attribute[],
  line: number,
  why: string,
  warn: Warn,
): void {
  const written = `{${attributes.map(toAttributeText).join(' ')}}`;
  warn(line, `${written} ${why}; it is kept as text.`);
  draft.texts.push(`Attributes kept from the file: ${written}`);
}

/** Gives every draft its id, explicit ones first, and makes the steps. */
export function toSteps(drafts: readonly StepDraft[], warn: Warn): Step[] {
  const taken = new Set<string>();
  for (const draft of drafts) {
    const { id } = draft.fields;
    if (id === undefined) continue;
    if (taken.has(id)) {
      warn(draft.line, `Another step has the id “${id}” already; this one gets its own.`);
      delete draft.fields.id;
    }
    taken.add(id);
  }
  const begun = new Set<Phase>();
  return drafts.map((draft) => {
    if (draft.fields.withPrevious === true && !begun.has(draft.phase)) {
      const said = draft.attributes.filter(({ name }) => name === 'with-previous');
      keepAttributes(draft, said, draft.line, 'has no step before it in its phase', warn);
      delete draft.fields.withPrevious;
    }
    begun.add(draft.phase);
    const title = draft.fields.title ?? draft.title;
    const id = (draft.fields.id as StepId | undefined) ?? toStepId(title, taken);
    taken.add(id);
    return toStep(draft, id, title, warn);
  });
}

function toStep(draft: StepDraft, id: StepId, title: string, warn: Warn): Step {
  const { fields, script } = draft;
  const forScripts = draft.attributes.filter(isForScripts);
  if (script === undefined && forScripts.length > 0) {
    keepAttributes(draft, forScripts, draft.line, 'belongs to a script, and there is none', warn);
  }
  if (fields.waitMs !== undefined && (script !== undefined || draft.rollback !== undefined)) {
    const wait = draft.attributes.filter(({ name }) => name === 'wait');
    keepAttributes(draft, wait, draft.line, 'belongs to a step without a script', warn);
    delete fields.waitMs;
  }
  if (fields.waitMs !== undefined && fields.isTwoPerson === true) {
    const said = draft.attributes.filter(({ name }) => name === 'two-person');
    keepAttributes(draft, said, draft.line, 'is for a step that does something', warn);
  }
  const common = {
    id,
    phase: draft.phase,
    title,
    ...(draft.texts.length > 0 && { what: draft.texts.join('\n\n') }),
    ...(fields.owner !== undefined && { owner: fields.owner }),
    ...(fields.estimateMs !== undefined && { estimateMs: fields.estimateMs }),
    ...(fields.withPrevious === true && { withPrevious: true as const }),
    ...(draft.sideEffects !== undefined && { sideEffects: draft.sideEffects }),
  };
  if (fields.waitMs !== undefined) return { kind: 'wait', ...common, waitMs: fields.waitMs };
  const twoPerson = fields.isTwoPerson === true && { isTwoPerson: true as const };
  const rollback = draft.rollback !== undefined && { rollback: draft.rollback };
  if (script === undefined) return { kind: 'manual', ...common, ...twoPerson, ...rollback };
  const expectation = toExpectation(fields);
  const scripted = {
    ...common,
    ...twoPerson,
    hosts: (fields.hosts ?? []) as Extract<Step, { kind: 'command' }>['hosts'],
    script,
    ...(fields.timeoutMs !== undefined && { timeoutMs: fields.timeoutMs }),
    retries: fields.retries ?? 0,
    onFailure: fields.onFailure ?? 'stop',
    ...rollback,
    confirmBefore: fields.confirmBefore ?? false,
    safeToRepeat: fields.safeToRepeat ?? false,
    mode: fields.mode ?? 'durable',
  };
  if (fields.kind === 'check') return { kind: 'check', ...scripted, expectation };
  const hasExpectation = fields.hasExpectation === true || Object.keys(expectation).length > 0;
  return { kind: 'command', ...scripted, ...(hasExpectation && { expectation }) };
}

function toExpectation({ exitStatus, matches, lacks }: StepFields) {
  return {
    ...(exitStatus !== undefined && { exitStatus }),
    ...(matches !== undefined && { matches }),
    ...(lacks !== undefined && { lacks }),
  };
}
