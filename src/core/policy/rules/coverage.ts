/** Enough qualified people at every instant of the window (`POL-2`). */
import { hasWord } from '../../roster/names.ts';
import { toLocalText } from '../../schedule/days.ts';
import { findCurrent, judgeApprovals } from '../current.ts';
import type { Facts } from '../facts.ts';
import type { FindingEvidence } from '../finding.ts';
import { toName } from '../involved.ts';
import type { Policy } from '../policy.ts';
import { type Outcome, type RuleInput, satisfied, violated } from '../rule.ts';
import { toEvidence } from './approval.ts';
import { noWindow } from './before.ts';

interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly people: number;
}

export function isCovered({ policy, facts }: RuleInput): Outcome {
  const { window } = facts.schedule;
  if (window === undefined) return noWindow();
  const { numbers, roles } = policy;
  const gaps = toStretches(policy, facts).filter(({ people }) => people < numbers.qualifiedPeople);
  const who = `${roles.qualified} with ${roles.qualification} access`;
  if (gaps.length === 0) return satisfied(`At least ${numbers.qualifiedPeople} ${who} are there throughout.`);
  const evidence = gaps.map(({ fromMs, toMs, people }): FindingEvidence => {
    const from = toLocalText(fromMs, window.zone);
    return {
      text: `${people} of ${numbers.qualifiedPeople} from ${from} to ${toLocalText(toMs, window.zone)}`,
      fromMs,
      toMs,
    };
  });
  const approval = findCurrent(policy, facts, 'fewer-people');
  const words = judgeApprovals(policy, facts, 'fewer-people').map((one) => toEvidence(facts, one));
  if (approval !== undefined)
    return satisfied(`${toName(facts.roster, approval.person)} approved fewer people.`, [...words, ...evidence]);
  const [first] = gaps;
  return violated(
    `Fewer than ${numbers.qualifiedPeople} ${who}: ${first === undefined ? '' : evidence[0]?.text}${gaps.length > 1 ? `, and ${gaps.length - 1} more gaps` : ''}.`,
    { label: 'Fill the gaps in the shifts, or have fewer people approved', place: 'roster' },
    [...evidence, ...words],
  );
}

/** The window in stretches of the same number of qualified people: two shifts of one person count once. */
function toStretches({ roles }: Policy, { roster, schedule: { window } }: Facts): readonly Stretch[] {
  if (window === undefined) return [];
  const { startMs, endMs } = window;
  const able = new Set(
    roster.members.filter(({ qualifications }) => hasWord(qualifications, roles.qualification)).map(({ id }) => id),
  );
  const awayFromMs = new Map(roster.absences.map(({ person, fromMs }) => [person, fromMs]));
  const there = roster.shifts
    .filter(({ person, role }) => able.has(person) && hasWord([roles.qualified], role))
    .map(({ person, fromMs, toMs }) => ({ person, fromMs, toMs: Math.min(toMs, awayFromMs.get(person) ?? toMs) }))
    .filter(({ fromMs, toMs }) => fromMs < toMs);
  const edges = [startMs, endMs, ...there.flatMap(({ fromMs, toMs }) => [fromMs, toMs])]
    .filter((atMs) => atMs >= startMs && atMs <= endMs)
    .toSorted((a, b) => a - b);
  const stretches: Stretch[] = [];
  for (const [index, fromMs] of edges.entries()) {
    const toMs = edges[index + 1];
    if (toMs === undefined || toMs === fromMs) continue;
    const people = new Set(
      there.filter((shift) => shift.fromMs <= fromMs && fromMs < shift.toMs).map(({ person }) => person),
    ).size;
    const last = stretches.at(-1);
    if (last?.people === people) stretches[stretches.length - 1] = { ...last, toMs };
    else stretches.push({ fromMs, toMs, people });
  }
  return stretches;
}
