/** The condensed timeline of a maintenance: what happened that somebody who was not there needs to know, each linked to its lines. */
import { because } from '../maintenance/event-text/phrases.ts';
import { toEventText } from '../maintenance/event-text.ts';
import type { EventType, JournalEvent } from '../maintenance/events.ts';
import { JournalNames } from '../maintenance/names/journal-names.ts';
import type { Names } from '../maintenance/names/names.ts';
import type { MaintenanceState } from '../maintenance/state.ts';
import { type Told, toDetection } from './detection.ts';
import { toOpenText } from './open-text.ts';
import { levelWords } from './outage.ts';
import { type ReportFacts, reportLimits, type TimelineEntry } from './report.ts';

/** What stands in it. How plan, roster, record and notices came to be is in the log, and is no part of what happened. */
const toldTypes: ReadonlySet<EventType> = new Set<EventType>([
  'maintenance-scheduled',
  'schedule-changed',
  'maintenance-cancelled',
  'emergency-declared',
  'em-notified',
  'ces-engaged',
  'rule-waived',
  'run-started',
  'run-held',
  'run-resumed',
  'roll-back-begun',
  'run-aborted',
  'run-ended',
  'step-done',
  'step-not-done',
  'step-skipped',
  'step-retried',
  'attempt-ended',
  'attempt-became-unknown',
  'attempt-found',
  'attempt-marked',
  'cancel-requested',
  'contact-lost',
  'contact-regained',
  'criterion-decided',
  'checklist-item-settled',
  'note-added',
  'comment-added',
  'person-unavailable',
  'continuation-decided',
  'hand-over-accepted',
  'support-signed-off',
  'support-raised',
  'sending-done',
  'notice-copied',
  'service-marked',
]);

/** What a person chose to do, of all they did. */
const decided: ReadonlySet<EventType> = new Set<EventType>([
  'schedule-changed',
  'maintenance-cancelled',
  'emergency-declared',
  'rule-waived',
  'run-held',
  'run-resumed',
  'roll-back-begun',
  'run-aborted',
  'step-skipped',
  'step-retried',
  'attempt-marked',
  'cancel-requested',
  'criterion-decided',
  'continuation-decided',
  'support-signed-off',
]);

type Decision = ReportFacts['decisions'][number];

export interface Timeline {
  /** By time: a mark of a service stands where the service became so, whenever that was said. */
  readonly entries: readonly TimelineEntry[];
  readonly isCut: boolean;
  /** What people chose to do. */
  readonly decisions: readonly Decision[];
  /** What failed, or nobody knew the outcome of. */
  readonly failures: readonly TimelineEntry[];
  /** What first answered the first of them, at the time when it did. */
  readonly detection?: TimelineEntry;
}

/** @param journal all of it, in order */
export function toTimeline(journal: Iterable<JournalEvent>, state: MaintenanceState): Timeline {
  const names = new JournalNames();
  const marks = new Set(state.postmortem.marks.map(({ id }) => id));
  const tasks = new Map(state.tasks.map((task) => [task.id as string, task]));
  const found: Found[] = [];
  const decisions: Decision[] = [];
  const told: Told[] = [];
  const failed: Told[] = [];
  for (const event of journal) {
    names.learn(event);
    if (!toldTypes.has(event.type) || isOfErrand(event)) continue;
    if (event.type === 'service-marked' && !marks.has(event.data.mark.id)) continue;
    const openly = toOpenText(event, state);
    const entry = {
      ...toEntry(event, names.at(event.seq), tasks),
      ...(openly === undefined ? {} : { openly }),
    };
    found.push({ entry, ...toStep(event, names.at(event.seq)) });
    if (event.actor.kind === 'person' && decided.has(event.type)) {
      const { actor: by = event.actor.name, level: _, openly: __, service: ___, ...what } = entry;
      decisions.push({ ...what, by });
    }
    told.push({ event, entry });
    if (isFailure(event, state)) failed.push({ event, entry });
  }
  const entries = condense(found).toSorted((a, b) => a.atMs - b.atMs);
  const detection = toDetection(told, failed);
  return {
    entries: entries.slice(0, reportLimits.timeline),
    isCut: entries.length > reportLimits.timeline,
    decisions: decisions.slice(0, reportLimits.timeline),
    failures: failed.slice(0, reportLimits.timeline).map(({ entry }) => entry),
    ...(detection === undefined ? {} : { detection }),
  };
}

