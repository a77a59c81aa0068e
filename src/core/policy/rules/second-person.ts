/** Where the plan asks for a second person, there is somebody who could be one (`PREP-3`): else the run would wait for nobody. */
import { isTwoPersonStep } from '../../plan/plan.ts';
import { toNames } from '../../roster/roster.ts';
import { notApplicable, type Outcome, type RuleInput, satisfied, violated } from '../rule.ts';

export function isSecondPersonThere({ facts: { plan, roster } }: RuleInput): Outcome {
  const steps = plan.steps.filter((step) => isTwoPersonStep(plan, step));
  if (steps.length === 0) return notApplicable('No step of the plan is under the two-person rule.');
  const asked = steps.length === 1 ? `“${steps[0]?.title}” is` : `${steps.length} steps are`;
  const leaders = new Set(roster.duties.leaders.map(({ person }) => person));
  const absent = new Set(roster.absences.map(({ person }) => person));
  const there = roster.members.filter(({ id }) => !absent.has(id)).map(({ id }) => id);
  const others = there.filter((id) => !leaders.has(id));
  // Where no leader is named yet, one of them will lead.
  const isEnough = leaders.size === 0 ? others.length > 1 : others.length > 0;
  if (isEnough)
    return satisfied(`${asked} under the two-person rule, and somebody else than the leader is on the roster.`, [
      { text: `Could confirm: ${toNames(roster, others.slice(0, 10))}` },
    ]);
  return violated(
    `${asked} under the two-person rule, and nobody but the leader is on the roster to confirm it.`,
    { label: 'Put a buddy on the roster', place: 'roster' },
    steps.slice(0, 20).map(({ title }) => ({ text: title })),
  );
}
