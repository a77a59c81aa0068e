/** An action item as an issue of a tracker: its title, its text, and the mark by which it is known to be there already. */
import type { ActionItem, Report } from '../report.ts';
import type { TrackerKind, TrackerPlace } from '../tracker-place.ts';
import { toSeenText } from './seen-text.ts';
import { taskKindWords } from './words.ts';

export interface Issue {
  readonly item: string;
  readonly title: string;
  /** Markdown, or Remarkup for Phabricator. Mentions nobody by `@`, and refers to no issue by `#`. */
  readonly body: string;
  readonly due?: string;
  /** Stands in the body, and in no other. */
  readonly mark: string;
}

export function toIssue(report: Pick<Report, 'title' | 'facts'>, item: ActionItem, tracker: TrackerKind): Issue {
  const mark = `drydock:${report.facts.maintenance}/${item.id}`;
  const note = toQuiet(item.note).trim();
  const lines = [
    ...(note === '' ? [] : [note, '']),
    `- Found by: ${toQuiet(report.title)}`,
    `- To: ${taskKindWords[item.kind]}`,
    `- Owner: ${toQuiet(item.owner)}`,
    ...(item.due === undefined ? [] : [`- Due: ${item.due}`]),
    '',
    tracker === 'phabricator' ? mark : `\`${mark}\``,
  ];
  const title = toQuiet(item.title).replace(/\s+/g, ' ').trim().slice(0, 255);
  return { item: item.id, title, body: lines.join('\n'), mark, ...(item.due === undefined ? {} : { due: item.due }) };
}

/** A page of the tracker with the issue filled in, to be sent by whoever opens it; a long text is cut, and says so. */
export function toIssueLink(tracker: TrackerPlace, { title, body }: Issue): string {
  const text = body.length > bodyLimit ? `${body.slice(0, bodyLimit)}\n… (cut)` : body;
  const base = tracker.url.replace(/\/+$/, '');
  switch (tracker.kind) {
    case 'github':
      return `${base}/${tracker.repository}/issues/new?${toQuery({ title, body: text, labels: tracker.labels.join(',') })}`;
    case 'gitlab':
      return `${base}/${tracker.project}/-/issues/new?${toQuery({ 'issue[title]': title, 'issue[description]': text })}`;
    case 'phabricator':
      return `${base}/maniphest/task/edit/form/default/?${toQuery({ title, description: text, projects: tracker.projects.join(',') })}`;
  }
}

/** Servers take some 8,000 characters of address; encoded, one may become nine. */
const bodyLimit = 1_500;

function toQuery(fields: Readonly<Record<string, string>>): string {
  return new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== '')).toString();
}

/**
 * People wrote it: it must ring nobody's bell, close nothing, and give the tracker no command: a zero-width joiner stands after `@`, `#`
 * and `!`, and before a slash that begins a line, which GitLab would obey.
 */
function toQuiet(text: string): string {
  return toSeenText(text)
    .replace(/(?<![\p{L}\p{N}])([@#!])(?=[\p{L}\p{N}])/gu, '$1\u2060')
    .replace(/^(\s*)\/(?=\w)/gmu, '$1\u2060/');
}
