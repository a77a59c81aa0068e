/** What may be done now, worked out once for each state however many parts of a screen ask. */
import type { TaskId } from '../../core/ids.ts';
import { type Offers, toOffers } from '../../core/maintenance/offers.ts';
import { leadsRun } from '../../core/maintenance/second-person.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import { findTask, stepOf } from '../../core/maintenance/tasks.ts';
import type { Seat } from './seat.ts';

/** What a console that only reads may do: look. */
export const noOffers: Offers = {
  start: false,
  changePlan: false,
  hold: false,
  resume: false,
  rollBack: false,
  abort: false,
  complete: false,
  steps: {
    confirm: [],
    countersign: [],
    'go-on': [],
    done: [],
    'not-done': [],
    skip: [],
    retry: [],
    mark: [],
    cancel: [],
  },
};

/** A visitor confirms as the second person, and says of a step by hand that is given to them whether it is done; everything else is the leader’s. */
export function visitorOffers(state: MaintenanceState, seat: Seat): Offers {
  const given = (tasks: readonly TaskId[]) => tasks.filter((id) => isGivenTask(state, seat, id));
  const { steps } = offersOf(state);
  return {
    ...noOffers,
    steps: {
      ...noOffers.steps,
      countersign: seat.may('step.countersign') && !isLeader(state, seat) ? steps.countersign : [],
      done: seat.may('step.done') ? given(steps.done) : [],
      'not-done': seat.may('step.notDone') ? given(steps['not-done']) : [],
    },
  };
}

/** Who leads may look on from elsewhere as well, and is no second person there either. */
function isLeader(state: MaintenanceState, { member }: Seat): boolean {
  return member !== undefined && !state.isPractice && leadsRun(state, { person: member.id, name: member.name });
}

function isGivenTask(state: MaintenanceState, seat: Seat, id: TaskId): boolean {
  const task = findTask(state, id);
  return task !== undefined && seat.isGiven(stepOf(state, task));
}

const known = new WeakMap<MaintenanceState, Offers>();

export function offersOf(state: MaintenanceState): Offers {
  const offers = known.get(state) ?? toOffers(state);
  known.set(state, offers);
  return offers;
}
