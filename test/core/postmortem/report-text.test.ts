/** The hash that reviewers give their word on. */
import { expect, it, test } from 'vitest';
import { toDraft } from '../../../src/core/postmortem/draft.ts';
import { toFacts } from '../../../src/core/postmortem/facts.ts';
import { type ReportText, toReportHash } from '../../../src/core/postmortem/report-text.ts';
import { mark, overrunStory } from './stories.ts';

const run = overrunStory();
const item = { id: 'a', title: 'Alert on lag', kind: 'detect' as const, owner: 'Bo', note: '' };
const draft = toDraft(toFacts(run.events, run.state, run.nowMs), 'incident-report');
const text: ReportText = { ...draft, actionItems: [item] };
const hash = toReportHash(text, run.state);
const withSection = (more: object): ReportText => ({
  ...text,
  sections: text.sections.map((one) => (one.id === 'impact' ? { ...one, ...more } : one)),
});

test.each<readonly [string, ReportText]>([
  ['another title', { ...text, title: 'Other' }],
  ['another kind', { ...text, kind: 'pmr' }],
  ['words in a section', withSection({ written: 'Nobody could buy.' })],
  ['a section that does not apply', withSection({ notApplicable: 'nobody noticed' })],
  ['a section that becomes internal', withSection({ isInternal: true })],
  ['a field of the incident', { ...text, incident: { ...text.incident, cause: 'upstream' } as never }],
  ['an action item', { ...text, actionItems: [{ ...item, owner: 'Ada' }] }],
])('is another for %s', (_, other) => {
  expect(toReportHash(other, run.state)).not.toBe(hash);
});

it('is another once the outage is, for it is part of what is said', () => {
  const later = overrunStory();
  mark(later, 'down', 144);
  expect(toReportHash(text, later.state)).not.toBe(hash);
});

it('stays the same for where an item is tracked, and for a draft drawn anew to the same words', () => {
  const link = 'https://bugs.example/1';
  expect(toReportHash({ ...text, actionItems: [{ ...item, link }] }, run.state)).toBe(hash);
  const impact = text.sections.find(({ id }) => id === 'impact')?.drafted ?? '';
  expect(toReportHash(withSection({ written: impact }), run.state)).toBe(hash);
});
