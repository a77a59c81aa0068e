/** An IncidentReport's fields, as they are printed. */
import { expect, it } from 'vitest';
import { toIncidentRecord } from '../../../../src/core/postmortem/render/incident-record.ts';
import { renderReport } from '../../../../src/core/postmortem/render/render.ts';
import type { Report } from '../../../../src/core/postmortem/report.ts';
import { overrunReport } from '../../../fixtures/postmortem/reports.ts';

function render(report: Report, audience: 'internal' | 'public' = 'internal'): string {
  const rendered = renderReport(report, 'markdown', { audience, form: 'incident-report' });
  if (!rendered.ok) throw new Error(rendered.failure.message);
  return rendered.value;
}

it('says why nobody waits for a reviewer, and to everybody only that nobody does', () => {
  expect(render(overrunReport)).toContain('| Alan Turing | involved | excused: He is at sea. |');
  expect(render(overrunReport, 'public')).toContain('| Alan Turing | involved | excused |');
});

it('says of an excused reviewer who had approved an earlier text that they are excused', () => {
  const [edith] = overrunReport.reviewers;
  if (edith === undefined) throw new Error('nobody reviews it');
  const stale = { ...overrunReport, reviewers: [{ ...edith, isStale: true, excused: 'She has left.' }] };
  expect(render(stale)).toContain('| Edith Clarke | EM | excused: She has left. |');
});

it('says with every entry of the log how the service was then', () => {
  const states = render(overrunReport)
    .split('\n')
    .filter((line) => /^\| 2026-10-25 0[0-2]:/.test(line))
    .map((line) => line.split('|').at(-2)?.trim());
  expect(states).toEqual(['', '', 'down', 'down', 'up', 'up']);
});

it('says how the service that was worst off was, where several were marked', () => {
  const marks = [
    ['Shop', 'down'],
    ['Wiki', 'partial'],
    ['shop', 'up'],
    ['Wiki', 'up'],
  ] as const;
  const timeline = marks.map(([service, level], atMs) => ({
    atMs,
    text: 'marked',
    at: { event: atMs },
    service,
    level,
  }));
  const record = toIncidentRecord({ ...overrunReport, facts: { ...overrunReport.facts, timeline } });
  expect(record?.log.map(({ serviceState }) => serviceState)).toEqual(['down', 'down', 'partial', 'up']);
});

it('says of an outage that goes on that it is counted so far', () => {
  const outage = { totalMs: 120_000, visibleMs: 60_000, isOngoing: true };
  const words = render({ ...overrunReport, facts: { ...overrunReport.facts, outage } });
  expect(words).toContain('| Total outage (down to up) | 2m so far |');
  expect(words).toContain('| Visible outage (down to partial) | 1m so far |');
});
