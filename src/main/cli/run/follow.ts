/** `drydock follow NAME`: prints a maintenance's log as it grows, beside whichever console leads it. */
import type { Command } from 'commander';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isOver } from '../../../core/maintenance/tasks.ts';
import { type CommandContext, type Perform, stopWith, withDesk } from '../command-context.ts';
import type { DeskSession } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { findMaintenance } from '../find-maintenance.ts';
import { type FollowInviteOptions, followByInvite, isInvite } from '../sharing/follow-invite.ts';
import { listenForInterrupt } from '../terminal/interrupt.ts';
import { parseCount, parsePort } from '../terminal/option-values.ts';
import { createProgress } from '../terminal/progress.ts';
import { createLogFollower, type LogEntry } from './log-follower.ts';
import { printEntry } from './log-lines.ts';
import { toNeeds } from './needs.ts';

interface FollowOptions extends Omit<FollowInviteOptions, 'port'> {
  readonly tail?: number;
  readonly port?: number;
}

export function addFollow(program: Command, perform: Perform): void {
  program
    .command('follow')
    .description('print a maintenance’s log as it grows, to the end of its run; changes nothing')
    .argument('<name>', 'its title or id; or an invite, which is followed in a browser of this machine')
    .option('--tail <rows>', 'begin with the last rows only', parseCount)
    .option('--port <port>', 'of an invite: the port here; by default any free one', parsePort)
    .option('--open', 'of an invite: open the browser, too', false)
    .option('--user <name>', 'of an invite over a bastion: your account there')
    .option('--identity <file>', 'of an invite over a bastion: your key')
    .action((name: string, options: FollowOptions, command: Command) =>
      perform(command, (context) =>
        isInvite(name)
          ? followByInvite(context, name, { ...options, port: options.port ?? 0 })
          : withDesk(context, 'reader', (desk) => follow(context, desk, name, options)),
      ),
    );
}

async function follow(
  context: CommandContext,
  desk: DeskSession,
  name: string,
  { tail }: FollowOptions,
): Promise<ExitStatus> {
  const found = await findMaintenance(desk, name);
  if (!found.ok) return stopWith(context, found.failure);
  const { print } = context;
  const follower = createLogFollower(desk, found.value.id);
  const interrupt = listenForInterrupt();
  const progress = createProgress(print);
  const printOne = async (entry: LogEntry) => {
    if (entry.kind === 'output') progress.lastLine(entry.row.text);
    printEntry(print, entry);
    await print.settled();
  };
  let toldNeed = '';
  try {
    const begun = tail === undefined ? await follower.readJournal() : await follower.skipTo(tail);
    if (!begun.ok) return stopWith(context, begun.failure);
    for (;;) {
      const level = await follower.catchUp(printOne, { signal: interrupt.signal });
      if (!level.ok) return stopWith(context, level.failure);
      const state = level.value;
      if (interrupt.signal.aborted) {
        progress.pause();
        print.aside('Following ended; the run is not touched by it.');
        return exitStatus.done;
      }
      if (isOver(state)) {
        await follower.catchUp(printOne);
        progress.pause();
        return await tellEnd(context, desk, state);
      }
      progress.show(state);
      const need = toNeeds(state)[0]?.message ?? '';
      if (need !== toldNeed && need !== '') print.aside(`Its leader is needed: ${need}`);
      toldNeed = need;
      await follower.news();
    }
  } finally {
    progress.close();
    interrupt.stop();
    follower.close();
  }
}

async function tellEnd({ print }: CommandContext, desk: DeskSession, state: MaintenanceState): Promise<ExitStatus> {
  const summary = await desk.ask('maintenance.summary', { maintenance: state.id });
  const lines = summary.ok ? summary.value.rows : 0;
  print.line(`${state.title}: ${state.status}, ${state.tasks.length} steps, ${lines} lines`);
  print.record({ maintenance: state.id, outcome: state.status, steps: state.tasks.length, lines });
  return state.status === 'completed' ? exitStatus.done : exitStatus.failed;
}
