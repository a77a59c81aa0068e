/** A way back is always there, and a release of production was rehearsed on its twin, where the team asks for that (`REL-10`). */
import { toReleaseHash } from '../../migration/release-plan.ts';
import { isScripted } from '../../plan/plan.ts';
import { addDays, toDaysText, toLocalText } from '../../schedule/days.ts';
import type { FindingAction } from '../finding.ts';
import { type Outcome, type RuleInput, satisfied, violated } from '../rule.ts';

const rehearse: FindingAction = { label: 'Rehearse it on the staging twin', place: 'brief' };

export function isRehearsedAndUndoable(input: RuleInput): Outcome {
  const open = input.facts.plan.steps.filter(
    (step) => isScripted(step) && step.kind === 'command' && step.phase !== 'roll-back' && step.rollback === undefined,
  );
  if (open.length > 0)
    return violated(
      open.length === 1
        ? `“${open[0]?.title}” does not say how it is undone, or why it is not.`
        : `${open.length} steps do not say how they are undone, or why they are not.`,
      { label: 'Give each a rollback, or say why it has none', place: 'plan' },
      open.slice(0, 20).map(({ title }) => ({ text: title })),
    );
  return (
    judgeRehearsal(input) ?? satisfied('Each step that changes something says how it is undone, or why it is not.')
  );
}

/** `undefined`: none is asked for. */
function judgeRehearsal({ policy, facts, nowMs }: RuleInput): Outcome | undefined {
  const days = policy.numbers.rehearsedDays;
  const { release, rehearsal, schedule, startedAtMs } = facts;
  const isProduction = facts.change.record.environment?.isProduction === true;
  if (days === undefined || release === undefined || release.isRehearsalOf !== undefined || !isProduction)
    return undefined;
  if (rehearsal === undefined || rehearsal.hash !== toReleaseHash(release.migrations))
    return violated('What this release runs was not rehearsed on the staging twin.', rehearse);
  const zone = schedule.window?.zone ?? 'UTC';
  // It is as old as it is when it counts: at the start that is planned, or that was.
  const atMs = startedAtMs ?? Math.max(nowMs, schedule.window?.startMs ?? nowMs);
  const when = `It was rehearsed on ${rehearsal.environment}, ${toLocalText(rehearsal.endedAtMs, zone)}`;
  const evidence = [{ text: `“${rehearsal.title}” on ${rehearsal.environment}`, fromMs: rehearsal.endedAtMs }];
  return addDays(rehearsal.endedAtMs, days, zone) >= atMs
    ? satisfied(`${when}, and each step says how it is undone, or why it is not.`, evidence)
    : violated(`${when}: that is more than ${toDaysText(days)} before the start.`, rehearse, evidence);
}
