/** What a command about one maintenance is given: the desk, and the maintenance as its journal has it now. */
import type { MaintenanceSummary } from '../../contract/shapes.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import { type CommandContext, stopWith, withDesk } from './command-context.ts';
import type { Answered, DeskSession, OpenAs } from './desk-session.ts';
import { type ExitStatus, exitStatus } from './exit-status.ts';
import { findMaintenance } from './find-maintenance.ts';
import { createLogFollower } from './run/log-follower.ts';

export type StateWork = (
  context: CommandContext,
  desk: DeskSession,
  state: MaintenanceState,
  summary: MaintenanceSummary,
) => Promise<ExitStatus> | ExitStatus;

/** @param name its title or id */
export function withState(context: CommandContext, as: OpenAs, name: string, work: StateWork): Promise<ExitStatus> {
  return withDesk(context, as, async (desk) => {
    const found = await findMaintenance(desk, name);
    if (!found.ok) return stopWith(context, found.failure);
    const follower = createLogFollower(desk, found.value.id);
    try {
      const state = await follower.readJournal();
      return state.ok ? await work(context, desk, state.value, found.value) : stopWith(context, state.failure);
    } finally {
      follower.close();
    }
  });
}

/** Says that it is done, or why not. */
export function end(context: CommandContext, answer: Answered<{ readonly seq: number }>, says = 'done'): ExitStatus {
  if (!answer.ok) return stopWith(context, answer.failure);
  context.print.record(answer.value);
  context.print.line(says);
  return exitStatus.done;
}
