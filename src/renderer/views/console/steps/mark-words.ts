/** What follows from each word on a step nobody knows the outcome of, said before it is said. */
import type { MaintenanceState, Task } from '../../../../core/maintenance/state.ts';
import { isOver, stepOf } from '../../../../core/maintenance/tasks.ts';
import type { MarkWord } from '../../../model/primary-action.ts';

export const markTitles: Readonly<Record<MarkWord, string>> = {
  ran: 'It ran',
  'did-not-run': 'It did not run',
  'new-attempt': 'A new attempt',
};

export function toConsequence(state: MaintenanceState, task: Task, word: MarkWord): string {
  const host = task.host ?? 'its host';
  if (isOver(state) && word !== 'new-attempt') {
    return `Counts as ${word === 'ran' ? 'succeeded' : 'failed'}. The run is over: nothing follows from it but what the log says.`;
  }
  switch (word) {
    case 'ran':
      return `Counts as succeeded. The run goes on with the next step${state.hold === undefined ? '' : ' once it is resumed'}.`;
    case 'did-not-run':
      return 'Counts as failed. The run holds, and you choose to retry, skip or roll back.';
    case 'new-attempt':
      return `Runs the script again on ${host}. If the first attempt ran, or still runs, it runs twice.${repeatWords(state, task)}`;
  }
}

/** The author's word on running it twice. */
export function repeatWords(state: MaintenanceState, task: Task): string {
  const step = stepOf(state, task);
  if (!('safeToRepeat' in step)) return '';
  return step.safeToRepeat ? ' The plan calls it safe to repeat.' : ' The plan does not call it safe to repeat.';
}
