/** Decides what a command makes happen: events, or a refusal in words. Pure: the same state, command and instant give the same answer. */
import type { Result } from '../result.ts';
import { isOfArea } from './area.ts';
import { recordCommandSchemas } from './commands/record-commands.ts';
import { runCommandSchemas } from './commands/run-commands.ts';
import { stepCommandSchemas } from './commands/step-commands.ts';
import type { Command } from './commands.ts';
import { decideOnRecord } from './decide/decide-record.ts';
import { decideOnReport, type ReportCommand } from './decide/decide-report.ts';
import { decideOnRun } from './decide/decide-run.ts';
import { decideOnStep } from './decide/decide-step.ts';
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
  if (isOfArea(recordCommandSchemas, command)) return decideOnRecord(state, command, actor);
  if (isOfArea(runCommandSchemas, command)) return decideOnRun(state, command, actor);
  if (isOfArea(stepCommandSchemas, command)) return decideOnStep(state, command, actor);
  return decideOnReport(state, command satisfies ReportCommand, actor, atMs);
}