/**
 * What tells that something went wrong. Whoever says so knows of it: then it is detected with the same word. A service that is
 * down went wrong unless the record says that access is interrupted: then it was meant to be.
 */
function isFailure(event: JournalEvent, { change }: MaintenanceState): boolean {
  switch (event.type) {
    case 'attempt-ended':
      return !event.data.isSuccess;
    case 'checklist-item-settled':
      return event.data.result === 'failed';
    case 'attempt-became-unknown':
    case 'step-not-done':
      return true;
    case 'service-marked':
      return event.data.mark.level === 'down' && change.record.isAccessInterrupted !== true;
    default:
      return false;
  }
}

interface Found {
  readonly entry: TimelineEntry;
  /** The title of the step that succeeded with it, where nothing else is to be said of it. */
  readonly succeeded?: string;
}

function isOfErrand({ data }: JournalEvent): boolean {
  return 'task' in data && typeof data.task === 'string' && data.task.includes('~errand');
}

type Tasks = ReadonlyMap<string, MaintenanceState['tasks'][number]>;

function toEntry(event: JournalEvent, names: Names, tasks: Tasks): TimelineEntry {
  const rows = toRows(event, tasks);
  return {
    atMs: event.type === 'service-marked' ? event.data.mark.atMs : event.atMs,
    ...(event.actor.kind === 'person' ? { actor: event.actor.name } : {}),
    text: toText(event, names),
    at: { event: event.seq },
    ...(rows === undefined ? {} : { rows }),
    ...(event.type === 'service-marked' ? { level: event.data.mark.level, service: event.data.mark.service } : {}),
  };
}

/** As the log says it, but for what failed: of that nobody is the subject. A mark stands at its own instant, and need not say it. */
function toText(event: JournalEvent, names: Names): string {
  switch (event.type) {
    case 'service-marked': {
      const { service, level, note } = event.data.mark;
      return `${service} ${levelWords[level]}${because(note)}.`;
    }
    case 'step-not-done':
      return `${names.task(event.data.task)} could not be done${because(event.data.reason)}.`;
    case 'checklist-item-settled':
      if (event.data.result !== 'failed') return toEventText(event, names);
      return `The ${names.part('validation', event.data.item)} failed.`;
    default:
      return toEventText(event, names);
  }
}

/** Of an attempt that ended: all its output. */
function toRows(event: JournalEvent, tasks: Tasks): TimelineEntry['rows'] {
  if (event.type !== 'attempt-ended') return undefined;
  const { task, attempt, rows } = event.data;
  const found = tasks.get(task)?.attempts.find(({ number }) => number === attempt);
  return found === undefined || rows === 0 ? undefined : { from: found.fromRow, to: found.toRow ?? event.row };
}

function toStep(event: JournalEvent, names: Names): Pick<Found, 'succeeded'> {
  if (event.type === 'step-done' && (event.data.note ?? '') === '') return { succeeded: names.task(event.data.task) };
  if (event.type === 'attempt-ended' && event.data.isSuccess) return { succeeded: names.task(event.data.task) };
  return {};
}

/** What went as it should, one after another, is one entry: three are the fewest that are worth joining. */
function condense(found: readonly Found[]): readonly TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  for (let index = 0; index < found.length; ) {
    let end = index;
    while (found[end]?.succeeded !== undefined) end++;
    if (end - index >= 3) entries.push(join(found.slice(index, end)));
    else entries.push(...found.slice(index, Math.max(end, index + 1)).map(({ entry }) => entry));
    index = Math.max(end, index + 1);
  }
  return entries;
}

function join(found: readonly Found[]): TimelineEntry {
  const [first, last] = [found[0], found.at(-1)];
  if (first === undefined || last === undefined) throw new Error('nothing to join');
  const ranges = found.flatMap(({ entry }) => entry.rows ?? []);
  const actors = new Set(found.map(({ entry }) => entry.actor));
  const [actor] = actors;
  return {
    atMs: last.entry.atMs,
    ...(actors.size === 1 && actor !== undefined ? { actor } : {}),
    text: `${found.length} steps went as planned, from ${first.succeeded} to ${last.succeeded}.`,
    at: last.entry.at,
    ...(ranges.length === 0
      ? {}
      : { rows: { from: Math.min(...ranges.map(({ from }) => from)), to: Math.max(...ranges.map(({ to }) => to)) } }),
  };
}
