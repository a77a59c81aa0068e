/** What a reader of a runbook's file finds in it: the parts of a plan before ids are given and limits are checked. */
import type { Phase } from '../plan.ts';
import { phases, phaseTitles } from '../plan.ts';
import type { StepDraft } from './step-draft.ts';

export interface Outline {
  title?: string;
  /** Pieces of Markdown, in order. */
  readonly about: string[];
  readonly notes: Map<Phase, string[]>;
  readonly drafts: StepDraft[];
}

export function toEmptyOutline(): Outline {
  return { about: [], notes: new Map(), drafts: [] };
}

export function notesOf(outline: Outline, phase: Phase): string[] {
  const known = outline.notes.get(phase);
  if (known !== undefined) return known;
  const notes: string[] = [];
  outline.notes.set(phase, notes);
  return notes;
}

/** The phase whose own heading this is. */
export function toNamedPhase(heading: string): Phase | undefined {
  return phases.find((phase) => phaseTitles[phase].toLowerCase() === heading.trim().toLowerCase());
}
