/** What a plan still lacks before it can run, in words with the step they are about. */
import { isScripted, type Plan, type Step } from '../../../core/plan/plan.ts';
import { untitled, unwrittenScript } from './step-edits.ts';

export interface PlanProblem {
  readonly step?: string;
  readonly text: string;
}

/** `hosts` are those the workspace knows; `undefined` while that is not known yet. */
export function toProblems(plan: Plan, hosts: ReadonlySet<string> | undefined): readonly PlanProblem[] {
  if (plan.steps.length === 0) return [{ text: 'It has no step yet.' }];
  return plan.steps.flatMap((step) => problemsOf(step, hosts).map((text) => ({ step: step.id, text })));
}

function problemsOf(step: Step, hosts: ReadonlySet<string> | undefined): readonly string[] {
  const problems: string[] = [];
  if (step.title === untitled) problems.push('A step has no title');
  if (!isScripted(step)) return problems;
  const about = `“${step.title}”`;
  if (step.script === unwrittenScript) problems.push(`${about} has no script; it would fail`);
  if (step.hosts.length === 0) problems.push(`${about} names no host`);
  for (const host of step.hosts) {
    if (hosts !== undefined && !hosts.has(host))
      problems.push(`${about} runs on ${host}, which this workspace does not know`);
  }
  if (step.kind === 'command' && step.rollback === undefined && step.phase !== 'roll-back') {
    problems.push(`${about} does not say how it is undone, or why it need not be`);
  }
  return problems;
}
