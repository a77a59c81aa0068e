/** Writes a plan as Markdown: pleasant to read and to edit, and read back as exactly the same plan, without a warning. */
import { type Phase, type Plan, phaseTitles } from '../plan.ts';
import { isOnly, readBack, toTextFence } from './faithful-text.ts';
import { toFrontMatter } from './front-matter.ts';
import { isBrief, toBlocks, toItem, toKnownIds } from './step-text.ts';

/**
 * In Drydock's own form (`own-form.ts`). Nothing of the plan is lost; an empty `phaseNotes` is the same as none. A text that the form
 * would take for something else stands in a `markdown` block; that is found out by reading it back, not by rules of its own.
 */
export function toMarkdown(plan: Plan): string {
  const isTitlePlain = readBack(`# ${plan.title}`, false)?.title === plan.title;
  const blocks = [toFrontMatter(plan, isTitlePlain ? undefined : plan.title)];
  if (isTitlePlain) blocks.push(`# ${plan.title}`);
  if (plan.about !== undefined) blocks.push(toAbout(plan.about));
  blocks.push(...toPhases(plan));
  return `${blocks.join('\n\n')}\n`;
}

/** Steps in the plan's own order: a phase's heading comes again where the steps of phases are mixed. */
function toPhases(plan: Plan): readonly string[] {
  const blocks: string[] = [];
  const noted = new Set<Phase>();
  const begin = (phase: Phase) => {
    blocks.push(`## ${phaseTitles[phase]}`);
    const notes = plan.phaseNotes?.[phase];
    if (notes === undefined || noted.has(phase)) return;
    noted.add(phase);
    blocks.push(toNotes(notes));
  };
  const known = toKnownIds(plan.steps);
  let phase: Phase | undefined;
  let isList = false;
  for (const step of plan.steps) {
    const isFirst = step.phase !== phase;
    if (isFirst) begin(step.phase);
    phase = step.phase;
    // A checklist stands before the first heading of a step: after it, an item would be part of that step.
    const wasList: boolean = isList && !isFirst;
    isList = isBrief(step) && (isFirst || wasList);
    const item: string | undefined = isList ? toItem(step, known) : undefined;
    isList = item !== undefined;
    if (item === undefined) blocks.push(...toBlocks(step, known));
    else if (wasList) blocks.push(`${blocks.pop()}\n${item}`);
    else blocks.push(item);
  }
  for (const rest of Object.keys(plan.phaseNotes ?? {}) as Phase[]) if (!noted.has(rest)) begin(rest);
  return blocks;
}

function toAbout(text: string): string {
  const read = readBack(`# t\n\n${text}\n\n## Prepare\n\n### z`, false);
  return isOnly(read?.about, text) && read?.drafts.length === 1 && read.notes.size === 0
    ? text
    : toTextFence(text, 'about');
}

function toNotes(text: string): string {
  const read = readBack(`## Prepare\n\n${text}\n\n### z`);
  const isPlain = isOnly(read?.notes.get('prepare'), text) && read?.drafts.length === 1 && read.notes.size === 1;
  return isPlain && isOnly(readBack(`## Prepare\n\n${text}\n\n- [ ] z`)?.notes.get('prepare'), text)
    ? text
    : toTextFence(text, 'notes');
}
