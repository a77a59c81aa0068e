/** What a person may do now, by the very rules that decide it: a screen offers this and nothing else. */
import type { TaskId } from '../ids.ts';
import { refuseAbort, refuseComplete, refuseHold, refuseResume, refuseRollBack } from './decide/decide-run.ts';
import { refuseOnStep, type StepCommand } from './decide/decide-step.ts';
import type { MaintenanceState } from './state.ts';
import { isBeforeStart } from './tasks.ts';

export interface Offers {
  readonly start: boolean;
  readonly changePlan: boolean;
  readonly hold: boolean;
  readonly resume: boolean;
  readonly rollBack: boolean;
  readonly abort: boolean;
  readonly complete: boolean;
  /** For which steps each of these may be done. */
  readonly steps: Readonly<Record<StepCommand['type'], readonly TaskId[]>>;
}

export function toOffers(state: MaintenanceState): Offers {
  const isDraft = isBeforeStart(state);
  const tasksFor = (type: StepCommand['type']) =>
    state.tasks.filter((task) => refuseOnStep(state, type, task) === undefined).map(({ id }) => id);
  return {
    start: isDraft,
    changePlan: isDraft,
    hold: refuseHold(state) === undefined,
    resume: refuseResume(state) === undefined,
    rollBack: refuseRollBack(state) === undefined,
    abort: refuseAbort(state) === undefined,
    complete: refuseComplete(state) === undefined,
    steps: {
      confirm: tasksFor('confirm'),
      countersign: tasksFor('countersign'),
      'go-on': tasksFor('go-on'),
      done: tasksFor('done'),
      'not-done': tasksFor('not-done'),
      skip: tasksFor('skip'),
      retry: tasksFor('retry'),
      mark: tasksFor('mark'),
      cancel: tasksFor('cancel'),
    },
  };
}
