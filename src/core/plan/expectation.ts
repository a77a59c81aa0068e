/** Whether a finished script did what its step expects: the sentences for what did not hold. */
import type { Expectation } from './plan.ts';

/** Where a step says nothing about its exit status. */
const usualExitStatus: readonly number[] = [0];

/** What is known of a script's output: whether a pattern of the expectation was found in it. */
export interface SeenOutput {
  matches(pattern: string): boolean;
}

/** The unmet parts, one sentence each; empty: the step has succeeded. `exitStatus` is 0–255. */
export function toUnmet(
  expectation: Expectation | undefined,
  exitStatus: number,
  output: SeenOutput,
): readonly string[] {
  const expected = expectation?.exitStatus ?? usualExitStatus;
  const unmet: string[] = [];
  if (!expected.includes(exitStatus)) {
    unmet.push(`The exit status is ${exitStatus}; expected was ${expected.join(' or ')}.`);
  }
  for (const pattern of expectation?.matches ?? []) {
    if (!output.matches(pattern)) unmet.push(`The output has nothing that matches /${pattern}/.`);
  }
  for (const pattern of expectation?.lacks ?? []) {
    if (output.matches(pattern)) unmet.push(`The output has something that matches /${pattern}/, which it must not.`);
  }
  return unmet;
}

/** Whether the output has to be looked at to judge a step: where not, nobody needs to feed a matcher. */
export function needsOutput(expectation: Expectation | undefined): expectation is Expectation {
  return (expectation?.matches?.length ?? 0) + (expectation?.lacks?.length ?? 0) > 0;
}

/** An expression of an expectation; `undefined` where it does not compile (`findProblems` says so before a run may start). */
export function parsePattern(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'mu');
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
