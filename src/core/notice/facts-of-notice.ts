/** The facts a notice's text is filled with, each by the name a template calls it by (`CHG-5`). Internal ones never fill a public text. */

import { toStanding } from '../gate/standing.ts';
import { toProjectedEnd } from '../maintenance/projection.ts';
import type { MaintenanceState } from '../maintenance/state.ts';
import { isOver, isSettled } from '../maintenance/tasks.ts';
import type { Release } from '../migration/release.ts';
import { toReleaseReport } from '../migration/release-report.ts';
import { defaultPolicy } from '../policy/default-policy.ts';
import type { Window } from '../schedule/window.ts';
import type { Audience, Notice } from './notice.ts';

export interface FactContext {
  readonly state: MaintenanceState;
  readonly notice: Pick<Notice, 'about'>;
  readonly nowMs: number;
}

export interface NoticeFact {
  /** What a person calls it. */
  readonly label: string;
  readonly audience: Audience;
  /** `undefined`: the record does not say. */
  readonly say: (context: FactContext) => string | undefined;
}

const record = ({ state }: Pick<FactContext, 'state'>) => state.change.record;
const open = (label: string, say: NoticeFact['say']): NoticeFact => ({ label, audience: 'public', say });
const internal = (label: string, say: NoticeFact['say']): NoticeFact => ({ label, audience: 'internal', say });

export const noticeFacts = {
  title: open('the title', ({ state }) => state.title),
  environment: open('the environment', (context) => record(context).environment?.name),
  services: open('the services', (context) => toList(record(context).services)),
  start: open('the start', ({ state }) => say(state.schedule.window, 'startMs')),
  end: open('the end', ({ state }) => say(state.schedule.window, 'endMs')),
  duration: open('the expected duration', ({ state }) => {
    const { window } = state.schedule;
    const ms =
      state.change.record.expectedDurationMs ?? (window === undefined ? undefined : window.endMs - window.startMs);
    return ms === undefined ? undefined : toSpan(ms);
  }),
  access: open('whether access is interrupted', (context) => {
    const isInterrupted = record(context).isAccessInterrupted;
    if (isInterrupted === undefined) return undefined;
    return isInterrupted ? 'Access is interrupted during this time.' : 'Access is not interrupted.';
  }),
  workflows: open('which workflows should wait', (context) => record(context).workflowsToWait),
  support: open('who owns support in the window', (context) => record(context).supportOwner),
  users: open('the affected users', (context) => toList(record(context).affectedUsers)),
  scope: open('the release scope', (context) => record(context).releaseScope),
  result: open('the result', ({ state }) => results[state.status as keyof typeof results]),
  validation: open('the validation status', ({ state }) => toValidation(state)),
  issues: open('the known issues', (context) => {
    const issues = record(context).knownIssues;
    return issues.length === 0
      ? 'None.'
      : issues.map(({ issue, workaround }) => `- ${issue} Workaround: ${workaround ?? 'none'}.`).join('\n');
  }),
  'follow-up': open('the follow-up owner', (context) => {
    const owners = record(context).knownIssues.flatMap(({ followUpOwner }) => followUpOwner ?? []);
    return toList(owners) ?? record(context).supportOwner;
  }),
  'projected-end': open('the projected end', ({ state, nowMs }) => {
    const endMs = toProjectedEnd(state, nowMs);
    return endMs === undefined ? undefined : toInstant(Math.ceil(endMs / 60_000) * 60_000, state.schedule.window?.zone);
  }),
  progress: open('how far it is', ({ state }) => {
    const settled = state.tasks.filter((task) => isSettled(state, task)).length;
    return state.tasks.length === 0 ? undefined : `${settled} of ${state.tasks.length} steps are done`;
  }),
  'what-changed': open('what changed', ({ state, notice }) => {
    const change = toChange(state, notice);
    return change === undefined ? undefined : toChangeText(change);
  }),
  'from-version': open('the version it has', ({ state }) => state.release?.fromVersion),
  'to-version': open('the version it is brought to', ({ state }) => state.release?.toVersion),
  downtime: open('the potential downtime', ({ state }) => toDowntime(state.release?.downtime)),
  migrations: open('the migrations', ({ state }) => toMigrations(state)),
  contact: open('whom to contact', ({ state }) => state.release?.contact ?? record({ state }).supportOwner),
  applied: internal('what is applied', ({ state }) => toReleaseReport(state)?.says),
  'release-gate': internal('what it means for releases', ({ state }) => toGateSentence(state)),
  'source-system-owner': internal('the source-system owner', (context) => record(context).sourceSystemOwner),
  'scheduled-jobs-owner': internal('the owner of scheduled jobs', (context) => record(context).scheduledJobsOwner),
  why: internal('the reason', ({ state, notice }) => toChange(state, notice)?.reason),
  em: internal('an engineering manager', ({ state }) => toPeople(state, 'approver')),
  ces: internal('a community engagement specialist', ({ state }) => toPeople(state, 'communication')),
  leader: internal('the leader', ({ state }) => {
    const leader = state.roster.duties.leaders[0]?.person;
    return nameOf(state, leader) ?? state.leader?.name;
  }),
  venue: internal('the communications venue', (context) => record(context).venue),
  escalation: internal('the escalation path', (context) => record(context).escalationPath),
  justification: internal('the justification', ({ state }) => state.schedule.emergency?.justification),
} as const satisfies Record<string, NoticeFact>;

