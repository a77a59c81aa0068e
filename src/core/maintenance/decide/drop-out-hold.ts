/** What a drop-out from the window keeps a run from: going on after a hold, until those who are left have decided (`POL-15`). */
import { findStop, findUndecided } from '../../policy/rules/drop-outs.ts';
import { findWaiver } from '../../policy/waiver.ts';
import { toName } from '../../roster/roster.ts';
import { refuse } from '../refusal.ts';
import type { MaintenanceState } from '../state.ts';
import { isBeforeStart, isOver } from '../tasks.ts';

function isDropOutRuleInForce(state: MaintenanceState): boolean {
  const policy = state.schedule.frozen?.policy;
  if (policy === undefined || state.isPractice || policy.rules['POL-15'].severity !== 'must') return false;
  return findWaiver(policy, state, 'POL-15') === undefined;
}

/** Drop-outs from a run that goes on about which nobody has decided, where the policy asks for that (`POL-15`). */
export function findOpenDropOuts(state: MaintenanceState): ReturnType<typeof findUndecided> {
  const policy = state.schedule.frozen?.policy;
  if (policy === undefined || isBeforeStart(state) || isOver(state) || !isDropOutRuleInForce(state)) return [];
  return findUndecided(policy, state);
}

/** By a drop-out that nobody has decided about, or because of which it was decided to stop, where the policy asks for that (`POL-15`). */
export function refuseByDropOut(state: MaintenanceState): ReturnType<typeof refuse> | undefined {
  if (!isDropOutRuleInForce(state)) return undefined;
  const [undecided] = findOpenDropOuts(state);
  if (undecided !== undefined)
    return refuse(
      'not-now',
      `${undecided.why} (POL-15).`,
      'Decide on the Roster whether to go on, or hand the role over.',
    );
  const stop = findStop(state);
  if (stop === undefined) return undefined;
  const name = toName(state.roster, stop.absence.person);
  return refuse(
    'not-now',
    `It was decided not to go on without ${name} (POL-15): ${stop.reason.replace(/\.$/, '')}.`,
    'Decide anew on the Roster, roll back, or abort.',
  );
}
