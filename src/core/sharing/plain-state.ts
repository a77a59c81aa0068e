/** How a maintenance stands, in sentences for whoever does not lead it: no term of the console that one would have to know. */

import { withoutStop } from '../maintenance/event-text/phrases.ts';
import { toVerdictText } from '../maintenance/event-text/verdict-text.ts';
import { currentTasks } from '../maintenance/front.ts';
import type { MaintenanceState, Status, Task } from '../maintenance/state.ts';
import { activeTasks, isBeforeStart, isOver, isSettled, lastAttempt, toTaskTitle } from '../maintenance/tasks.ts';

export interface PlainState {
  /** The one sentence to read where one reads no more. */
  readonly now: string;
  /** What explains it or has to be known beside it, most pressing first. */
  readonly more: readonly string[];
  readonly tone: 'neutral' | 'busy' | 'good' | 'warn' | 'bad';
  /** Of the run or the rollback under way; absent before the start. */
  readonly progress?: { readonly done: number; readonly all: number };
}

export function toPlainState(state: MaintenanceState): PlainState {
  if (isBeforeStart(state)) return toWaitingToStart(state);
  const tasks = activeTasks(state);
  const progress = { done: tasks.filter((task) => isSettled(state, task)).length, all: tasks.length };
  if (isOver(state)) return { now: endings[state.status], more: [], tone: toneOfEnd(state.status), progress };
  return { ...toUnderWay(state), progress };
}

function toWaitingToStart(state: MaintenanceState): PlainState {
  const { window, emergency } = state.schedule;
  const steps = state.plan.steps.length;
  return {
    now: state.status === 'scheduled' ? 'It is scheduled and has not begun.' : 'It is being prepared.',
    more: [
      ...(emergency === undefined ? [] : [`It was declared an emergency: ${withoutStop(emergency.justification)}.`]),
      ...(window === undefined ? ['It has no window yet.'] : []),
      steps === 1 ? 'Its work plan has one step.' : `Its work plan has ${steps} steps.`,
    ],
    tone: 'neutral',
  };
}

function toUnderWay(state: MaintenanceState): Omit<PlainState, 'progress'> {
  const isBack = state.status === 'rolling-back';
  const what = isBack ? 'What was done is being undone' : 'It is running';
  const here = currentTasks(state);
  const unknown = state.tasks.filter((task) => task.state === 'unknown');
  const failed = here.filter((task) => ['failed', 'timed-out', 'cancelled'].includes(task.state));
  const rest = [...toStands(state, here), ...toHeld(state, unknown.length + failed.length > 0)];
  if (unknown.length > 0) {
    const names = unknown.map((task) => toTaskTitle(state, task)).join(', ');
    const now = `Nobody knows yet what became of ${names}; nothing new begins until the leader has found out.`;
    return { now, more: rest, tone: 'bad' };
  }
  if (failed.length > 0) {
    const now = `${failed.map((task) => toFailed(state, task)).join('; ')}. The leader decides how it goes on.`;
    return { now, more: rest, tone: 'bad' };
  }
  if (state.hold !== undefined) return { now: 'It is on hold: nothing new begins.', more: rest, tone: 'warn' };
  return { now: `${what}.`, more: rest, tone: isBack ? 'warn' : 'busy' };
}

function toFailed(state: MaintenanceState, task: Task): string {
  const verdict = lastAttempt(task)?.verdict;
  return `${toTaskTitle(state, task)} has not succeeded${verdict === undefined ? '' : ` (${toVerdictText(verdict)})`}`;
}

/** What the run is at: a step that runs, or waits for a person or for a time. */
function toStands(state: MaintenanceState, here: readonly Task[]): readonly string[] {
  return here.flatMap((task) => {
    const name = toTaskTitle(state, task);
    if (task.state === 'running') return [`It is at ${name}.`];
    if (task.state !== 'waiting') return [];
    switch (task.awaits?.for) {
      case 'confirmation':
        return [`${name} waits for the leader’s confirmation.`];
      case 'person':
        return [`${name} is done by a person, and waits for their word.`];
      default:
        return [`It waits: ${name}.`];
    }
  });
}

/** A hold that a failed or unknown step brought about is told with the step. */
function toHeld({ hold }: MaintenanceState, isTold: boolean): readonly string[] {
  if (hold === undefined || (isTold && hold.by.kind !== 'person') || hold.reason === '') return [];
  const by = hold.by.kind === 'person' ? ` (${hold.by.name})` : '';
  return [`On hold because: ${withoutStop(hold.reason)}${by}.`];
}

type Over = Exclude<Status, 'draft' | 'scheduled' | 'running' | 'rolling-back'>;

const endings: Readonly<Record<Status, string>> = {
  completed: 'It is completed.',
  'completed-with-failures': 'It is completed, and some of its steps did not succeed.',
  'rolled-back': 'It was rolled back: what had been done is undone.',
  aborted: 'It was aborted: it ended where it stood.',
  cancelled: 'It was called off before it began.',
  draft: '',
  scheduled: '',
  running: '',
  'rolling-back': '',
} satisfies Record<Over | Exclude<Status, Over>, string>;

function toneOfEnd(status: Status): PlainState['tone'] {
  if (status === 'completed') return 'good';
  if (status === 'aborted') return 'bad';
  return status === 'cancelled' ? 'neutral' : 'warn';
}
