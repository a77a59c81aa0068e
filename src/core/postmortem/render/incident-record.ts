/** An IncidentReport as the team files it: exactly the fields of `PM-5`, no more, in their order. */
import { z } from 'zod';
import { type Report, type ServiceLevel, serviceLevelSchema } from '../report.ts';
import { toAggravation, toKnownProblems } from '../unanswered.ts';

export const incidentRecordSchema = z.strictObject({
  affectedService: z.string(),
  basicCause: z.enum(['human', 'technical', 'upstream']).nullable(),
  aggravatedBy: z.string().nullable().describe('Empty: nothing did, as somebody said. Null: nobody said anything.'),
  knownProblems: z.string().nullable().describe('Empty: none, as somebody said. Null: nobody said anything.'),
  wasPreventable: z.boolean().nullable(),
  responders: z.array(z.string()),
  /** With who has reviewed: an approval of an older text is none. */
  reviewers: z.array(
    z.strictObject({
      name: z.string(),
      role: z.string(),
      hasReviewed: z.boolean(),
      verdict: z.enum(['none', 'approved', 'changes-wanted']),
      /** Why nobody waits for their word; empty where the reason is the team's own. `null`: it is waited for, or given. */
      excused: z.string().nullable(),
    }),
  ),
  actionableTasks: z.array(
    z.strictObject({
      title: z.string(),
      owner: z.string(),
      kind: z.enum(['prevent', 'detect', 'mitigate', 'process']),
      due: z.string().nullable(),
      state: z.enum(['open', 'done', 'dropped']),
      link: z.string().nullable(),
    }),
  ),
  /** Down to up. `null`: nobody marked what state the service was in. */
  totalOutageMs: z.int().min(0).nullable(),
  /** Down to partial. */
  visibleOutageMs: z.int().min(0).nullable(),
  /** A service is not marked up again yet: both are counted so far. */
  isOutageOngoing: z.boolean(),
  log: z.array(
    z.strictObject({
      actor: z.string().nullable(),
      atMs: z.int(),
      /** In words, since a log of events says what happened. */
      event: z.string(),
      serviceState: serviceLevelSchema.nullable(),
    }),
  ),
});
export type IncidentRecord = z.infer<typeof incidentRecordSchema>;

/** `undefined` where the report is no IncidentReport. */
export function toIncidentRecord({
  kind,
  incident,
  reviewers,
  actionItems,
  facts,
}: Report): IncidentRecord | undefined {
  if (kind !== 'incident-report' || incident === undefined) return undefined;
  return {
    affectedService: incident.service,
    basicCause: incident.cause ?? null,
    aggravatedBy: toAggravation(incident) ?? null,
    knownProblems: toKnownProblems(incident) ?? null,
    wasPreventable: incident.isPreventable ?? null,
    responders: incident.responders,
    reviewers: reviewers.map(({ name, role, verdict, isStale, excused }) => ({
      name,
      role,
      hasReviewed: verdict !== 'none' && !isStale,
      verdict,
      excused: excused ?? null,
    })),
    actionableTasks: actionItems.map(({ title, owner, kind: taskKind, due, state, link }) => ({
      title,
      owner,
      kind: taskKind,
      due: due ?? null,
      state,
      link: link ?? null,
    })),
    totalOutageMs: facts.outage?.totalMs ?? null,
    visibleOutageMs: facts.outage?.visibleMs ?? null,
    isOutageOngoing: facts.outage?.isOngoing ?? false,
    log: toLog(facts.timeline),
  };
}

/** With how the service was at each entry, as it was marked last; of several the one that was worst off. `null` before the first mark. */
function toLog(timeline: Report['facts']['timeline']): IncidentRecord['log'] {
  const levels = new Map<string, ServiceLevel>();
  return timeline.map(({ actor, atMs, text, level, service = '' }) => {
    if (level !== undefined) levels.set(service.toLowerCase(), level);
    const marked = [...levels.values()];
    const serviceState = worstFirst.find((one) => marked.includes(one)) ?? null;
    return { actor: actor ?? null, atMs, event: text, serviceState };
  });
}

const worstFirst: readonly ServiceLevel[] = ['down', 'partial', 'up'];
