/** The one door to a report's exports: for whom, what of it, in which format. What is printed as PDF is the HTML. */
import type { Root } from 'mdast';
import { z } from 'zod';
import { type Failure, fail, type Result, succeed } from '../../result.ts';
import type { Report } from '../report.ts';
import { type ExportAudience, toAudienceReport } from './audience.ts';
import { toHtmlText } from './html.ts';
import { toIncidentRecord } from './incident-record.ts';
import { toIncidentTree } from './incident-tree.ts';
import { toIncidentJson, toReportJson } from './json.ts';
import { toMarkdownText } from './markdown.ts';
import { toHeading } from './nodes.ts';
import { toReportTree } from './report-tree.ts';
import { toSectionNodes } from './section-nodes.ts';
import { toSeenText } from './seen-text.ts';
import { toWikitext } from './wikitext.ts';

export const reportFormatSchema = z.enum(['markdown', 'html', 'pdf', 'mediawiki', 'json']);
export type ReportFormat = z.infer<typeof reportFormatSchema>;
/** Those that are text by themselves. */
export type TextFormat = Exclude<ReportFormat, 'pdf'>;

/** `whole`: everything; `incident-report`: exactly the fields of `PM-5`. */
export const reportFormSchema = z.enum(['whole', 'incident-report']);
export type ReportForm = z.infer<typeof reportFormSchema>;

export interface ReportChoice {
  readonly audience: ExportAudience;
  readonly form: ReportForm;
}

export const formatWords: Readonly<Record<ReportFormat, { readonly ending: string; readonly mediaType: string }>> = {
  markdown: { ending: 'md', mediaType: 'text/markdown; charset=utf-8' },
  html: { ending: 'html', mediaType: 'text/html; charset=utf-8' },
  pdf: { ending: 'pdf', mediaType: 'application/pdf' },
  mediawiki: { ending: 'wiki', mediaType: 'text/x-wiki; charset=utf-8' },
  json: { ending: 'json', mediaType: 'application/json' },
};

/** Fails with `no-incident-report` where its fields are asked of a report that is none. */
export function renderReport(
  whole: Report,
  format: TextFormat,
  { audience, form }: ReportChoice,
): Result<string, Failure<'no-incident-report'>> {
  const report = toAudienceReport(whole, audience);
  const record = toIncidentRecord(report);
  if (form === 'incident-report' && record === undefined)
    return fail('no-incident-report', `“${toSeenText(whole.title)}” is no IncidentReport, and has no fields of one.`, {
      advice: 'Export the whole report, or make it an IncidentReport first.',
    });
  const isRecordOnly = form === 'incident-report' && record !== undefined;
  if (format === 'json') {
    return succeed(
      isRecordOnly ? toIncidentJson(report.title, audience, record) : toReportJson(report, audience, record),
    );
  }
  const tree = isRecordOnly ? toIncidentTree(report.title, record, report.facts.zone) : toReportTree(report);
  return succeed(renderTree(tree, format, report.title));
}

export const announcementFormatSchema = z.enum(['markdown', 'html', 'mediawiki']);
export type AnnouncementFormat = z.infer<typeof announcementFormatSchema>;

/** The public announcement, which is a text of its own. */
export function renderAnnouncement(
  { title, text }: { readonly title: string; readonly text: string },
  format: AnnouncementFormat,
): string {
  return renderTree({ type: 'root', children: [toHeading(1, title), ...toSectionNodes(text, 1)] }, format, title);
}

function renderTree(tree: Root, format: AnnouncementFormat, title: string): string {
  switch (format) {
    case 'markdown':
      return toMarkdownText(tree);
    case 'html':
      return toHtmlText(tree, toSeenText(title));
    case 'mediawiki':
      return toWikitext(tree);
  }
}

/** `shop-schema-42-report.pdf`: of letters and digits that every file system takes. */
export function toReportFile(
  { title }: Pick<Report, 'title'>,
  format: ReportFormat,
  { audience }: ReportChoice,
): string {
  const slug = title
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase()
    .slice(0, 80);
  const name = [slug === '' ? 'report' : slug, ...(audience === 'public' ? ['public'] : [])].join('-');
  return `${name}.${formatWords[format].ending}`;
}
