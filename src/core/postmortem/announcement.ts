/** The public announcement: a text of its own, written from the report without what is marked internal (`PM-3`). */
import { toPublicParts } from './public-words.ts';
import type { ReportFacts, ReportSection, SectionId } from './report.ts';
import { toSectionText } from './report.ts';
import type { ReportText } from './report-text.ts';

/** What the public is told of, and under which words. */
const told: readonly (readonly [SectionId, string])[] = [
  ['summary', 'What happened'],
  ['impact', 'What you may have noticed'],
  ['root-causes', 'Why it happened'],
  ['recovery', 'What was done about it'],
];

/** A passage that is no longer than this says nothing by itself. */
const tellingCharacters = 24;

/**
 * Markdown: a start for the CES, who makes it theirs. What people wrote stands in it, without quotations of the log and links into
 * it; what nobody wrote is told from facts that are anybody's, for the draft names people and hosts.
 */
export function toAnnouncement(
  text: ReportText,
  facts: ReportFacts,
): { readonly title: string; readonly text: string } {
  const parts = told.flatMap(([id, heading]) => {
    const section = text.sections.find((one) => one.id === id);
    if (section === undefined || section.isInternal || section.notApplicable !== undefined) return [];
    const says = toPublicText(section, facts);
    return says === '' ? [] : [`## ${heading}\n\n${says}`];
  });
  const items = text.actionItems.map(({ title }) => `- ${title}`);
  const next = items.length === 0 ? [] : [`## What we do about it\n\n${items.join('\n')}`];
  const body = [...parts, ...next].join('\n\n');
  return { title: `About the maintenance “${facts.title}”`, text: body === '' ? 'The maintenance is over.' : body };
}

function toPublicText(section: ReportSection, facts: ReportFacts): string {
  const { told, own } = toPublicParts(section, facts);
  return [told, withoutEvidence(own)].filter((part) => part !== '').join('\n\n');
}

/** Quotations begin with `>`; a link into the console leads nobody outside anywhere. */
function withoutEvidence(markdown: string): string {
  return markdown
    .split('\n')
    .filter((line) => !/^ {0,3}>/.test(line))
    .join('\n')
    .replace(/\[([^\]\n]*)\]\(#[^)\n]*\)/g, '$1')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** In sentences: passages that stand in a section marked internal, word for word, and in none that is open to all. */
export function toAnnouncementProblems(announcement: string, text: ReportText): readonly string[] {
  const said = toPlain(announcement);
  const open = text.sections.filter(({ isInternal }) => !isInternal).map((section) => toPlain(toSectionText(section)));
  return text.sections.flatMap((section) => {
    if (!section.isInternal) return [];
    const leak = toSectionText(section)
      .split(/\n|(?<=[.!?])\s/)
      .map(toPlain)
      .filter((passage) => passage.length > tellingCharacters && said.includes(passage))
      .find((passage) => !open.some((words) => words.includes(passage)));
    return leak === undefined ? [] : [`It holds what is marked internal in “${section.id}”: “${leak.slice(0, 120)}”.`];
  });
}

/** Neither case nor marks nor the breaking of lines hides a passage. */
function toPlain(text: string): string {
  return text
    .toLocaleLowerCase('en')
    .replace(/[*_`#>|[\]()\\]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
