/** Action items as issues of a tracker (`PREP-4`): a script of `gh`, a CSV that GitLab imports, Remarkup for Phabricator, or plain CSV. */
import { z } from 'zod';
import { assertNever } from '../result.ts';
import { toShellWord } from '../text/shell-word.ts';
import { toIssue } from './render/issue.ts';
import type { ActionItem, Report } from './report.ts';

export const trackerSchema = z.enum(['github', 'gitlab', 'phabricator', 'csv']);
export type Tracker = z.infer<typeof trackerSchema>;

export interface IssueFile {
  /** What its name ends with. */
  readonly ending: string;
  readonly mediaType: string;
  readonly text: string;
  /** How many issues are in it. */
  readonly count: number;
}

type Source = Pick<Report, 'title' | 'facts' | 'actionItems'>;

/** Whether an issue is to be made of it: it is open, and tracked nowhere yet. */
export function isToTrack({ state, link }: Pick<ActionItem, 'state' | 'link'>): boolean {
  return state === 'open' && link === undefined;
}

/**
 * Issues are written as they are sent by an API (`toIssue`): with their mark, so that none is made twice, and with words that ring
 * nobody's bell and give the tracker no command.
 * @param isAll of plain CSV alone, which makes no issues: also those that are settled or tracked
 */
export function toIssueFile(report: Source, tracker: Tracker, isAll: boolean): IssueFile {
  const items = report.actionItems.filter((item) => (tracker === 'csv' && isAll) || isToTrack(item));
  const count = items.length;
  switch (tracker) {
    case 'github': {
      const lines = items.map((item) => toGhCommand(item, report));
      const head = ['#!/bin/sh', '# Makes one issue for each action item, in the repository one stands in.', 'set -e'];
      return { ending: 'issues.sh', mediaType: 'text/x-shellscript', text: toLines([...head, ...lines]), count };
    }
    case 'gitlab': {
      const rows = items.map((item) => toGitlabRow(item, report));
      return { ...csv, text: toCsv([['title', 'description', 'due_date'], ...rows]), count };
    }
    case 'phabricator': {
      const tasks = items.map((item) => toTask(item, report));
      return { ending: 'tasks.txt', mediaType: 'text/plain', text: toLines(tasks), count };
    }
    case 'csv': {
      const head = ['id', 'title', 'kind', 'owner', 'due', 'state', 'link', 'note'];
      const rows = items.map(({ id, title, kind, owner, due = '', state, link = '', note }) => [
        ...[id, title, kind, owner, due, state, link, note],
      ]);
      return { ...csv, text: toCsv([head, ...rows]), count };
    }
    default:
      return assertNever(tracker);
  }
}

const csv = { ending: 'issues.csv', mediaType: 'text/csv' } as const;

function toGhCommand(item: ActionItem, report: Source): string {
  const { title, body } = toIssue(report, item, 'github');
  return `gh issue create --title ${toShellWord(title)} --body ${toShellWord(body)}`;
}

/** Words of our own come first: a cell that began with a list would be text to a spreadsheet by an apostrophe alone. */
function toGitlabRow(item: ActionItem, report: Source): readonly string[] {
  const { title, body, due = '' } = toIssue(report, item, 'gitlab');
  return [title, `An action item of a report:\n\n${body}`, due];
}

function toTask(item: ActionItem, report: Source): string {
  const { title, body } = toIssue(report, item, 'phabricator');
  return `= ${title} =\n\n${body}\n`;
}

/** RFC 4180. A cell that a spreadsheet would compute is text there: it begins with an apostrophe. */
function toCsv(rows: readonly (readonly string[])[]): string {
  const toCell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  return rows.map((row) => `${row.map(toCell).join(',')}\r\n`).join('');
}

function toLines(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
