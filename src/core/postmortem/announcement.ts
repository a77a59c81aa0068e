/** The public announcement: a text of its own, written from the report without what is marked internal (`PM-3`). */
import { type ReportFacts, toSectionText } from './report.ts';
import type { ReportText } from './report-text.ts';

/** What the public is told of, and under which words. */
const told = [
  ['summary', 'What happened'],
  ['impact', 'What you may have noticed'],
  ['root-causes', 'Why it happened'],
  ['recovery', 'What was done about it'],
] as const;

/** A line that is no longer than this says nothing by itself. */
const tellingCharacters = 24;

/** Markdown: a start for the CES, who makes it theirs. */
export function toAnnouncement(
  text: ReportText,
  facts: ReportFacts,
): { readonly title: string; readonly text: string } {
  const parts = told.flatMap(([id, heading]) => {
    const section = text.sections.find((one) => one.id === id);
    if (section === undefined || section.isInternal || section.notApplicable !== undefined) return [];
    const says = toSectionText(section).trim();
    return says === '' ? [] : [`## ${heading}\n\n${says}`];
  });
  const items = text.actionItems.map(({ title }) => `- ${title}`);
  const next = items.length === 0 ? [] : [`## What we do about it\n\n${items.join('\n')}`];
  const body = [...parts, ...next].join('\n\n');
  return { title: `About the maintenance “${facts.title}”`, text: body === '' ? 'The maintenance is over.' : body };
}

/** In sentences: passages that stand in a section marked internal, word for word. */
export function toAnnouncementProblems(announcement: string, text: ReportText): readonly string[] {
  const said = toPlain(announcement);
  return text.sections.flatMap((section) => {
    if (!section.isInternal) return [];
    const leak = toSectionText(section)
      .split('\n')
      .map(toPlain)
      .find((line) => line.length > tellingCharacters && said.includes(line));
    return leak === undefined ? [] : [`It holds what is marked internal in “${section.id}”: “${leak.slice(0, 120)}”.`];
  });
}

/** Neither case nor marks nor the breaking of lines hides a passage. */
function toPlain(text: string): string {
  return text
    .toLocaleLowerCase('en')
    .replace(/[*_`#>|[\]()]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
