/**
 * The one walk of a report's structure: from its value to a Markdown tree that says everything an export says, in its order. Every format
 * writes this tree, so none says more, less or other than the next.
 */
import type { Root, RootContent } from 'mdast';
import { type Report, type ReportSection, toSectionText } from '../report.ts';
import { toIncidentRecord } from './incident-record.ts';
import { toIncidentTable } from './incident-tree.ts';
import { toJournalNodes } from './journal-nodes.ts';
import { toHeading, toLink, toParagraph, toPart, toTable, type Words } from './nodes.ts';
import { toSectionNodes } from './section-nodes.ts';
import {
  kindWords,
  outcomeWords,
  sectionTitles,
  taskKindWords,
  taskStateWords,
  toLengthText,
  toOutageText,
  toTimeText,
  toVerdictWords,
  toYesNo,
} from './words.ts';

/** Everything: the facts, what people wrote, what is to be done, how the review stands, what the journal says. */
export function toReportTree(report: Report): Root {
  const record = toIncidentRecord(report);
  const children: RootContent[] = [
    toHeading(1, report.title),
    toParagraph(`${kindWords[report.kind]} of the maintenance “${report.facts.title}”.`),
    ...toPart(toHeading(2, 'Key facts', 'key-facts'), [toFactTable(report)]),
    ...toPart(toHeading(2, 'IncidentReport', 'incident-report'), [record && toIncidentTable(record)]),
    ...report.sections.flatMap(toSection),
    ...toActionItems(report),
    ...toReviewers(report),
    ...toJournalNodes(report),
    ...toPublications(report),
  ];
  return { type: 'root', children };
}

function toFactTable({ facts }: Report) {
  const { environment, times, outage, perfect, zone } = facts;
  const at = (atMs: number | undefined) => (atMs === undefined ? undefined : toTimeText(atMs, zone));
  const { plannedWindow, overrunMs } = times;
  const rows: readonly (readonly [string, Words | undefined])[] = [
    ['Maintenance', `${facts.title} (${facts.maintenance})`],
    ['Environment', environment && `${environment.name}${environment.isProduction ? ' (production)' : ''}`],
    ['Services', facts.services.join(', ') || undefined],
    ['Led by', facts.leaders.join(', ') || undefined],
    ['Outcome', outcomeWords[facts.outcome]],
    [
      'Planned window',
      plannedWindow &&
        `${toTimeText(plannedWindow.startMs, plannedWindow.zone)} to ${toTimeText(plannedWindow.endMs, plannedWindow.zone)} (${plannedWindow.zone})`,
    ],
    ['Started', at(times.startedAtMs)],
    ['First failure', at(times.firstFailureAtMs)],
    ['Detected', at(times.detectedAtMs)],
    ['Rollback decided', at(times.rollbackAtMs)],
    ['Ended', at(times.endedAtMs)],
    ['Past its window', overrunMs === undefined ? 'no' : toLengthText(overrunMs)],
    ['Total outage (down to up)', outage && toOutageText(outage.totalMs, outage.isOngoing)],
    ['Visible outage (down to partial)', outage && toOutageText(outage.visibleMs, outage.isOngoing)],
    ['Went perfectly', toYesNo(perfect.isPerfect)],
    ['Time zone', zone],
  ];
  return toTable(
    ['Fact', 'Value'],
    rows.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function toSection(section: ReportSection): readonly RootContent[] {
  const title = `${sectionTitles[section.id]}${section.isInternal ? ' (internal)' : ''}`;
  return toPart(toHeading(2, title, section.id), toSectionNodes(toSectionText(section), 2));
}

function toActionItems({ actionItems }: Report): readonly RootContent[] {
  const rows = actionItems.map((item) => [
    item.link === undefined ? item.title : [toLink(item.title, item.link)],
    taskKindWords[item.kind],
    item.owner,
    item.due ?? '',
    taskStateWords[item.state],
    item.note,
  ]);
  return toPart(toHeading(2, 'Action items', 'action-items'), [
    toTable(['What', 'To', 'Owner', 'Due', 'State', 'Note'], rows),
  ]);
}

function toReviewers({ reviewers, facts }: Report): readonly RootContent[] {
  const rows = reviewers.map((reviewer) => [
    reviewer.name,
    reviewer.role,
    toVerdictWords(reviewer),
    reviewer.atMs === undefined ? '' : toTimeText(reviewer.atMs, facts.zone),
    [reviewer.excused, reviewer.comment].filter((words) => words !== undefined).join(' '),
  ]);
  return toPart(toHeading(2, 'Reviewers', 'reviewers'), [
    toTable(['Name', 'Asked as', 'Reviewed', 'When', 'Comment'], rows),
  ]);
}

function toPublications({ publications, facts }: Report): readonly RootContent[] {
  const rows = publications.map(({ audience, atMs, by, where }) => [
    toTimeText(atMs, facts.zone),
    audience,
    by,
    [toLink(where, where)],
  ]);
  return toPart(toHeading(2, 'Published', 'published'), [toTable(['When', 'For', 'By', 'Where'], rows)]);
}
