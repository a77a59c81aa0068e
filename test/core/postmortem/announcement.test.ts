/** The public announcement of a report. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toAnnouncement, toAnnouncementProblems } from '../../../src/core/postmortem/announcement.ts';
import { toDraft } from '../../../src/core/postmortem/draft.ts';
import { toEvidenceMarkdown } from '../../../src/core/postmortem/evidence.ts';
import { toFacts } from '../../../src/core/postmortem/facts.ts';
import type { ReportSection } from '../../../src/core/postmortem/report.ts';
import type { ReportText } from '../../../src/core/postmortem/report-text.ts';
import { overrunStory } from './stories.ts';

const run = overrunStory();
const facts = toFacts(run.events, run.state, run.nowMs);
const draft = toDraft(facts, 'incident-report');
const secret = 'The password of the replica stood in the wiki.';

function withSection(id: ReportSection['id'], more: Partial<ReportSection>): ReportText {
  return { ...draft, sections: draft.sections.map((one) => (one.id === id ? { ...one, ...more } : one)) };
}

describe('its draft', () => {
  it('tells of an untouched report no more than anybody may know: no person, no host, no step', () => {
    const { text } = toAnnouncement(draft, facts);
    expect(text).toContain('There was a maintenance of Shop from 2027-01-09 23:02+01:00');
    expect(text).toContain('It took 25m longer than was announced.');
    expect(text).toContain('Shop could not be used for 1h59m, and not in full for 2h14m.');
    for (const inner of ['Ada', 'Bo', 'db-1', 'Migrate', '#/m/']) expect(text).not.toContain(inner);
  });

  it('holds what people wrote, without what they quoted of the log', () => {
    const quotation = toEvidenceMarkdown(run.state.id, [{ kind: 'output', at: 80, atMs: 5, text: 'ERROR on db-1' }]);
    const written = `A lock was held by a nightly report ([log](#/m/m-x/console?event=3)).\n\n${quotation}\n\nIt is gone now.`;
    const { text } = toAnnouncement(withSection('root-causes', { written }), facts);
    expect(text).toContain('A lock was held by a nightly report (log).\n\nIt is gone now.');
    expect(text).not.toContain('db-1');
  });

  it('leaves the lines of the draft out also where somebody wrote below them', () => {
    const [summary] = draft.sections;
    const written = `${summary?.drafted}\n\nWe are sorry.`;
    const { text } = toAnnouncement(withSection('summary', { written }), facts);
    expect(text).toContain('There was a maintenance of Shop');
    expect(text).toContain('We are sorry.');
    expect(text).not.toContain('Ada');
  });

  it('never holds a section that is marked internal', () => {
    fc.assert(
      fc.property(fc.constantFrom('summary' as const, 'impact' as const, 'root-causes' as const), (id) => {
        const text = withSection(id, { written: secret, isInternal: true });
        const announcement = toAnnouncement(text, facts);
        expect(announcement.text).not.toContain('password');
        expect(toAnnouncementProblems(announcement.text, text)).toEqual([]);
      }),
      { numRuns: 3 },
    );
  });
});

describe('a passage that is marked internal', () => {
  const internal = withSection('lucky', { written: `We were lucky. ${secret}`, isInternal: true });
  it.each([
    ['as it is', `Sorry. ${secret}`],
    ['in other letters', secret.toUpperCase()],
    ['with marks and line breaks', secret.replace('password', '**password**').replace(' stood', '\nstood')],
  ])('is found %s', (_, announcement) => {
    expect(toAnnouncementProblems(announcement, internal)[0]).toContain('marked internal in “lucky”');
  });
  it('is none where it stands in an open section too', () => {
    const said = {
      ...internal,
      sections: internal.sections.map((one) => (one.id === 'response' ? { ...one, written: secret } : one)),
    };
    expect(toAnnouncementProblems(secret, said)).toEqual([]);
  });
  it('is none where the section is open, or the words are others', () => {
    expect(toAnnouncementProblems(secret, withSection('lucky', { written: secret }))).toEqual([]);
    expect(toAnnouncementProblems('We were lucky.', internal)).toEqual([]);
  });
});
