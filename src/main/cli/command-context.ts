/** What every command is given: how to print, which workspace, and the desk for as long as it needs it. */
import type { Command } from 'commander';
import type { ContractFailure } from '../../contract/shapes.ts';
import { type DeskSession, type OpenAs, type OpenHost, openDesk, type Stay } from './desk-session.ts';
import { type ExitStatus, exitStatusOf } from './exit-status.ts';
import type { Printer } from './terminal/printer.ts';

export interface CommandContext {
  readonly print: Printer;
  readonly workspace: string;
  /** How to name the workspace in a command to be typed: empty where it is the default one. */
  readonly workspaceOption: string;
  readonly openHost: OpenHost;
}

export type Work = (context: CommandContext) => Promise<ExitStatus>;

/** Runs a command's work with its context; each command's file hands its own to this. */
export type Perform = (command: Command, work: Work) => Promise<void>;

/** Opens the workspace, does the work, and closes it whatever happens. */
export async function withDesk(
  context: CommandContext,
  as: OpenAs,
  work: (desk: DeskSession) => Promise<ExitStatus>,
  stay: Stay = 'brief',
): Promise<ExitStatus> {
  const desk = await openDesk(context.openHost, context.workspace, as, stay);
  if (!desk.ok) return stopWith(context, desk.failure);
  try {
    return await work(desk.value);
  } finally {
    await desk.value.close();
  }
}

/** Prints a failure and says by which exit status it ends. */
export function stopWith(context: CommandContext, failure: ContractFailure): ExitStatus {
  context.print.failure(failure);
  return exitStatusOf(failure);
}
