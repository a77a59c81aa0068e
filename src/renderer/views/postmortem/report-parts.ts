/** The pages of the post-mortem, as its navigation lists them and its address names them. */
import { type ReportKind, type SectionId, sectionIds } from '../../../core/postmortem/report.ts';
import { sectionWords } from './section-words.ts';

const aroundParts = ['incident', 'action-items', 'review', 'publish', 'versions'] as const;
export type AroundPart = (typeof aroundParts)[number];

export type ReportPart = 'overview' | SectionId | AroundPart;

export const aroundNames: Readonly<Record<AroundPart, string>> = {
  incident: 'Incident',
  'action-items': 'Action items',
  review: 'Review',
  publish: 'Publish and close',
  versions: 'Versions',
};

/** What an address names and there is not leads to the overview. */
export function toReportPart(name: string | undefined, kind: ReportKind | undefined): ReportPart {
  const isThere = kind !== undefined && toParts(kind).some((part) => part === name);
  return isThere ? (name as ReportPart) : 'overview';
}

/** In the order of the navigation; the incident's fields only where it is one. */
export function toParts(kind: ReportKind): readonly ReportPart[] {
  return ['overview', ...sectionIds, ...toAroundParts(kind)];
}

export function toAroundParts(kind: ReportKind): readonly AroundPart[] {
  return aroundParts.filter((part) => part !== 'incident' || kind === 'incident-report');
}

/** As the navigation and the palette call it. */
export function toPartName(part: ReportPart): string {
  if (part === 'overview') return 'Overview';
  return isSection(part) ? sectionWords[part].title : aroundNames[part];
}

export function isSection(part: ReportPart): part is SectionId {
  return (sectionIds as readonly string[]).includes(part);
}
