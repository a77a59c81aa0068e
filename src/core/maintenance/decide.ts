/** Decides what a command makes happen: events, or a refusal in words. Pure: the same state, command and instant give the same answer. */
import { type Result, succeed } from '../result.ts';
import type { Command } from './commands.ts';
import { decideOnReport, type ReportCommand } from './decide-report.ts';
import { decideOnRun } from './decide-run.ts';
import { decideOnStep } from './decide-step.ts';
import type { Actor, NewEvent } from './events.ts';
import type { Refusal } from './refusal.ts';
import type { MaintenanceState } from './state.ts';

/**
 * @param atMs the instant of the decision, UTC milliseconds
 * @returns at least one event, or a refusal; nothing is decided by halves
 */
export function decide(
  state: MaintenanceState,
  command: Command,
  actor: Actor,
  atMs: number,
): Result<readonly NewEvent[], Refusal> {
  switch (command.type) {
    case 'change-plan':
    case 'rename':
    case 'start':
    case 'hold':
    case 'resume':
    case 'roll-back':
    case 'abort':
    case 'complete':
      return decideOnRun(state, command, actor);
    case 'add-note': {
      const { type: _, ...data } = command;
      return succeed([{ type: 'note-added', data, actor }]);
    }
    case 'confirm':
    case 'done':
    case 'not-done':
    case 'skip':
    case 'retry':
    case 'mark':
    case 'cancel':
      return decideOnStep(state, command, actor);
    default:
      return decideOnReport(state, command satisfies ReportCommand, actor, atMs);
  }
}
