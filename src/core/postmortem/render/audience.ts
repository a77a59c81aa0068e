/**
 * Who an export is for. What is for everybody has nothing that was marked internal, and nothing that names the machines or says what the
 * team knows of itself: hosts, steps, drafts, shifts, waivers, backups, notices, notes and reasons, comments of reviewers.
 */
import { z } from 'zod';
import { toPublicParts } from '../public-words.ts';
import type { Report, ReportFacts, ReportSection, TimelineEntry } from '../report.ts';
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
    sections: report.sections.filter(({ isInternal }) => !isInternal).map((section) => toFinal(section, report.facts)),
    actionItems: report.actionItems.map((item) => ({ ...item, note: '' })),
    reviewers: report.reviewers.map(({ name, role, verdict, isStale, excused }) => ({
      ...{ name, role, verdict, isStale },
      ...(excused === undefined ? {} : { excused: '' }),
    })),
    publications: report.publications.filter((publication) => publication.audience === 'public'),
  };
}

/** Field by field: what the facts come to hold some day stays inside until somebody lets it out here. */
function toPublicFacts(facts: ReportFacts, isTimelineInternal: boolean): ReportFacts {
  const { maintenance, title, environment, services, leaders, outcome, zone, outage } = facts;
  const { rollbackAtMs, ...times } = facts.times;
  return {
    maintenance,
    title,
    ...(environment === undefined ? {} : { environment }),
    services,
    leaders,
    outcome,
    zone,
    times: { ...times, ...(rollbackAtMs === undefined || isTimelineInternal ? {} : { rollbackAtMs }) },
    ...(outage === undefined ? {} : { outage }),
    timeline: isTimelineInternal ? [] : facts.timeline.flatMap(toOpenEntry),
    isTimelineCut: !isTimelineInternal && facts.isTimelineCut,
    decisions: [],
    failures: [],
    steps: [],
    onShift: [],
    waivers: [],
    notices: [],
    backups: [],
    perfect: { isPerfect: facts.perfect.isPerfect, reasons: [] },
  };
}

/** In its open words, without the lines of output it speaks of. */
function toOpenEntry({ atMs, actor, at, level, service, openly }: TimelineEntry): readonly TimelineEntry[] {
  if (openly === undefined) return [];
  return [
    {
      ...{ atMs, text: openly, at },
      ...(actor === undefined ? {} : { actor }),
      ...(level === undefined ? {} : { level }),
      ...(service === undefined ? {} : { service }),
    },
  ];
}

/**
 * What a person wrote replaces the draft, and a comment within it is for those who write: neither was ever said to anybody. A draft that
 * nobody touched, and those of its lines that somebody left in their words, are told by facts that are anybody's.
 */
function toFinal(whole: ReportSection, facts: ReportFacts): ReportSection {
  const { written: _, ...section } = whole;
  if (section.notApplicable !== undefined) return { ...section, drafted: '' };
  const { told, own } = toPublicParts(whole, facts);
  const says = [told, own].filter((part) => part !== '').join('\n\n');
  return { ...section, drafted: '', written: toMarkdownText({ type: 'root', children: [...toSectionNodes(says, 2)] }) };
}
