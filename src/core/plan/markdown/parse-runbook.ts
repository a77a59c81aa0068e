/** Reads a Markdown file as a runbook: Drydock's own form exactly, any other by guesses that are listed. */
import { type Failure, fail, type Result, succeed } from '../../result.ts';
import { limits, type Phase, type Plan, planSchema } from '../plan.ts';
import { readAnyForm } from './any-form.ts';
import { toFenced } from './fence.ts';
import { type FrontMatter, findComments, formVersion, parseFrontMatter } from './front-matter.ts';
import type { Outline } from './outline.ts';
import { readOwnForm } from './own-form.ts';
import { parseSource, type SourceFailure } from './source.ts';
import { type ImportWarning, toSteps, type Warn } from './step-draft.ts';
import { clip } from './title.ts';
import { parseTree, type Tree, type TreeFailure } from './tree.ts';

export type RunbookFailure =
  | SourceFailure
  | TreeFailure
  | Failure<'form-too-new' | 'front-matter-broken' | 'limit-exceeded'>;

export interface ParsedRunbook {
  readonly plan: Plan;
  /** In the order of their lines. */
  readonly warnings: readonly ImportWarning[];
}

/**
 * Nothing of the file is dropped: what is no step stands in the text of a step, of a phase, or of the runbook. Line ends become
 * `\n`. Fails, naming the line, for what is not UTF-8 text, too large, too deep, or has a fence that does not end. `fileName` names
 * a runbook that has no title.
 */
export function parseRunbook(
  bytes: Uint8Array,
  { fileName }: { readonly fileName: string },
): Result<ParsedRunbook, RunbookFailure> {
  const source = parseSource(bytes);
  if (!source.ok) return source;
  const tree = parseTree(source.value.text);
  if (!tree.ok) return tree;
  const warnings: ImportWarning[] = [];
  const warn: Warn = (line, text) => void warnings.push({ line, text });
  if (source.value.hadOtherLineEnds) warn(1, 'Carriage returns were read as ends of lines.');

  const front = readFrontMatter(tree.value, warn);
  if (!front.ok) return front;
  const { frontMatter, kept } = front.value;
  const outline =
    frontMatter.formVersion === undefined
      ? readAnyForm(tree.value, frontMatter.title, warn)
      : readOwnForm(tree.value, frontMatter.title !== undefined, warn);
  outline.about.unshift(...kept);
  return toPlan(outline, frontMatter, toFileTitle(fileName), warnings);
}

function readFrontMatter(
  tree: Tree,
  warn: Warn,
): Result<{ readonly frontMatter: FrontMatter; readonly kept: readonly string[] }, RunbookFailure> {
  const [first] = tree.root.children;
  if (first?.type !== 'yaml') return succeed({ frontMatter: {}, kept: [] });
  const frontMatter = parseFrontMatter(first.value);
  if (typeof frontMatter === 'string') {
    if (/^drydock:/m.test(first.value)) {
      return fail('front-matter-broken', `Line 1: the front matter cannot be read. ${frontMatter}`);
    }
    warn(1, `The front matter cannot be read and is kept as text. ${frontMatter}`);
    return succeed({ frontMatter: {}, kept: [toFenced(first.value, 'text')] });
  }
  if (frontMatter.formVersion !== undefined && frontMatter.formVersion !== formVersion) {
    return fail(
      'form-too-new',
      `Line 1: this runbook is of form ${frontMatter.formVersion}; this console reads ${formVersion}.`,
      {
        advice: 'Update Drydock.',
      },
    );
  }
  const comments = findComments(first.value);
  if (comments.length === 0) return succeed({ frontMatter, kept: [] });
  warn(1, 'Comments of the front matter are kept as text.');
  return succeed({ frontMatter, kept: [toFenced(comments.join('\n'), 'text')] });
}

function toPlan(
  outline: Outline,
  { formVersion: ownForm, title, isTwoPerson, variables, meta }: FrontMatter,
  fileTitle: string,
  warnings: ImportWarning[],
): Result<ParsedRunbook, RunbookFailure> {
  const warn: Warn = (line, text) => void warnings.push({ line, text });
  if (outline.drafts.length > limits.steps) {
    const line = outline.drafts[limits.steps]?.line ?? 1;
    return fail('limit-exceeded', `Line ${line}: the file has more than ${limits.steps} steps.`, {
      advice: 'Split it into several runbooks.',
    });
  }
  const steps = toSteps(outline.drafts, warn);
  const found = outline.title ?? title;
  if (found === undefined) warn(1, `No title; the runbook is called “${fileTitle}” after its file.`);
  if (steps.length === 0 && ownForm === undefined) warn(1, 'No step was found; everything stands as text.');
  const phaseNotes = [...outline.notes].map(([phase, texts]): [Phase, string] => [phase, texts.join('\n\n')]);
  const plan = planSchema.safeParse({
    title: toAllowedTitle(found ?? fileTitle, outline),
    ...(outline.about.length > 0 && { about: outline.about.join('\n\n') }),
    ...(phaseNotes.length > 0 && { phaseNotes: Object.fromEntries(phaseNotes) }),
    ...(meta !== undefined && { meta }),
    ...(isTwoPerson !== undefined && { isTwoPerson }),
    variables: variables ?? [],
    steps,
  });
  if (!plan.success) {
    const [issue] = plan.error.issues;
    const step = issue?.path[0] === 'steps' ? outline.drafts[Number(issue.path[1])] : undefined;
    return fail(
      'limit-exceeded',
      `Line ${step?.line ?? 1}: ${issue?.path.join('.')} is not allowed: ${issue?.message}.`,
      {
        cause: plan.error,
      },
    );
  }
  warnings.sort((a, b) => a.line - b.line);
  return succeed({ plan: plan.data, warnings });
}

/** The whole of a title that is too long stands in the text. */
function toAllowedTitle(title: string, outline: Outline): string {
  if (title.length <= limits.titleLength) return title;
  outline.about.unshift(title);
  return clip(title);
}

function toFileTitle(fileName: string): string {
  const base = fileName.split(/[/\\]/).at(-1) ?? '';
  const title = clip(base.replace(/(?:\.(?:html|md|markdown|erb|txt))+$/i, '').replaceAll(/[-_]+/g, ' '));
  return title === '' ? 'Runbook' : title;
}
