/** What a run needs of a person now, and by which requests it may be given: the rules are core's, the words are ours. */
import type { RequestName } from '../../../contract/requests.ts';
import { type Next, toNext } from '../../../core/maintenance/next.ts';
import { toOffers } from '../../../core/maintenance/offers.ts';
import { standingCountersign, toCommandHash } from '../../../core/maintenance/second-person.ts';
import type { MaintenanceState, Task } from '../../../core/maintenance/state.ts';
import { findTask, hasFailed, lastAttempt, stepOf, toTaskTitle } from '../../../core/maintenance/tasks.ts';

export type NeedKind = 'confirmation' | 'second-person' | 'go-on' | 'person' | 'failed' | 'held' | 'unknown';

/** One thing a person may do about a need. */
export interface Way {
  /** What a person types to choose it. */
  readonly word: string;
  readonly does: string;
  readonly request: RequestName;
  /** But for the reason, where one is needed. */
  readonly input: Readonly<Record<string, string>>;
  readonly needsReason: boolean;
}

export interface Need {
  readonly kind: NeedKind;
  readonly task?: Task;
  readonly message: string;
  readonly ways: readonly Way[];
  /** It may end by itself: contact with the host may come back. */
  readonly mayPass: boolean;
}

/** What cannot wait first: of steps that run together several may need somebody. */
const urgency: readonly NeedKind[] = ['unknown', 'failed', 'held', 'confirmation', 'go-on', 'second-person', 'person'];

/** None: the run goes on by itself, has ended, or only has to be closed. */
export function toNeeds(state: MaintenanceState): readonly Need[] {
  return toNext(state)
    .flatMap((next) => toNeedOf(state, next) ?? [])
    .sort((one, other) => toRank(one) - toRank(other));
}

/** A hold is about the step that has failed, whatever else it keeps from going on. */
function toRank({ kind, task }: Need): number {
  return urgency.indexOf(kind) + (task !== undefined && hasFailed(task) ? 0 : 0.5);
}

function toNeedOf(state: MaintenanceState, next: Next): Need | undefined {
  if (next.do !== 'nothing') return undefined;
  const task = next.task === undefined ? undefined : findTask(state, next.task);
  const about = task === undefined ? {} : { task };
  const title = task === undefined ? 'the run' : toTaskTitle(state, task);
  const ways = toWays(state, task);
  switch (next.because) {
    case 'draft':
    case 'over':
    case 'passed':
    case 'running':
    case 'settled':
      return undefined;
    case 'person': {
      if (task?.awaits?.for === 'countersign') return toSecondPersonNeed(state, task, ways);
      const isConfirmation = task?.awaits?.for === 'confirmation';
      const kind = isConfirmation ? 'confirmation' : 'person';
      const message = isConfirmation ? `${title} runs once the host’s name is typed` : toManualText(state, task, title);
      return { kind, ...about, message, ways, mayPass: false };
    }
    case 'failed':
      return { kind: 'failed', ...about, message: `${title} has ${task?.state ?? 'failed'}`, ways, mayPass: false };
    case 'held': {
      const cause = state.hold?.cause;
      const kind = cause === 'step-failed' ? 'failed' : 'held';
      const message = `the run is held: ${state.hold?.reason || cause}`;
      return { kind, ...about, message, ways, mayPass: false };
    }
    case 'unknown': {
      const why = task === undefined ? undefined : lastAttempt(task)?.uncertainty;
      const message = `nobody knows what became of ${title}: ${why?.message ?? 'contact is lost'}`;
      return { kind: 'unknown', ...about, message, ways, mayPass: why?.kind === 'contact-lost' };
    }
  }
}

/** Another person's word, and then the leader's. */
function toSecondPersonNeed(state: MaintenanceState, task: Task, ways: readonly Way[]): Need {
  const title = toTaskTitle(state, task);
  const word = standingCountersign(state, task);
  if (word !== undefined)
    return {
      kind: 'go-on',
      task,
      message: `${word.by.name} confirmed ${title} as the second person`,
      ways,
      mayPass: false,
    };
  const message = `${title} waits for a second person to confirm exactly what it does (drydock confirm)`;
  return { kind: 'second-person', task, message, ways, mayPass: false };
}

function toManualText(state: MaintenanceState, task: Task | undefined, title: string): string {
  if (task === undefined) return `${title} waits for a person`;
  const step = stepOf(state, task);
  const why =
    task.direction === 'back' && step.kind !== 'wait' && step.rollback?.kind === 'none' ? step.rollback.why : '';
  const what = task.direction === 'back' ? why : (step.what ?? '');
  return `${title} is done by a person${what === '' ? '' : `: ${what.trim()}`}`;
}

function toWays(state: MaintenanceState, task: Task | undefined): readonly Way[] {
  const offers = toOffers(state);
  const maintenance = state.id;
  const ways: Way[] = [];
  const add = (
    isOffered: boolean,
    word: string,
    does: string,
    request: RequestName,
    input = {},
    needsReason = false,
  ) => {
    if (isOffered) ways.push({ word, does, request, input: { maintenance, ...input }, needsReason });
  };
  if (task !== undefined) {
    const { id } = task;
    const of = { task: id };
    add(offers.steps.confirm.includes(id), 'confirm', 'run it', 'step.confirm', { ...of, typed: task.host ?? '' });
    // Elsewhere somebody else confirms it, and says who they are: no word of the leader's does.
    const isOwnWord = state.isPractice && offers.steps.countersign.includes(id);
    const command = isOwnWord ? toCommandHash(state, task) : '';
    add(isOwnWord, 'countersign', 'confirm it as the second person, for practice', 'step.countersign', {
      ...of,
      command,
    });
    const typed = task.host === undefined ? {} : { typed: task.host };
    add(offers.steps['go-on'].includes(id), 'go-on', 'run it', 'step.goOn', { ...of, ...typed });
    add(offers.steps.done.includes(id), 'done', 'it is done', 'step.done', of);
    add(offers.steps['not-done'].includes(id), 'not-done', 'it could not be done', 'step.notDone', of, true);
    const canMark = offers.steps.mark.includes(id);
    add(canMark, 'ran', 'it ran to its end', 'step.mark', { ...of, word: 'ran' }, true);
    add(canMark, 'did-not-run', 'it never ran', 'step.mark', { ...of, word: 'did-not-run' }, true);
    add(canMark, 'new-attempt', 'run it once more', 'step.mark', { ...of, word: 'new-attempt' }, true);
    add(offers.steps.retry.includes(id), 'retry', 'a new attempt', 'step.retry', of);
    add(offers.steps.skip.includes(id), 'skip', 'leave it out', 'step.skip', of, true);
  }
  add(offers.resume, 'resume', 'go on', 'run.resume');
  add(offers.rollBack, 'roll-back', 'undo what ran', 'run.rollBack', {}, true);
  add(offers.abort, 'abort', 'end the run where it stands', 'run.abort', {}, true);
  return ways;
}
