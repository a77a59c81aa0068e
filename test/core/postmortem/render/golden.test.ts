/** Reports in each format, as they were when somebody looked at them. `npx vitest run --update` writes them anew, to be looked at again. */
import { describe, expect, test } from 'vitest';
import { toReportJsonSchema } from '../../../../src/core/postmortem/render/json.ts';
import {
  formatWords,
  type ReportChoice,
  renderReport,
  type TextFormat,
  toReportFile,
} from '../../../../src/core/postmortem/render/render.ts';
import type { Report } from '../../../../src/core/postmortem/report.ts';
import { toDraftedReport } from '../../../fixtures/postmortem/recorded.ts';
import { overrunReport, perfectReport } from '../../../fixtures/postmortem/reports.ts';

const folder = '../../../fixtures/postmortem/golden';
const formats: readonly TextFormat[] = ['markdown', 'html', 'mediawiki', 'json'];
const cases: readonly (readonly [name: string, report: Report, choice: ReportChoice])[] = [
  ['overrun', overrunReport, { audience: 'internal', form: 'whole' }],
  ['overrun-public', overrunReport, { audience: 'public', form: 'whole' }],
  ['overrun-incident', overrunReport, { audience: 'internal', form: 'incident-report' }],
  ['perfect', perfectReport, { audience: 'internal', form: 'whole' }],
  ['recorded-overrun', toDraftedReport('overrun', 'incident-report'), { audience: 'internal', form: 'whole' }],
  ['recorded-incident', toDraftedReport('overrun', 'incident-report'), { audience: 'public', form: 'incident-report' }],
  ['recorded-rolled-back', toDraftedReport('rolled-back', 'pmr'), { audience: 'internal', form: 'whole' }],
  ['recorded-perfect', toDraftedReport('perfect', 'aar'), { audience: 'public', form: 'whole' }],
];

describe.each(cases)('%s', (name, report, choice) => {
  test.each(formats)('as %s', async (format) => {
    const rendered = renderReport(report, format, choice);
    if (!rendered.ok) throw new Error(rendered.failure.message);
    await expect(rendered.value).toMatchFileSnapshot(`${folder}/${name}.${formatWords[format].ending}`);
  });
});

test('the schema that others check a report by is published as it is', async () => {
  const text = `${JSON.stringify(toReportJsonSchema(), undefined, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../../../docs/report.schema.json');
});

test('a file is named by the report, in signs that every file system takes', () => {
  const name = (title: string) => toReportFile({ title }, 'pdf', { audience: 'public', form: 'whole' });
  expect(name('Shop schema 42: the “lock”/..\\')).toBe('shop-schema-42-the-lock-public.pdf');
  expect(name('../../etc')).toBe('etc-public.pdf');
  expect(name('***')).toBe('report-public.pdf');
});
