/** What first answered the first failure: the console, which held the run, or a person who acted on it or spoke of it. */
import type { EventType, JournalEvent } from '../maintenance/events.ts';
import type { TimelineEntry } from './report.ts';

export interface Told {
  readonly event: JournalEvent;
  readonly entry: TimelineEntry;
}

/** What a person does about a run, or says of it. That a step is done, or a notice sent, shows nothing of a failure elsewhere. */
const answers: ReadonlySet<EventType> = new Set<EventType>([
  'run-held',
  'roll-back-begun',
  'run-aborted',
  'step-not-done',
  'step-skipped',
  'step-retried',
  'attempt-marked',
  'cancel-requested',
  'criterion-decided',
  'continuation-decided',
  'emergency-declared',
  'em-notified',
  'support-raised',
  'note-added',
  'comment-added',
  'service-marked',
]);

/**
 * At the time when it was done or said: a mark may be of an instant long before, and nobody knew then.
 * @param told the events of the timeline, in the order of the journal
 * @param failed those of them that tell of a failure
 */
export function toDetection(told: readonly Told[], failed: readonly Told[]): TimelineEntry | undefined {
  const [first] = failed.toSorted((one, other) => one.entry.atMs - other.entry.atMs);
  if (first === undefined) return undefined;
  const found = told.find(({ event }) => {
    if (event.seq < first.event.seq && event.atMs <= first.entry.atMs) return false;
    if (event.type === 'run-held') return true;
    return event.actor.kind === 'person' && (answers.has(event.type) || isOfFailure(event, failed));
  });
  return found === undefined ? undefined : { ...found.entry, atMs: found.event.atMs };
}

/** It tells of a failure itself, or is about a step that had failed before. */
function isOfFailure(event: JournalEvent, failed: readonly Told[]): boolean {
  const task = toTask(event);
  return failed.some(
    (one) => one.event === event || (one.event.seq < event.seq && task !== undefined && toTask(one.event) === task),
  );
}

function toTask({ data }: JournalEvent): string | undefined {
  return 'task' in data && typeof data.task === 'string' ? data.task : undefined;
}
