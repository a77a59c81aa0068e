/** What rows of the log say: a line with the short name of its step and host, an event with its sentence and the tone of its news. */
import type { LogRow } from '../../../contract/shapes.ts';
import type { TaskId } from '../../../core/ids.ts';
import { toEventText } from '../../../core/maintenance/event-text.ts';
import type { JournalEvent } from '../../../core/maintenance/events.ts';
import type { MaintenanceState, Task } from '../../../core/maintenance/state.ts';
import { findTask, toTaskTitle } from '../../../core/maintenance/tasks.ts';
import type { MaintenanceView } from '../../model/maintenance-model.ts';
import type { Tone } from '../../theme/tones.ts';
import type { RowFace } from './row-painter.ts';

export interface TaskName {
  /** `6 db-1`: the step's number in its plan, and the host; `E2 db-1` for an errand. */
  readonly short: string;
  readonly long: string;
}

export interface TaskNames {
  get(task: TaskId): TaskName | undefined;
}

/** Only the names of what is in sight are made. */
export function toTaskNames(state: MaintenanceState): TaskNames {
  const made = new Map<TaskId, TaskName>();
  function make(id: TaskId): TaskName | undefined {
    const task = findTask(state, id);
    if (task === undefined) return undefined;
    const where = toPlace(state, task);
    const name = {
      short: task.host === undefined ? where : `${where} ${task.host}`,
      long: toTaskTitle(state, task),
    };
    made.set(id, name);
    return name;
  }
  return { get: (id) => made.get(id) ?? make(id) };
}

/** `6`, `↩6` for the undoing of it, `E2` for the second errand. */
function toPlace(state: MaintenanceState, task: Task): string {
  const errand = state.errands.findIndex((each) => each.task.id === task.id);
  if (errand !== -1) return `E${errand + 1}`;
  const number = state.plan.steps.findIndex((step) => step.id === task.step) + 1;
  return `${task.direction === 'back' ? '↩' : ''}${number}`;
}

/** `undefined` for an event that has not been read yet: its row comes before its content does. */
export function toRowFace(
  row: LogRow,
  { events, names }: Pick<MaintenanceView, 'events' | 'names'>,
  tasks: TaskNames,
): RowFace | undefined {
  if (row.kind === 'output') {
    const name = tasks.get(row.task);
    return {
      kind: 'output',
      at: row.row,
      atMs: row.atMs,
      where: name?.short ?? row.task,
      title: name === undefined ? row.task : `${name.long}, line ${(row.line + 1).toLocaleString()}`,
      text: row.text,
      stream: row.stream,
      isPartial: row.isPartial,
    };
  }
  const event = events[row.seq - 1];
  if (event === undefined) return undefined;
  const task = 'task' in event.data ? event.data.task : undefined;
  const name = task === undefined ? undefined : tasks.get(task);
  return {
    kind: 'event',
    at: row.seq,
    atMs: event.atMs,
    where: name?.short ?? '',
    title: name?.long ?? '',
    text: toEventText(event, names.at(event.seq)),
    sort: sortOf(event),
    tone: toneOf(event),
  };
}

function sortOf(event: JournalEvent): 'decision' | 'note' | 'system' {
  if (event.type === 'note-added') return 'note';
  return event.actor.kind === 'person' ? 'decision' : 'system';
}

function toneOf(event: JournalEvent): Tone {
  switch (event.type) {
    case 'attempt-ended':
      return event.data.isSuccess ? 'good' : 'bad';
    case 'step-done':
    case 'wait-elapsed':
    case 'contact-regained':
    case 'attempt-found':
      return 'good';
    case 'run-ended':
      return event.data.outcome === 'completed' ? 'good' : 'warn';
    case 'attempt-became-unknown':
    case 'attempt-marked':
      return 'odd';
    case 'step-not-done':
    case 'run-aborted':
    case 'contact-lost':
      return 'bad';
    case 'run-held':
    case 'step-awaited':
    case 'step-skipped':
    case 'cancel-requested':
    case 'roll-back-begun':
      return 'warn';
    case 'note-added':
    case 'run-started':
      return 'busy';
    default:
      return 'neutral';
  }
}
