/** How a finding is told, and in which order findings stand: what is in the way of the start first. */
import { CircleCheck, CircleMinus, CircleX, Hourglass, type LucideIcon, Stamp, TriangleAlert } from 'lucide-react';
import type { Finding, FindingStatus } from '../../../core/policy/finding.ts';
import type { Look, Tone } from '../../theme/tones.ts';

const looks: Readonly<Record<FindingStatus, readonly [string, LucideIcon, Tone]>> = {
  violated: ['Violated', CircleX, 'bad'],
  'not-yet-due': ['Not yet due', Hourglass, 'warn'],
  waived: ['Waived', Stamp, 'odd'],
  satisfied: ['Satisfied', CircleCheck, 'good'],
  'not-applicable': ['Not applicable', CircleMinus, 'neutral'],
};

/** Advice that is not followed is no violation in red: nothing waits for it. */
export function lookOf({ status, severity }: Pick<Finding, 'status' | 'severity'>): Look {
  if (status === 'violated' && severity === 'should') return { word: 'Advised', icon: TriangleAlert, tone: 'warn' };
  const [word, icon, tone] = looks[status];
  return { word, icon, tone };
}

export interface FindingGroup {
  readonly title: string;
  /** Something is still to be done about these. */
  readonly isOpen: boolean;
  readonly findings: readonly Finding[];
}

/** Each finding in exactly one group; groups without any are left out. */
export function toGroups(findings: readonly Finding[], hasStarted = false): readonly FindingGroup[] {
  const isOpen = ({ status }: Finding) => status === 'violated' || status === 'not-yet-due';
  const groups = [
    {
      title: hasStarted ? 'Violated, or still to be satisfied' : 'In the way of the start',
      isOpen: true,
      findings: findings
        .filter((one) => isOpen(one) && one.severity === 'must')
        .toSorted((a, b) => Number(a.status === 'not-yet-due') - Number(b.status === 'not-yet-due')),
    },
    {
      title: 'Advised, and in nobody’s way',
      isOpen: true,
      findings: findings.filter((one) => isOpen(one) && one.severity === 'should'),
    },
    { title: 'Waived', isOpen: false, findings: findings.filter(({ status }) => status === 'waived') },
    { title: 'Satisfied', isOpen: false, findings: findings.filter(({ status }) => status === 'satisfied') },
    { title: 'Not applicable', isOpen: false, findings: findings.filter(({ status }) => status === 'not-applicable') },
  ];
  return groups.filter((group) => group.findings.length > 0);
}
