/** Findings as lines for people: what stands in the way first, each with what it says and what to do about it. */
import type { Finding } from '../../../core/policy/finding.ts';

const marks: Readonly<Record<Finding['status'], string>> = {
  violated: 'NO  ',
  'not-yet-due': 'wait',
  waived: 'wvd ',
  satisfied: 'ok  ',
  'not-applicable': '-   ',
};
const order: readonly Finding['status'][] = ['violated', 'not-yet-due', 'waived', 'satisfied', 'not-applicable'];

export function toFindingLines(findings: readonly Finding[]): readonly string[] {
  return findings
    .toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status))
    .flatMap(({ rule, severity, status, title, says, action, dueAtMs }) => {
      const due = dueAtMs === undefined ? '' : ` (due ${new Date(dueAtMs).toISOString()})`;
      const lines = [`${marks[status]}  ${rule.padEnd(7)} ${severity.padEnd(6)}  ${title}`, `      ${says}${due}`];
      return action === undefined ? lines : [...lines, `      → ${action.label}`];
    });
}
