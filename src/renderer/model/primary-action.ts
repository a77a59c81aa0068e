/** What a person is asked to do, and the one thing to offer first: what a header's button says, and which dialog it opens. */
import { isClosingAwaited } from '../../core/change/closing.ts';
import type { TaskId } from '../../core/ids.ts';
import { currentTasks } from '../../core/maintenance/front.ts';
import type { Offers } from '../../core/maintenance/offers.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import { offersOf } from './offers-of.ts';

export type RunControl = 'start' | 'hold' | 'resume' | 'roll-back' | 'abort' | 'complete' | 'secrets';
export type StepControl = keyof Offers['steps'];
export type MarkWord = 'ran' | 'did-not-run' | 'new-attempt';

/** A control opens a dialog; only the dialog's own button asks the host process for anything. */
export type Control =
  | { readonly kind: RunControl }
  | { readonly kind: Exclude<StepControl, 'mark'>; readonly task: TaskId }
  | { readonly kind: 'mark'; readonly task: TaskId; readonly word: MarkWord };

export type PrimaryAction =
  | { readonly label: string; readonly control: Control }
  /** A decision with several answers, all of them on the step's card in the console. */
  | { readonly label: string; readonly decideOn: TaskId };

/**
 * The one primary action of a maintenance now; `undefined` where there is nothing to do but look.
 * @param leads whether whoever looks may lead: what the closing still waits for is theirs to say
 */
export function primaryAction(
  state: MaintenanceState,
  offers: Offers = offersOf(state),
  leads = true,
): PrimaryAction | undefined {
  if (offers.start) return { label: 'Start…', control: { kind: 'start' } };

  const [unknown] = offers.steps.mark;
  if (unknown !== undefined) return { label: 'Settle the unknown step…', decideOn: unknown };

  const failed = currentTasks(state).find(({ id }) => offers.steps.retry.includes(id));
  if (failed !== undefined && !offers.resume) return { label: 'Decide about the failed step…', decideOn: failed.id };

  const [confirm] = offers.steps.confirm;
  if (confirm !== undefined) {
    const host = state.tasks.find(({ id }) => id === confirm)?.host;
    return { label: `Confirm on ${host ?? 'its host'}…`, control: { kind: 'confirm', task: confirm } };
  }
  const [goOn] = offers.steps['go-on'];
  if (goOn !== undefined) {
    const host = state.tasks.find(({ id }) => id === goOn)?.host;
    return { label: host === undefined ? 'Go on…' : `Go on with ${host}…`, control: { kind: 'go-on', task: goOn } };
  }
  // The leader is not the second person: theirs is to go on.
  const second = leads
    ? undefined
    : currentTasks(state).find(
        ({ id, awaits }) => awaits?.for === 'countersign' && offers.steps.countersign.includes(id),
      );
  if (second !== undefined)
    return { label: 'Confirm as second person…', control: { kind: 'countersign', task: second.id } };
  const [done] = offers.steps.done;
  if (done !== undefined) return { label: 'Say it is done…', control: { kind: 'done', task: done } };

  if (offers.resume) return { label: 'Resume…', control: { kind: 'resume' } };
  // The dialog names what completion still waits for, and takes it.
  if (offers.complete || (leads && isClosingAwaited(state)))
    return { label: 'Complete…', control: { kind: 'complete' } };
  if (offers.hold) return { label: 'Hold…', control: { kind: 'hold' } };
  return undefined;
}
