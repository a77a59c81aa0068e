/** The shape of a report: what its sections say, and that others can check a report by a JSON schema. */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { reportSchema, toSectionText } from '../../../src/core/postmortem/report.ts';

test('a report has a JSON schema', () => {
  const schema = z.toJSONSchema(reportSchema, { io: 'input' });
  expect(schema.properties).toHaveProperty('facts');
  expect(schema.properties).toHaveProperty('actionItems');
});

test('what a person wrote stands before the draft, and “not applicable” before both', () => {
  const section = { id: 'impact' as const, drafted: 'from the journal', isInternal: false };
  expect(toSectionText(section)).toBe('from the journal');
  expect(toSectionText({ ...section, written: 'by a person' })).toBe('by a person');
  expect(toSectionText({ ...section, written: 'by a person', notApplicable: 'nobody noticed' })).toContain(
    'nobody noticed',
  );
});
