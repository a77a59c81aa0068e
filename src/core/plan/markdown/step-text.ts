/** A step as Markdown: a heading with its text and its script, or an item of a checklist where the title says it all. */
import { toDurationText } from '../../text/duration.ts';
import { type Expectation, isScripted, type ScriptStep, type Step } from '../plan.ts';
import { toSlug } from '../step-id.ts';
import { type Attribute, toAttributeText } from './attributes.ts';
import { isOnly, readBack, toFence, toTextFence } from './faithful-text.ts';
import { markers, type TextField } from './own-form.ts';
import { parseTitle } from './step-fields.ts';

/** Ids that a reader finds by itself: those that are their title's slug, if nothing else in the plan comes near. */
export function toKnownIds(steps: readonly Step[]): ReadonlySet<string> {
  const uses = new Map<string, number>();
  for (const step of steps) {
    for (const name of new Set([toSlug(step.title), step.id])) uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  return new Set(steps.filter((step) => toSlug(step.title) === step.id && uses.get(step.id) === 1).map(({ id }) => id));
}

/** Whether a line of a checklist can hold it. */
export function isBrief(step: Step): boolean {
  return (
    step.kind === 'manual' && step.what === undefined && step.sideEffects === undefined && step.rollback === undefined
  );
}

/** `undefined` for a title that an item cannot hold. */
export function toItem(step: Step, known: ReadonlySet<string>): string | undefined {
  const item = `- [ ] ${toHeadingText(step, known)}`;
  const read = readBack(`## Prepare\n\n- [ ] a\n${item}\n- [ ] z`)?.drafts;
  return read?.length === 3 && (read[1]?.fields.title ?? read[1]?.title) === step.title ? item : undefined;
}

export function toBlocks(step: Step, known: ReadonlySet<string>): readonly string[] {
  const blocks = [`### ${toHeadingText(step, known)}`];
  if (step.what !== undefined) blocks.push(toWhat(step.what));
  if (isScripted(step)) blocks.push(toFence(step.script, 'sh', toScriptAttributes(step)));
  if (step.kind !== 'wait' && step.rollback?.kind === 'script') {
    blocks.push(toFence(step.rollback.script, 'sh', [flag('rollback')]));
  }
  if (step.kind !== 'wait' && step.rollback?.kind === 'none') {
    blocks.push(toMarked(step.rollback.why, markers.noRollback, 'no-rollback'));
  }
  if (step.sideEffects !== undefined) blocks.push(toMarked(step.sideEffects, markers.sideEffects, 'side-effects'));
  return blocks;
}

/** The title and what belongs to the step rather than to its script. */
function toHeadingText(step: Step, known: ReadonlySet<string>): string {
  const attributes: Attribute[] = [];
  if (!known.has(step.id)) attributes.push(valued('id', step.id));
  if (step.owner !== undefined) attributes.push(valued('owner', step.owner));
  if (step.estimateMs !== undefined) attributes.push(valued('estimate', toDurationText(step.estimateMs)));
  if (step.kind === 'wait') attributes.push(valued('wait', toDurationText(step.waitMs)));
  if (step.withPrevious === true) attributes.push(flag('with-previous'));
  if (step.kind !== 'wait' && step.isTwoPerson === true) attributes.push(flag('two-person'));
  const plain = join(step.title, attributes);
  const read = readBack(`## Prepare\n\n### ${plain}\n\n### z`)?.drafts;
  if (read?.length === 2 && read[0]?.title === step.title && parseTitle(plain).title === step.title) return plain;
  return join('', [valued('title', step.title), ...attributes]);
}

function join(title: string, attributes: readonly Attribute[]): string {
  if (attributes.length === 0) return title;
  return `${title} {${attributes.map(toAttributeText).join(' ')}}`.trimStart();
}

function toScriptAttributes(step: ScriptStep): readonly Attribute[] {
  const attributes: Attribute[] = [];
  if (step.hosts.length > 0) attributes.push(valued('host', step.hosts.join(',')));
  if (step.kind === 'check') attributes.push(valued('kind', 'check'));
  if (step.timeoutMs !== undefined) attributes.push(valued('timeout', toDurationText(step.timeoutMs)));
  if (step.retries !== 0) attributes.push(valued('retries', `${step.retries}`));
  if (step.onFailure !== 'stop') attributes.push(valued('on-failure', step.onFailure));
  attributes.push(...toExpectationAttributes(step.expectation, step.kind));
  if (step.confirmBefore) attributes.push(flag('confirm'));
  if (step.safeToRepeat) attributes.push(flag('safe-to-repeat'));
  if (step.mode !== 'durable') attributes.push(valued('mode', step.mode));
  return attributes;
}

function toExpectationAttributes(
  expectation: Expectation | undefined,
  kind: 'command' | 'check',
): readonly Attribute[] {
  if (expectation === undefined) return [];
  const { exitStatus, matches, lacks } = expectation;
  if (exitStatus === undefined && matches === undefined && lacks === undefined) {
    return kind === 'check' ? [] : [flag('expect')];
  }
  return [
    ...(exitStatus === undefined ? [] : [valued('exit', exitStatus.join(','))]),
    ...toPatterns('matches', matches),
    ...toPatterns('lacks', lacks),
  ];
}

function toPatterns(name: string, patterns: readonly string[] | undefined): readonly Attribute[] {
  if (patterns?.length === 0) return [{ name, value: '[]', isBare: true }];
  return (patterns ?? []).map((pattern) => valued(name, pattern));
}

function toWhat(text: string): string {
  const read = readBack(`## Prepare\n\n### a\n\n${text}\n\n\`\`\`sh {host=h}\nx\n\`\`\`\n\n### z`)?.drafts;
  const [step] = read ?? [];
  const isPlain = read?.length === 2 && isOnly(step?.texts, text) && step?.script === 'x';
  return isPlain && step?.sideEffects === undefined && step?.rollback === undefined ? text : toTextFence(text, 'what');
}

function toMarked(text: string, marker: string, field: TextField): string {
  const read = readBack(`## Prepare\n\n### a\n\n${marker}${text}\n\n### z`)?.drafts;
  const [step] = read ?? [];
  const rollback = step?.rollback?.kind === 'none' ? step.rollback.why : undefined;
  const found = field === 'no-rollback' ? rollback : step?.sideEffects;
  return read?.length === 2 && step?.texts.length === 0 && found === text ? marker + text : toTextFence(text, field);
}

const flag = (name: string): Attribute => ({ name, isBare: true });
const valued = (name: string, value: string): Attribute => ({ name, value, isBare: false });
