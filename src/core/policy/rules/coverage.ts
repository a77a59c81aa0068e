/** Enough qualified people at every instant of the window (`POL-2`). */

import { toCoverage, toWanted } from '../../roster/coverage.ts';
import { toName } from '../../roster/roster.ts';
import { toLocalSpanText } from '../../schedule/days.ts';
import { findCurrent, judgeApprovals } from '../current.ts';
import type { FindingEvidence } from '../finding.ts';
import { type Outcome, type RuleInput, satisfied, violated } from '../rule.ts';
import { toEvidence } from './approval.ts';
import { noWindow } from './before.ts';

export function isCovered({ policy, facts }: RuleInput): Outcome {
  const { window } = facts.schedule;
  if (window === undefined) return noWindow();
  const { numbers, roles } = policy;
  const { gaps } = toCoverage(facts.roster, window, toWanted(policy));
  const who = `${roles.qualified} with ${roles.qualification} access`;
  if (gaps.length === 0) return satisfied(`At least ${numbers.qualifiedPeople} ${who} are there throughout.`);
  const evidence = gaps.map(
    ({ fromMs, toMs, people }): FindingEvidence => ({
      text: `${people.length} of ${numbers.qualifiedPeople} from ${toLocalSpanText(fromMs, toMs, window.zone)}`,
      fromMs,
      toMs,
    }),
  );
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
