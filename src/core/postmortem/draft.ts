/** Draws the draft of a report from its facts: sections that state what happened, and blame nobody (`PM-2`). */
import { toCanonicalJson } from '../text/canonical-json.ts';
import type { ReportFacts, ReportKind, ReportSection, SectionId } from './report.ts';
import { sectionIds } from './report.ts';
import type { ReportText } from './report-text.ts';
import { drawSection } from './sections.ts';

const titles: Readonly<Record<ReportKind, string>> = {
  pmr: 'Post-mortem',
  aar: 'After-action review',
  'incident-report': 'IncidentReport',
};

export function toDraft(facts: ReportFacts, kind: ReportKind): ReportText {
  return {
    kind,
    title: `${titles[kind]}: ${facts.title}`.slice(0, 500),
    sections: sectionIds.map((id) => ({ id, drafted: drawSection(id, facts), isInternal: false })),
    ...(kind === 'incident-report' ? { incident: toIncident(facts), incidentDraft: toIncidentDraft(facts) } : {}),
    actionItems: [],
  };
}

type Incident = NonNullable<ReportText['incident']>;

/** Affected services and responders are known. */
export function toIncidentDraft(facts: ReportFacts): NonNullable<ReportText['incidentDraft']> {
  const responders = [
    ...new Set([...facts.leaders, ...facts.decisions.map(({ by }) => by), ...facts.onShift.map(({ name }) => name)]),
  ];
  return { service: facts.services.join(', ').slice(0, 200), responders: responders.slice(0, 100) };
}

/** Cause and what else a person judges is left to them. */
function toIncident(facts: ReportFacts): Incident {
  const { service, responders } = toIncidentDraft(facts);
  return { service, aggravatedBy: '', knownProblems: '', responders };
}

/** What the last draft filled in, and stands there as it did, is drawn anew; what a person changed stays. */
function redraftIncident({ incident, incidentDraft }: ReportText, facts: ReportFacts): Incident {
  if (incident === undefined) return toIncident(facts);
  if (incidentDraft === undefined) return incident;
  const drawn = toIncidentDraft(facts);
  const isDrafted = (field: keyof typeof drawn) =>
    toCanonicalJson(incident[field]) === toCanonicalJson(incidentDraft[field]);
  return {
    ...incident,
    ...(isDrafted('service') ? { service: drawn.service } : {}),
    ...(isDrafted('responders') ? { responders: drawn.responders } : {}),
  };
}

/**
 * The text with its draft drawn anew. Whatever a person wrote, marked, answered or filled in stays, letter for letter; only what
 * stands in `drafted` changes, and those fields of an incident that nobody changed.
 */
export function redraft(text: ReportText, facts: ReportFacts, kind: ReportKind = text.kind): ReportText {
  const known = new Map<SectionId, ReportSection>(text.sections.map((section) => [section.id, section]));
  return {
    ...text,
    kind,
    title: text.title === toDraft(facts, text.kind).title ? toDraft(facts, kind).title : text.title,
    sections: sectionIds.map((id) => ({
      ...(known.get(id) ?? { id, isInternal: false }),
      drafted: drawSection(id, facts),
    })),
    ...(kind === 'incident-report'
      ? { incident: redraftIncident(text, facts), incidentDraft: toIncidentDraft(facts) }
      : {}),
  };
}
