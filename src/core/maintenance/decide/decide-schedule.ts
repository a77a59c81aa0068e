/** Decisions about the schedule: the window, scheduling under the policy, its changes, and emergencies. */

import type { Policy } from '../../policy/policy.ts';
import { toPolicyHash } from '../../policy/policy-hash.ts';
import { findEmptyParts } from '../../policy/rules/change-record.ts';
import { findWaiver } from '../../policy/waiver.ts';
import { assertNever, type Result, succeed } from '../../result.ts';
import { toMovedShifts } from '../../roster/moved-shifts.ts';
import type { Actor } from '../actor.ts';
import type { scheduleCommandSchemas } from '../commands/schedule-commands.ts';
import type { CommandOf } from '../commands.ts';
import type { NewEvent } from '../events.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { MaintenanceState } from '../state.ts';
import { isBeforeStart, isOver } from '../tasks.ts';
import { refuseChange } from './schedule-change.ts';

type ScheduleCommand = CommandOf<keyof typeof scheduleCommandSchemas>;
type Decision = Result<readonly NewEvent[], Refusal>;

export function decideOnSchedule(
  state: MaintenanceState,
  command: ScheduleCommand,
  actor: Actor,
  atMs: number,
): Decision {
  if (isOver(state) && command.type !== 'record-em-notified' && command.type !== 'record-ces-engaged')
    return refuse('not-now', 'The maintenance is over.');
  switch (command.type) {
    case 'set-window':
      if (state.status !== 'draft')
        return refuse(
          'not-now',
          'The maintenance is scheduled: its window is changed with a reason.',
          'Postpone, delay or extend it.',
        );
      if (command.window.endMs <= atMs)
        return refuse('not-ready', 'This window is over already.', 'Set one that is ahead.');
      return succeed([{ type: 'window-set', data: { window: command.window }, actor }]);
    case 'schedule': {
      const { window } = state.schedule;
      if (state.status !== 'draft') return refuse('not-now', 'The maintenance is scheduled already.');
      if (window === undefined)
        return refuse('not-ready', 'The maintenance has no window.', 'Set its start and end first.');
      const { policy, planHash = state.planHash } = command;
      if (planHash !== state.planHash)
        return refuse('not-ready', 'The work plan has changed since it was read.', 'Read it again, then schedule.');
      if (window.endMs <= atMs)
        return refuse('not-ready', 'The window is over already.', 'Set one that is ahead, then schedule.');
      const empty = isRecordAsked(state, policy) ? findEmptyParts(state) : [];
      if (empty.length > 0)
        return refuse(
          'not-ready',
          `The change record is not whole: ${empty.join(', ')} ${empty.length === 1 ? 'is' : 'are'} empty (CHG-1).`,
          'Fill it in on the Brief, then schedule.',
        );
      return succeed([
        { type: 'maintenance-scheduled', data: { window, policy, policyHash: toPolicyHash(policy) }, actor },
      ]);
    }
    case 'change-schedule': {
      const { type: _, movesShifts, ...data } = command;
      if (state.status === 'draft')
        return refuse('not-now', 'The maintenance is not scheduled yet.', 'Set its window.');
      return (
        refuseChange(state, command, atMs) ??
        succeed([
          { type: 'schedule-changed', data, actor },
          ...(movesShifts === true ? moveShifts(state, data, actor) : []),
        ])
      );
    }
    case 'cancel-maintenance':
      if (!isBeforeStart(state)) return refuse('not-now', 'The run has started.', 'Abort it or roll it back.');
      return succeed([{ type: 'maintenance-cancelled', data: { reason: command.reason }, actor }]);
    case 'declare-emergency': {
      const { justification, isAtOnce } = command;
      if (!isBeforeStart(state)) return refuse('not-now', 'The run has started.');
      const declared = state.schedule.emergency;
      if (declared !== undefined && (declared.isAtOnce || !isAtOnce))
        return refuse('not-now', `${declared.by.name} has declared it an emergency already.`);
      return succeed([{ type: 'emergency-declared', data: { justification, isAtOnce }, actor }]);
    }
    case 'record-em-notified':
    case 'record-ces-engaged': {
      if (state.schedule.emergency === undefined) return refuse('not-now', 'This is no emergency maintenance.');
      const { person, how } = command;
      return succeed([
        { type: command.type === 'record-em-notified' ? 'em-notified' : 'ces-engaged', data: { person, how }, actor },
      ]);
    }
    default:
      return assertNever(command);
  }
}

function moveShifts(
  { schedule, roster }: MaintenanceState,
  { window }: Pick<CommandOf<'change-schedule'>, 'window'>,
  actor: Actor,
): readonly NewEvent[] {
  if (schedule.window === undefined || roster.shifts.length === 0) return [];
  return [{ type: 'shifts-set', data: { shifts: toMovedShifts(roster.shifts, schedule.window, window) }, actor }];
}

/** Nothing of the record may be empty when it is scheduled (`CHG-1`), unless the policy says otherwise, or it is practice. */
function isRecordAsked(state: MaintenanceState, policy: Policy): boolean {
  return (
    !state.isPractice && policy.rules['CHG-1'].severity === 'must' && findWaiver(policy, state, 'CHG-1') === undefined
  );
}
