/** What a plan still lacks: what keeps it from being run, and what its author should think about. */
import type { StepId } from '../ids.ts';
import { untitled, unwrittenScript } from './edits.ts';
import { parsePattern } from './expectation.ts';
import { findSimultaneous, type Group, stepsTogetherLimit } from './groups.ts';
import { type Expectation, isScripted, type Plan, type ScriptStep, type Step } from './plan.ts';
import { findUndeclared, shellOwnNames } from './script-variables.ts';

export interface PlanProblem {
  /** The step it is about; none: it is about the plan. */
  readonly step?: StepId;
  /** `must`: the plan cannot be run like this. `should`: advice. */
  readonly severity: 'must' | 'should';
  /** One sentence. */
  readonly text: string;
}

/** `knownHosts` are the workspace's; `undefined` while they are not known yet, and then none is missed. */
export function findProblems(plan: Plan, knownHosts: ReadonlySet<string> | undefined): readonly PlanProblem[] {
  const declared = new Set(plan.variables.map(({ name }) => name));
  const groups = findSimultaneous(plan);
  return [
    ...problemsOfPlan(plan),
    ...groups.flatMap((group) => [...problemsOfGroup(group)].map((problem) => ({ step: group[0].id, ...problem }))),
    ...plan.steps.flatMap((step) =>
      [...problemsOfStep(step), ...(isScripted(step) ? problemsOfScript(step, knownHosts, declared) : [])].map(
        (problem) => ({ step: step.id, ...problem }),
      ),
    ),
  ];
}

type Found = Pick<PlanProblem, 'severity' | 'text'>;

const must = (text: string): Found => ({ severity: 'must', text });
const should = (text: string): Found => ({ severity: 'should', text });

function* problemsOfPlan(plan: Plan): Generator<Found> {
  if (plan.steps.length === 0) yield must('The plan has no step yet.');
  for (const { name } of plan.variables) {
    if (shellOwnNames.has(name))
      yield should(`A variable called ${name} replaces the one of that name that every shell has.`);
  }
}

/** What steps that run together would do to each other. */
function* problemsOfGroup(group: Group): Generator<Found> {
  if (group.length > stepsTogetherLimit)
    yield must(`${group.length} steps run together from “${group[0].title}” on; at most ${stepsTogetherLimit} may.`);
  const hosts = new Map<string, string>();
  for (const step of group.filter(isScripted)) {
    for (const host of new Set(step.hosts)) {
      const other = hosts.get(host);
      if (other !== undefined) yield should(`“${other}” and “${step.title}” run together on ${host}.`);
      hosts.set(host, step.title);
    }
  }
}

function* problemsOfStep(step: Step): Generator<Found> {
  if (step.title === untitled) yield should('A step has no title.');
  if (step.kind !== 'wait' && step.rollback?.kind === 'script' && step.rollback.script === unwrittenScript) {
    yield must(`The rollback of “${step.title}” is not written yet.`);
  }
}

function* problemsOfScript(
  step: ScriptStep,
  knownHosts: ReadonlySet<string> | undefined,
  declared: ReadonlySet<string>,
): Generator<Found> {
  const about = `“${step.title}”`;
  if (step.script === unwrittenScript) yield must(`${about} has no script yet; it would fail.`);
  if (step.hosts.length === 0) yield must(`${about} names no host.`);
  for (const host of new Set(step.hosts)) {
    if (knownHosts !== undefined && !knownHosts.has(host)) {
      yield must(`${about} runs on ${host}, which this workspace does not know.`);
    }
  }
  for (const host of new Set(step.hosts.filter((name, index) => step.hosts.indexOf(name) !== index))) {
    yield must(`${about} names the host ${host} more than once.`);
  }
  for (const pattern of toPatterns(step.expectation)) {
    if (parsePattern(pattern) === undefined)
      yield must(`${about} expects /${pattern}/, which is no regular expression.`);
  }
  yield* adviceOnScript(step, about, declared);
}

function* adviceOnScript(step: ScriptStep, about: string, declared: ReadonlySet<string>): Generator<Found> {
  // REL-10. A check looks and changes nothing; the rollback phase is the way back itself.
  if (step.kind === 'command' && step.rollback === undefined && step.phase !== 'roll-back') {
    yield should(`${about} does not say how it is undone, or why it need not be.`);
  }
  if (step.retries > 0 && !step.safeToRepeat) {
    yield should(`${about} is retried by itself, but is not marked as safe to repeat.`);
  }
  const scripts = [step.script, ...(step.rollback?.kind === 'script' ? [step.rollback.script] : [])];
  for (const name of new Set(scripts.flatMap((script) => [...findUndeclared(script, declared)]))) {
    yield should(`${about} uses $${name}, which neither it nor a variable of the plan sets.`);
  }
  if (scripts.some((script) => /<%.*?%>|\{%.*?%\}/.test(script))) {
    yield should(`${about} holds a template that nothing fills in.`);
  }
}

function toPatterns(expectation: Expectation | undefined): readonly string[] {
  return [...(expectation?.matches ?? []), ...(expectation?.lacks ?? [])];
}
