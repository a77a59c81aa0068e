/** What of a report somebody stated, and what nobody has: that nothing made it worse is an answer, an empty field is none. */
import { sectionTitles } from './render/words.ts';
import { type IncidentFields, type Report, toSectionText } from './report.ts';

/** Their words; empty where they said that nothing did; `undefined` where nobody said anything. */
export function toAggravation({ aggravatedBy, isAggravated }: IncidentFields): string | undefined {
  return toAnswer(aggravatedBy, isAggravated);
}

/** Their words; empty where they said that none are known; `undefined` where nobody said anything. */
export function toKnownProblems({ knownProblems, hasKnownProblems }: IncidentFields): string | undefined {
  return toAnswer(knownProblems, hasKnownProblems);
}

function toAnswer(words: string, isThere: boolean | undefined): string | undefined {
  if (words.trim() !== '') return words;
  return isThere === false ? '' : undefined;
}

/** By the names that the report's pages have: fields of an IncidentReport that nobody filled in, and sections that say nothing. */
export function toUnanswered({
  kind,
  incident,
  sections,
}: Pick<Report, 'kind' | 'incident' | 'sections'>): readonly string[] {
  const empty = sections.filter((section) => toSectionText(section).trim() === '').map(({ id }) => sectionTitles[id]);
  return [...(kind === 'incident-report' ? toOpenFields(incident) : []), ...empty];
}

function toOpenFields(incident: IncidentFields | undefined): readonly string[] {
  const answers: readonly (readonly [string, unknown])[] = [
    ['affected service', incident?.service.trim() || undefined],
    ['basic cause', incident?.cause],
    ['whether it was preventable', incident?.isPreventable],
    ['what aggravated it', incident && toAggravation(incident)],
    ['known problems of the service', incident && toKnownProblems(incident)],
  ];
  return answers.filter(([, answer]) => answer === undefined).map(([name]) => name);
}
