/** `drydock run NAME --confirm NAME`: starts a maintenance, or leads on one that has started, to its end. */
import type { Command } from 'commander';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isBeforeStart, isOver } from '../../../core/maintenance/tasks.ts';
import { fail, succeed } from '../../../core/result.ts';
import { toShellWord } from '../../../core/text/shell-word.ts';
import { type CommandContext, type Perform, stopWith, withDesk } from '../command-context.ts';
import type { Answered, DeskSession } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { findMaintenance } from '../find-maintenance.ts';
import { toFindingLines } from '../maintenance/finding-lines.ts';
import { createAsker } from '../terminal/asker.ts';
import { gather, gatherPairs } from '../terminal/option-values.ts';
import { leadRun } from './lead-run.ts';
import { nobody, personAt } from './leader.ts';
import { createLogFollower } from './log-follower.ts';
import { type GivenValues, gatherRunValues } from './run-values.ts';
import { gatherWhyOutside } from './why-outside.ts';

interface StartOptions extends GivenValues {
  readonly confirm: string;
  readonly emergency?: string;
  readonly outsideWindow?: string;
}

interface RunOptions extends StartOptions {
  readonly lines: boolean;
}

export function addRun(program: Command, perform: Perform): void {
  program
    .command('run')
    .description('start a maintenance, or lead on one that has started, and follow it to its end')
    .argument('<name>', 'its title or id')
    .requiredOption('--confirm <title>', 'its title once more: what is about to run is meant')
    .option('--set <NAME=VALUE>', 'the value of a variable (again for each)', gatherPairs, new Map())
    .option(
      '--secret <NAME[=env:VAR|=fd:N]>',
      'a secret: asked for, or from the environment or an open file',
      gather,
      [],
    )
    .option('--emergency <justification>', 'declare an emergency that needs intervention at once: it starts by that')
    .option('--outside-window <why>', 'start before its window or after it, and why')
    .option('--lines', 'print every line of output on a terminal, too', false)
    .action((name: string, options: RunOptions, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', (desk) => run(context, desk, name, options), 'leading'),
      ),
    );
}

async function run(context: CommandContext, desk: DeskSession, name: string, options: RunOptions) {
  const found = await findMaintenance(desk, name);
  if (!found.ok) return stopWith(context, found.failure);
  const { id, title, rows, seq } = found.value;
  if (options.confirm !== title) {
    const advice = `Its title is “${title}”.`;
    return stopWith(context, { kind: 'bad-use', message: `--confirm does not name the maintenance`, advice });
  }
  const { print } = context;
  const isAttended = print.isTerminal && process.stdin.isTTY === true;
  const asker = isAttended ? createAsker() : undefined;
  const follower = createLogFollower(desk, id);
  const level = await follower.readJournal();
  if (!level.ok) return stopWith(context, level.failure);

  if (isBeforeStart(level.value)) {
    const stopped = await stopByPolicy(context, desk, level.value, options.emergency);
    if (stopped !== undefined) return stopped;
  }
  const begun = await begin(desk, level.value, options, asker);
  if (!begun.ok) return stopWith(context, begun.failure);
  // A run that is led on is shown from here; its past is there by `drydock log`.
  if (!isBeforeStart(level.value)) {
    print.aside(
      `Leading on: ${rows} lines and ${seq} events are in the log already (drydock log ${id}${context.workspaceOption}).`,
    );
    const skipped = await follower.skipTo(0);
    if (!skipped.ok) return stopWith(context, skipped.failure);
  }
  const leader = asker === undefined ? nobody : personAt(asker, print);
  return leadRun(context, desk, follower, { leader, showsOutput: options.lines });
}

/** What the policy has against a start is printed whole, for a person to satisfy; an emergency at once starts in spite of it. */
async function stopByPolicy(
  context: CommandContext,
  desk: DeskSession,
  { id: maintenance, title }: MaintenanceState,
  emergency: string | undefined,
): Promise<ExitStatus | undefined> {
  if (emergency !== undefined) {
    const declared = await desk.ask('schedule.emergency', { maintenance, justification: emergency, isAtOnce: true });
    return declared.ok ? undefined : stopWith(context, declared.failure);
  }
  const shown = await desk.ask('readiness.show', { maintenance });
  if (!shown.ok) return stopWith(context, shown.failure);
  const { startProblems, isAtOnce } = shown.value;
  if (startProblems.length === 0 || isAtOnce) return undefined;
  for (const finding of startProblems) context.print.record(finding);
  for (const line of toFindingLines(startProblems)) context.print.line(line);
  context.print.aside(
    `drydock: the policy does not let “${title}” start: ${startProblems.map(({ rule }) => rule).join(', ')}`,
  );
  context.print.aside(
    `         See every rule with: drydock readiness ${toShellWord(title)}${context.workspaceOption}`,
  );
  return exitStatus.needsPerson;
}

async function begin(
  desk: DeskSession,
  state: MaintenanceState,
  given: StartOptions,
  asker: ReturnType<typeof createAsker> | undefined,
): Promise<Answered<unknown>> {
  const { id: maintenance, planHash } = state;
  if (isOver(state)) {
    return fail('bad-use', `“${state.title}” has ended: ${state.status}`, {
      advice: 'Make a new one with: drydock maintenance new',
    });
  }
  if (isBeforeStart(state)) {
    const why = await gatherWhyOutside(state, given, asker);
    if (!why.ok) return why;
    const values = await gatherRunValues(state.plan.variables, given, asker);
    if (!values.ok) return values;
    return desk.ask('run.start', { maintenance, planHash, confirm: given.confirm, ...why.value, ...values.value });
  }
  // Secrets are held in memory alone: whoever leads on gives them again.
  const secret = state.plan.variables.filter((variable) => variable.secret);
  if (secret.length > 0) {
    const values = await gatherRunValues(secret, given, asker);
    if (!values.ok) return values;
    const told = await desk.ask('run.secrets', { maintenance, secrets: values.value.secrets });
    if (!told.ok) return told;
  }
  // To run it again by its name is the word to go on, after a hold by a person and after a restart of the console.
  const isHeldByChoice = state.hold?.cause === 'recovered' || state.hold?.cause === 'person';
  return isHeldByChoice ? desk.ask('run.resume', { maintenance }) : succeed(undefined);
}
