/** What of a report nobody has answered. */
import { describe, expect, it } from 'vitest';
import { renderReport, type TextFormat } from '../../../src/core/postmortem/render/render.ts';
import { incidentFieldsSchema, type Report } from '../../../src/core/postmortem/report.ts';
import { toUnanswered } from '../../../src/core/postmortem/unanswered.ts';
import { overrunReport } from '../../fixtures/postmortem/reports.ts';

const untouched = incidentFieldsSchema.parse({ service: '' });
const of = (incident: Report['incident']): Report => ({ ...overrunReport, incident });

function render(report: Report, format: TextFormat = 'markdown'): string {
  const rendered = renderReport(report, format, { audience: 'internal', form: 'incident-report' });
  if (!rendered.ok) throw new Error(rendered.failure.message);
  return rendered.value;
}

describe('an IncidentReport', () => {
  it('that nobody filled in states nothing', () => {
    const markdown = render(of(untouched));
    expect(markdown).toContain('| Aggravated by | not stated |');
    expect(markdown).toContain('| Known problems of the service | not stated |');
    expect(JSON.parse(render(of(untouched), 'json'))).toMatchObject({
      incidentReport: { aggravatedBy: null, knownProblems: null, wasPreventable: null, basicCause: null },
    });
  });

  it('states that nothing aggravated it, and that no problem is known, where somebody said so', () => {
    const said = of({ ...untouched, isAggravated: false, hasKnownProblems: false });
    expect(render(said)).toContain('| Aggravated by | nothing |');
    expect(render(said)).toContain('| Known problems of the service | none |');
    expect(JSON.parse(render(said, 'json'))).toMatchObject({ incidentReport: { aggravatedBy: '', knownProblems: '' } });
  });

  it('lists what is open: its fields, and sections that say nothing', () => {
    expect(toUnanswered(of(untouched))).toEqual([
      'affected service',
      'basic cause',
      'whether it was preventable',
      'what aggravated it',
      'known problems of the service',
      'Where we were lucky',
    ]);
    const said = { ...untouched, service: 'shop', isAggravated: false, knownProblems: 'Locks.', isPreventable: false };
    expect(toUnanswered(of(said))).toEqual(['basic cause', 'Where we were lucky']);
  });
});

it('of another kind of report only its sections are looked at', () => {
  expect(toUnanswered({ ...overrunReport, kind: 'pmr', incident: undefined })).toEqual(['Where we were lucky']);
});
