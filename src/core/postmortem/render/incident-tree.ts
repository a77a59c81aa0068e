/** An IncidentReport's record as a tree: its fields and nothing else, each answered, if only by saying that nobody has. */
import type { Root, RootContent, Table } from 'mdast';
import type { IncidentRecord } from './incident-record.ts';
import { toHeading, toLink, toParagraph, toTable } from './nodes.ts';
import {
  causeWords,
  taskKindWords,
  taskStateWords,
  toOutageText,
  toTimeText,
  toVerdictWords,
  toYesNo,
} from './words.ts';

/** @param zone that its times are written in */
export function toIncidentTree(title: string, record: IncidentRecord, zone: string): Root {
  return {
    type: 'root',
    children: [
      toHeading(1, title),
      ...toField('IncidentReport', 'incident-report', toIncidentTable(record)),
      ...toField('Reviewers', 'reviewers', toReviewers(record)),
      ...toField('Actionable tasks', 'action-items', toTasks(record)),
      ...toField('Log of events', 'log', toLog(record, zone)),
    ],
  };
}

export function toIncidentTable(record: IncidentRecord): Table | undefined {
  const toLength = (lengthMs: number | null) =>
    lengthMs === null ? 'not marked' : toOutageText(lengthMs, record.isOutageOngoing);
  return toTable(
    ['Field', 'Answer'],
    [
      ['Affected service', record.affectedService || 'not stated'],
      ['Basic cause', record.basicCause === null ? 'not stated' : causeWords[record.basicCause]],
      ['Aggravated by', toWords(record.aggravatedBy, 'nothing')],
      ['Known problems of the service', toWords(record.knownProblems, 'none')],
      ['Preventable', toYesNo(record.wasPreventable ?? undefined)],
      ['Responders', record.responders.join(', ') || 'none named'],
      ['Total outage (down to up)', toLength(record.totalOutageMs)],
      ['Visible outage (down to partial)', toLength(record.visibleOutageMs)],
    ],
  );
}

/** @param none what it reads where somebody said that there is nothing */
function toWords(words: string | null, none: string): string {
  if (words === null) return 'not stated';
  return words.trim() === '' ? none : words;
}

function toReviewers({ reviewers }: IncidentRecord): Table | undefined {
  const rows = reviewers.map(({ name, role, verdict, hasReviewed, excused }) => [
    name,
    role,
    excused === null || hasReviewed ? toVerdictWords({ verdict, isStale: !hasReviewed }) : toExcusedWords(excused),
  ]);
  return toTable(['Name', 'Asked as', 'Reviewed'], rows);
}

/** Without its reason where that is the team's own. */
function toExcusedWords(reason: string): string {
  return reason.trim() === '' ? 'excused' : `excused: ${reason}`;
}

function toTasks({ actionableTasks }: IncidentRecord): Table | undefined {
  const rows = actionableTasks.map(({ title, link, kind, owner, due, state }) => [
    link === null ? title : [toLink(title, link)],
    taskKindWords[kind],
    owner,
    due ?? '',
    taskStateWords[state],
  ]);
  return toTable(['What', 'To', 'Owner', 'Due', 'State'], rows);
}

function toLog({ log }: IncidentRecord, zone: string): Table | undefined {
  const rows = log.map(({ atMs, actor, event, serviceState }) => [
    toTimeText(atMs, zone),
    actor ?? '',
    event,
    serviceState ?? '',
  ]);
  return toTable(['Time', 'Actor', 'What happened', 'Service'], rows);
}

function toField(title: string, id: string, table: Table | undefined): readonly RootContent[] {
  return [toHeading(2, title, id), table ?? toParagraph('None.')];
}
