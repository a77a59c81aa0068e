import { expect, it } from 'vitest';
import type { MaintenanceId } from '../../../src/core/ids.ts';
import type { Finding } from '../../../src/core/policy/finding.ts';
import { lookOf, toGroups } from '../../../src/renderer/views/readiness/finding-looks.ts';
import { toLead } from '../../../src/renderer/views/readiness/leads.ts';

const id = 'm-1' as MaintenanceId;

function finding(rule: string, status: Finding['status'], severity: Finding['severity'] = 'must'): Finding {
  return { rule, status, severity, title: rule, says: '', evidence: [], waivedBy: ['EM'] };
}

it('what is violated stands before what is not yet due, and both before everything else', () => {
  const groups = toGroups([
    finding('POL-1', 'satisfied'),
    finding('POL-2', 'not-yet-due'),
    finding('POL-3', 'violated', 'should'),
    finding('POL-4', 'violated'),
    finding('POL-5', 'not-applicable'),
    finding('POL-6', 'waived'),
  ]);
  expect(groups.map(({ findings }) => findings.map(({ rule }) => rule))).toEqual([
    ['POL-4', 'POL-2'],
    ['POL-3'],
    ['POL-6'],
    ['POL-1'],
    ['POL-5'],
  ]);
});

it('advice that is not followed is not told in the tone of a violation', () => {
  expect(lookOf(finding('POL-5', 'violated', 'should')).tone).toBe('warn');
  expect(lookOf(finding('POL-1', 'violated')).tone).toBe('bad');
});

it('an approval that is missing is asked for here, and what is done elsewhere leads there', () => {
  const approval = {
    ...finding('POL-1', 'violated'),
    action: { label: 'Ask EM for approval', place: 'plan' as const },
  };
  expect(toLead(id, approval)).toEqual({ label: 'Ask EM for approval', deed: { kind: 'ask', kinds: ['schedule'] } });
  const shifts = { ...finding('POL-4', 'violated'), action: { label: 'Set the shifts', place: 'roster' as const } };
  expect(toLead(id, shifts)).toEqual({ label: 'Set the shifts', route: { room: 'maintenance', id, tab: 'roster' } });
  expect(toLead(id, finding('POL-1', 'satisfied'))).toBeUndefined();
  // Outside help may be asked for at any time, whether or not somebody has.
  expect(toLead(id, finding('POL-9', 'not-applicable'))).toMatchObject({ deed: { kind: 'ask-support' } });
});
