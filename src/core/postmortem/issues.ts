/** Action items as issues of a tracker (`PREP-4`): a script of `gh`, a CSV that GitLab imports, Remarkup for Phabricator, or plain CSV. */
import { z } from 'zod';
import { assertNever } from '../result.ts';
import { toShellWord } from '../text/shell-word.ts';
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

type Source = Pick<Report, 'title' | 'actionItems'> & {
  readonly facts: Pick<Report['facts'], 'maintenance' | 'title'>;
};

/** Those that are open and tracked nowhere yet; all of them where that is asked for. */
export function toIssueFile(report: Source, tracker: Tracker, isAll: boolean): IssueFile {
  const items = report.actionItems.filter(({ state, link }) => isAll || (state === 'open' && link === undefined));
  const count = items.length;
  switch (tracker) {
    case 'github': {
      const lines = items.map((item) => toGhCommand(item, report));
      const head = ['#!/bin/sh', '# Makes one issue for each action item, in the repository one stands in.', 'set -e'];
      return { ending: 'issues.sh', mediaType: 'text/x-shellscript', text: toLines([...head, ...lines]), count };
    }
    case 'gitlab': {
      const rows = items.map((item) => [item.title, toBody(item, report), item.due ?? '']);
      return { ...csv, text: toCsv([['title', 'description', 'due_date'], ...rows]), count };
    }
    case 'phabricator': {
      const tasks = items.map((item) => [`= ${toOneLine(item.title)} =`, '', toBody(item, report), ''].join('\n'));
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
  return `gh issue create --title ${toShellWord(withoutNul(toOneLine(item.title)))} --body ${toShellWord(withoutNul(toBody(item, report)))}`;
}

function toBody({ kind, owner, due, note }: ActionItem, { title, facts }: Source): string {
  return [
    ...(note.trim() === '' ? [] : [note.trim(), '']),
    `Kind: ${kind}`,
    `Owner: ${toOneLine(owner)}`,
    ...(due === undefined ? [] : [`Due: ${due}`]),
    `From the report “${toOneLine(title)}” on the maintenance “${toOneLine(facts.title)}” (${facts.maintenance}).`,
  ].join('\n');
}

/** RFC 4180. A cell that a spreadsheet would compute is text there: it begins with an apostrophe. */
function toCsv(rows: readonly (readonly string[])[]): string {
  const toCell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  return rows.map((row) => `${row.map(toCell).join(',')}\r\n`).join('');
}

function toLines(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

function toOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function withoutNul(text: string): string {
  return text.replaceAll('\0', '');
}
