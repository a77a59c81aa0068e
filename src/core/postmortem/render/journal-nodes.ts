/** What the journal says of the maintenance, as it stands behind the words of a report: the log of events, steps, people, notices, backups. */
import type { RootContent } from 'mdast';
import type { Report, ReportFacts, TimelineEntry } from '../report.ts';
import { toEmphasis, toHeading, toList, toParagraph, toPart, toTable } from './nodes.ts';
import { toLengthText, toTimeText } from './words.ts';

export function toJournalNodes({ facts }: Report): readonly RootContent[] {
  return toPart(toHeading(2, 'From the journal', 'journal'), [
    ...toLog(facts),
    ...toDecisions(facts),
    ...toSteps(facts),
    ...toOnShift(facts),
    ...toWaivers(facts),
    ...toNotices(facts),
    ...toPart(toHeading(3, 'Backups relied on'), [
      toTable(
        ['Backup', 'Proven'],
        facts.backups.map(({ name, level }) => [name, level]),
      ),
    ]),
    ...toRollback(facts),
    ...toPerfection(facts),
  ]);
}

/** Of events, with actor, time and the service's state (`PM-5`). */
function toLog({ timeline, isTimelineCut, zone }: ReportFacts): readonly RootContent[] {
  const rows = timeline.map(({ atMs, actor, text, level, at }) => [
    toTimeText(atMs, zone),
    actor ?? '',
    text,
    level ?? '',
    toPlaceText(at),
  ]);
  return toPart(toHeading(3, 'Log of events', 'log'), [
    toTable(['Time', 'Actor', 'What happened', 'Service', 'In the log'], rows),
    isTimelineCut ? toParagraph([toEmphasis('More happened than stands here; the journal has it all.')]) : undefined,
  ]);
}

function toDecisions({ decisions, zone }: ReportFacts): readonly RootContent[] {
  const rows = decisions.map(({ atMs, by, text, at }) => [toTimeText(atMs, zone), by, text, toPlaceText(at)]);
  return toPart(toHeading(3, 'Decisions'), [toTable(['Time', 'By', 'What was decided', 'In the log'], rows)]);
}

function toPlaceText(at: TimelineEntry['at']): string {
  return 'row' in at ? `row ${at.row}` : `event ${at.event}`;
}

function toSteps({ steps }: ReportFacts): readonly RootContent[] {
  const rows = steps.map(({ title, host, state, estimateMs, actualMs, attempts }) => [
    title,
    host ?? '',
    state,
    estimateMs === undefined ? '' : toLengthText(estimateMs),
    actualMs === undefined ? '' : toLengthText(actualMs),
    String(attempts),
  ]);
  return toPart(toHeading(3, 'Steps'), [toTable(['Step', 'Host', 'State', 'Estimate', 'Took', 'Attempts'], rows)]);
}

function toOnShift({ onShift, zone }: ReportFacts): readonly RootContent[] {
  const rows = onShift.map(({ name, roles, fromMs, toMs }) => [
    name,
    roles.join(', '),
    toTimeText(fromMs, zone),
    toTimeText(toMs, zone),
  ]);
  return toPart(toHeading(3, 'On shift'), [toTable(['Name', 'As', 'From', 'To'], rows)]);
}

function toWaivers({ waivers, zone }: ReportFacts): readonly RootContent[] {
  const rows = waivers.map(({ rule, by, reason, atMs }) => [rule, by, reason, toTimeText(atMs, zone)]);
  return toPart(toHeading(3, 'Waivers'), [toTable(['Rule', 'By', 'Reason', 'When'], rows)]);
}

function toNotices({ notices, zone }: ReportFacts): readonly RootContent[] {
  const rows = notices.map(({ title, dueAtMs, sentAtMs, by }) => [
    title,
    dueAtMs === undefined ? '' : toTimeText(dueAtMs, zone),
    sentAtMs === undefined ? 'not sent' : toTimeText(sentAtMs, zone),
    by ?? '',
  ]);
  return toPart(toHeading(3, 'Notices'), [toTable(['Notice', 'Due', 'Sent', 'By'], rows)]);
}

function toRollback({ rollback, zone }: ReportFacts): readonly RootContent[] {
  if (rollback === undefined) return [];
  const { atMs, by, reason, criterion } = rollback;
  return toPart(toHeading(3, 'Rollback decision'), [
    toTable(
      ['When', 'By', 'Reason', 'Criterion'],
      [[toTimeText(atMs, zone), by, reason, criterion ?? 'none of those written down']],
    ),
  ]);
}

function toPerfection({ perfect }: ReportFacts): readonly RootContent[] {
  const reasons = perfect.reasons.map(({ holds, says }) => `${holds ? 'Held' : 'Did not hold'}: ${says}`);
  return toPart(toHeading(3, 'Was it perfect?'), [reasons.length === 0 ? undefined : toList(reasons)]);
}
