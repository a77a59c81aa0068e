/** What people write of a report, as the store keeps it in versions; the journal's facts are beside it, and are not theirs to change. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import type { MaintenanceState } from '../maintenance/state.ts';
import { toCanonicalJson } from '../text/canonical-json.ts';
import { toPlannedWindow } from './overrun.ts';
import {
  actionItemTextSchema,
  incidentFieldsSchema,
  type ReportFacts,
  reportKindSchema,
  reportLimits,
  reportSectionSchema,
  sectionIds,
  toSectionText,
} from './report.ts';

export const reportTitleSchema = z.string().trim().min(1).max(500);

export const reportTextSchema = z.strictObject({
  kind: reportKindSchema,
  title: reportTitleSchema,
  sections: z.array(reportSectionSchema).max(sectionIds.length),
  /** Of an IncidentReport; kept where it became another kind. */
  incident: incidentFieldsSchema.optional(),
  /** What the draft filled in of it when it was last drawn: where it still stands there, nobody has changed it. */
  incidentDraft: incidentFieldsSchema.pick({ service: true, responders: true }).optional(),
  actionItems: z.array(actionItemTextSchema).max(reportLimits.actionItems),
});
export type ReportText = z.infer<typeof reportTextSchema>;

type HashedState = Pick<MaintenanceState, 'schedule' | 'startedAtMs' | 'endedAtMs' | 'postmortem'>;

/**
 * What reviewers give their word on: kind, title, what every section says and whether it is internal, the incident's fields,
 * action items, the window with its overrun, the marks of the services that the outages are computed from, and the log that a later
 * request for review took in. Where an item is tracked elsewhere, and what has become of it, is no part of it.
 */
export function toReportHash(text: ReportText, state: HashedState): string {
  const { kind, title, sections, incident, actionItems } = text;
  const log = state.postmortem.asked?.log;
  const bound = {
    kind,
    title,
    sections: sections.map((section) => ({
      id: section.id,
      says: toSectionText(section),
      isInternal: section.isInternal,
    })),
    ...(kind === 'incident-report' ? { incident } : {}),
    actionItems: actionItems.map(({ link: _, ...item }) => item),
    window: toPlannedWindow(state),
    startedAtMs: state.startedAtMs,
    endedAtMs: state.endedAtMs,
    marks: state.postmortem.marks.map(({ service, level, atMs }) => ({ service, level, atMs })),
    ...(log === undefined ? {} : { log }),
  };
  return toTextHash(toCanonicalJson(bound));
}

/** Of the log that a report would take in with a request for review. */
export function toLogHash({ timeline, outage }: Pick<ReportFacts, 'timeline' | 'outage'>): string {
  return toTextHash(toCanonicalJson({ timeline, ...(outage === undefined ? {} : { outage }) }));
}

/** SHA-256 of UTF-8 text, as 64 lower-case hex digits. */
export function toTextHash(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}
