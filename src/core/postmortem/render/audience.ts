/**
 * Who an export is for. What is for everybody has nothing that was marked internal, and nothing that names the machines or says what the
 * team knows of itself: hosts, shifts, waivers, backups, notices, comments of reviewers.
 */
import { z } from 'zod';
import { type Report, type ReportFacts, type ReportSection, toSectionText } from '../report.ts';
import { toMarkdownText } from './markdown.ts';
import { toSectionNodes } from './section-nodes.ts';

export const exportAudienceSchema = z.enum(['internal', 'public']);
export type ExportAudience = z.infer<typeof exportAudienceSchema>;

/** The report as that audience gets it, in every format. */
export function toAudienceReport(report: Report, audience: ExportAudience): Report {
  if (audience === 'internal') return report;
  const isTimelineInternal = report.sections.some(({ id, isInternal }) => id === 'timeline' && isInternal);
  return {
    ...report,
    facts: toPublicFacts(report.facts, isTimelineInternal),
    sections: report.sections.filter(({ isInternal }) => !isInternal).map(toFinal),
    actionItems: report.actionItems.map((item) => ({ ...item, note: '' })),
    reviewers: report.reviewers.map(({ name, role, verdict, isStale }) => ({ name, role, verdict, isStale })),
    publications: report.publications.filter((publication) => publication.audience === 'public'),
  };
}

/** Field by field: what the facts come to hold some day stays inside until somebody lets it out here. */
function toPublicFacts(facts: ReportFacts, isTimelineInternal: boolean): ReportFacts {
  const { maintenance, title, environment, services, leaders, outcome, zone, times, outage, rollback } = facts;
  return {
    maintenance,
    title,
    ...(environment === undefined ? {} : { environment }),
    services,
    leaders,
    outcome,
    zone,
    times,
    ...(outage === undefined ? {} : { outage }),
    timeline: isTimelineInternal ? [] : facts.timeline,
    isTimelineCut: !isTimelineInternal && facts.isTimelineCut,
    decisions: [],
    failures: [],
    steps: [],
    onShift: [],
    waivers: [],
    notices: [],
    backups: [],
    ...(rollback === undefined || isTimelineInternal ? {} : { rollback }),
    perfect: { isPerfect: facts.perfect.isPerfect, reasons: [] },
  };
}

/** What a person wrote replaces the draft, and a comment within it is for those who write: neither was ever said to anybody. */
function toFinal(whole: ReportSection): ReportSection {
  const { written: _, ...section } = whole;
  if (section.notApplicable !== undefined) return { ...section, drafted: '' };
  const children = [...toSectionNodes(toSectionText(whole), 2)];
  return { ...section, drafted: '', written: toMarkdownText({ type: 'root', children }) };
}
