/** What a change of schedule may be: moved, delayed or postponed before the start, extended while it runs, and never into the past. */
import { findWaiver } from '../../policy/waiver.ts';
import { findMember } from '../../roster/roster.ts';
import { addDays, toDaysText, toLocalText } from '../../schedule/days.ts';
import { isSameWindow, type Window } from '../../schedule/window.ts';
import type { CommandOf } from '../commands.ts';
import { refuse } from '../refusal.ts';
import type { MaintenanceState } from '../state.ts';
import { isBeforeStart } from '../tasks.ts';

type Change = Omit<CommandOf<'change-schedule'>, 'type'>;
type Refused = ReturnType<typeof refuse>;

/** Why the schedule may not change like this; `undefined` where it may. */
export function refuseChange(state: MaintenanceState, change: Change, atMs: number): Refused | undefined {
  const from = state.schedule.window;
  const { window: to } = change;
  if (from === undefined) return refuse('not-now', 'The maintenance has no window.', 'Set it first.');
  if (change.movesShifts === true && change.change === 'extended')
    return refuse(
      'not-ready',
      'An extension moves the end alone: no shift moves with it.',
      'Lengthen shifts on the Roster.',
    );
  if (isSameWindow(from, to)) return refuse('not-ready', 'This is the window it has already.');
  if (to.endMs <= atMs) return refuse('not-ready', 'This window is over already.', 'Choose one that is ahead.');
  if (change.because !== undefined && change.change !== 'postponed')
    return refuse('not-ready', 'Only a postponement is because of somebody who dropped out.');
  if (change.change === 'extended') return refuseExtension(from, to);
  if (!isBeforeStart(state))
    return refuse('not-now', 'The run has started: only its end can move.', 'Extend it, or roll it back.');
  if (to.startMs < atMs) return refuse('not-ready', 'This start has passed already.', 'Choose one that is ahead.');
  if (change.change === 'moved') return undefined;
  if (to.startMs <= from.startMs) {
    return refuse('not-ready', `A maintenance is ${change.change} to a later start.`, 'To bring it forward, move it.');
  }
  return change.because === undefined ? undefined : refusePostponement(state, from, change, change.because);
}

function refuseExtension(from: Window, to: Window): Refused | undefined {
  if (to.startMs !== from.startMs) return refuse('not-ready', 'An extension moves the end alone.', 'Keep the start.');
  if (to.endMs <= from.endMs) return refuse('not-ready', 'An extension moves the end to a later instant.');
  return undefined;
}

/** Because of drop-outs it is put off by so many days at least (`POL-16`), by the policy it was scheduled under. */
function refusePostponement(
  state: MaintenanceState,
  from: Window,
  { window: to }: Change,
  because: NonNullable<Change['because']>,
): Refused | undefined {
  for (const person of because) {
    const member = findMember(state.roster, person);
    if (member === undefined) return refuse('not-ready', `“${person}” is not on the roster of this maintenance.`);
    if (!state.roster.absences.some((absence) => absence.person === person))
      return refuse('not-ready', `${member.name} is not said to be unavailable.`, 'Say so on the Roster first.');
  }
  const policy = state.schedule.frozen?.policy;
  if (policy === undefined || policy.rules['POL-16'].severity !== 'must') return undefined;
  if (findWaiver(policy, state, 'POL-16') !== undefined) return undefined;
  const days = policy.numbers.postponedDays;
  const earliestMs = addDays(from.startMs, days, from.zone);
  if (to.startMs >= earliestMs) return undefined;
  return refuse(
    'not-ready',
    `After a drop-out it is postponed by at least ${toDaysText(days)} (POL-16): to ${toLocalText(earliestMs, from.zone)} or later.`,
    'Take a later start, or have POL-16 waived.',
  );
}
