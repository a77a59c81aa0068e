/** What changed between two versions of a report, part by part, each as the words a reader sees. */
import { type IncidentFields, toSectionText } from '../../../core/postmortem/report.ts';
import type { ReportText } from '../../../core/postmortem/report-text.ts';
import { toAggravation, toKnownProblems } from '../../../core/postmortem/unanswered.ts';
import { causeNames, itemKindNames, reportKindNames } from './report-words.ts';
import { sectionWords } from './section-words.ts';

export interface ChangedPart {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** Parts that read the same are left out. */
export function toChangedParts(before: ReportText, after: ReportText): readonly ChangedPart[] {
  const older = toWords(before);
  const newer = toWords(after);
  const names = [...new Set([...newer.keys(), ...older.keys()])];
  return names
    .map((name) => ({ name, before: older.get(name) ?? '', after: newer.get(name) ?? '' }))
    .filter((part) => part.before !== part.after);
}

function toWords({ kind, title, sections, incident, actionItems }: ReportText): ReadonlyMap<string, string> {
  return new Map([
    ['Title', `${title} (${reportKindNames[kind]})`],
    ...sections.map((section): [string, string] => [
      sectionWords[section.id].title,
      `${section.isInternal ? '[internal] ' : ''}${toSectionText(section)}`,
    ]),
    ...(incident === undefined ? [] : [['Incident', toIncidentWords(incident)] as const]),
    [
      'Action items',
      actionItems
        .map(({ title: what, kind: itemKind, owner, due, link, note }) =>
          [`${what} (${itemKindNames[itemKind]}), ${owner}`, due, link, note].filter(Boolean).join(', '),
        )
        .join('\n'),
    ],
  ]);
}

function toIncidentWords(incident: IncidentFields): string {
  const { service, cause, isPreventable, responders } = incident;
  return [
    `Affected service: ${service}`,
    `Basic cause: ${cause === undefined ? 'not known yet' : causeNames[cause]}`,
    `Preventable: ${isPreventable === undefined ? 'not said yet' : isPreventable ? 'yes' : 'no'}`,
    `Aggravated by: ${toAnswerWords(toAggravation(incident), 'nothing')}`,
    `Known problems: ${toAnswerWords(toKnownProblems(incident), 'none')}`,
    `Responders: ${responders.join(', ')}`,
  ].join('\n');
}

function toAnswerWords(words: string | undefined, none: string): string {
  return words === undefined ? 'not said yet' : words || none;
}
