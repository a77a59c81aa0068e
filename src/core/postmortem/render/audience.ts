/**
 * Who an export is for. What is for everybody has nothing that was marked internal, and nothing that names the machines or says what the
 * team knows of itself: hosts, shifts, waivers, backups, notices, comments of reviewers.
 */
import { z } from 'zod';
import { type Report, type ReportSection, toSectionText } from '../report.ts';
import { toMarkdownText } from './markdown.ts';
import { toSectionNodes } from './section-nodes.ts';

export const exportAudienceSchema = z.enum(['internal', 'public']);
export type ExportAudience = z.infer<typeof exportAudienceSchema>;

/** The report as that audience gets it, in every format. */
export function toAudienceReport(report: Report, audience: ExportAudience): Report {
  if (audience === 'internal') return report;
  const { facts, sections } = report;
  const isTimelineInternal = sections.some(({ id, isInternal }) => id === 'timeline' && isInternal);
  return {
    ...report,
    facts: {
      ...facts,
      timeline: isTimelineInternal ? [] : facts.timeline,
      isTimelineCut: !isTimelineInternal && facts.isTimelineCut,
      steps: [],
      onShift: [],
      waivers: [],
      notices: [],
      backups: [],
      perfect: { ...facts.perfect, reasons: [] },
    },
    sections: sections.filter(({ isInternal }) => !isInternal).map(toFinal),
    actionItems: report.actionItems.map((item) => ({ ...item, note: '' })),
    reviewers: report.reviewers.map(({ comment: _, ...standing }) => standing),
    publications: report.publications.filter((publication) => publication.audience === 'public'),
  };
}

/** What a person wrote replaces the draft, and a comment within it is for those who write: neither was ever said to anybody. */
function toFinal(whole: ReportSection): ReportSection {
  const { written: _, ...section } = whole;
  if (section.notApplicable !== undefined) return { ...section, drafted: '' };
  const children = [...toSectionNodes(toSectionText(whole), 2)];
  return { ...section, drafted: '', written: toMarkdownText({ type: 'root', children }) };
}
