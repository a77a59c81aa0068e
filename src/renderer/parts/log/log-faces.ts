/** What rows of the log say: a line with the short name of its step and host, an event with its sentence and the tone of its news. */
import type { LogRow } from '../../../contract/shapes.ts';
import { toEventSort, toEventTone } from '../../../core/maintenance/event-face.ts';
import { toEventText } from '../../../core/maintenance/event-text.ts';
import type { TaskNames } from '../../../core/maintenance/task-names.ts';
import type { MaintenanceView } from '../../model/maintenance-model.ts';
import type { RowFace } from './row-painter.ts';

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
    sort: toEventSort(event),
    tone: toEventTone(event),
  };
}