export type FactName = keyof typeof noticeFacts;

const results = {
  completed: 'The work is complete.',
  'completed-with-failures': 'The work is complete; some steps failed.',
  'rolled-back': 'The change was rolled back.',
  'rolling-back': 'The change is being rolled back.',
  aborted: 'The work was stopped before its end.',
  cancelled: 'The maintenance was cancelled.',
};

/** With the end or start it was to have: the reader's calendar still says that. */
function toChangeText({ change, from }: MaintenanceState['schedule']['changes'][number]): string {
  if (from === undefined) return `It was ${change}.`;
  const [edge, atMs] = change === 'extended' ? ['end', from.endMs] : ['begin', from.startMs];
  return `It was ${change}: it was to ${edge} ${toInstant(atMs, from.zone)}.`;
}

function toChange(state: MaintenanceState, notice: Pick<Notice, 'about'>) {
  return state.schedule.changes.find(({ id }) => id === notice.about);
}

function toValidation(state: MaintenanceState): string | undefined {
  const { checklist } = state.change;
  if (checklist.length === 0) return isOver(state) ? 'No validations were planned.' : undefined;
  const failed = checklist.filter(({ settled }) => settled?.result === 'failed');
  const passed = checklist.filter(({ settled }) => settled !== undefined && settled.result !== 'failed');
  const tail = failed.length === 0 ? '' : ` Failed: ${failed.map(({ text }) => text).join('; ')}.`;
  return `${passed.length} of ${checklist.length} validations passed.${tail}`;
}

const untilResolved = 'Releases to this environment are blocked until this is resolved.';

/** A release that has failed holds the environment's other releases until somebody has seen to it (`REL-7`). */
function toGateSentence(state: MaintenanceState): string | undefined {
  switch (toStanding(state)?.kind) {
    case 'failed':
      return untilResolved;
    case 'at-work':
      // Aborted while a step was open: whatever becomes of that, it has failed.
      return isOver(state) ? untilResolved : 'Releases to this environment are blocked while it runs.';
    case 'idle':
    case 'clean':
      return 'It does not block releases to this environment.';
    case undefined:
      return undefined;
  }
}

/** What its migrations say of it, all together. */
function toDowntime(downtime: Release['downtime']): string | undefined {
  if (downtime === undefined) return undefined;
  const { fullMinutes, partialMinutes, unknown } = downtime;
  const parts = [
    ...(fullMinutes === 0 ? [] : [`${toSpan(fullMinutes * 60_000)} without service`]),
    ...(partialMinutes === 0 ? [] : [`${toSpan(partialMinutes * 60_000)} with less of it`]),
    ...(unknown === 0 ? [] : [unknown === 1 ? '1 migration does not say' : `${unknown} migrations do not say`]),
  ];
  return parts.length === 0 ? 'none' : parts.join(', ');
}

const migrationLimit = 20;

/** By the titles of their steps: what the catalogue calls each, and what it does. */
function toMigrations({ release, plan }: MaintenanceState): string | undefined {
  if (release === undefined) return undefined;
  const titles = release.migrations.map(({ id, step }) => plan.steps.find((one) => one.id === step)?.title ?? id);
  const rest = titles.length - migrationLimit;
  const more = rest > 0 ? [`and ${rest} more`] : [];
  return [...titles.slice(0, migrationLimit), ...more].map((title) => `- ${title}`).join('\n');
}

/** By the policy's role: those on the roster who have it; for the notices, the one whose duty they are. */
function toPeople(state: MaintenanceState, which: 'approver' | 'communication'): string | undefined {
  const role = (state.schedule.frozen?.policy ?? defaultPolicy).roles[which].toLowerCase();
  const named = which === 'communication' ? nameOf(state, state.roster.duties.ces) : undefined;
  if (named !== undefined) return named;
  return toList(
    state.roster.members.filter(({ roles }) => roles.some((one) => one.toLowerCase() === role)).map(({ name }) => name),
  );
}

function nameOf(state: MaintenanceState, person: string | undefined): string | undefined {
  return state.roster.members.find(({ id }) => id === person)?.name;
}

function toList(words: readonly string[]): string | undefined {
  return words.length === 0 ? undefined : [...new Set(words)].join(', ');
}

function say(window: Window | undefined, edge: 'startMs' | 'endMs'): string | undefined {
  return window === undefined ? undefined : toInstant(window[edge], window.zone);
}

/** `2026-11-24 22:00 Europe/Berlin (21:00 UTC)`: the zone a person chose, and one that everybody can reckon from. */
export function toInstant(atMs: number, zone = 'UTC'): string {
  const utc = toLocal(atMs, 'UTC');
  if (zone === 'UTC') return `${utc} UTC`;
  const local = toLocal(atMs, zone);
  const isSameDay = local.slice(0, 10) === utc.slice(0, 10);
  return `${local} ${zone} (${isSameDay ? utc.slice(11) : utc} UTC)`;
}

function toLocal(atMs: number, zone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return format.format(atMs);
}

function toSpan(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const parts = [
    [Math.floor(minutes / 60), 'hour'],
    [minutes % 60, 'minute'],
  ] as const;
  const said = parts.flatMap(([count, unit]) => (count === 0 ? [] : [`${count} ${unit}${count === 1 ? '' : 's'}`]));
  return said.length === 0 ? 'less than a minute' : said.join(' ');
}
