/** `drydock schedule NAME`: sets the window of a maintenance that is not scheduled yet, and schedules it. */
import type { Command } from 'commander';
import { parseLocalTime, toLocalTimeText } from '../../../core/schedule/local-time.ts';
import { type CommandContext, type Perform, stopWith, withDesk } from '../command-context.ts';
import type { DeskSession } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { findMaintenance } from '../find-maintenance.ts';
import { addPostpone } from './schedule-postpone.ts';

interface ScheduleOptions {
  readonly from?: string;
  readonly to?: string;
  readonly zone?: string;
  readonly commit: boolean;
}

export function addSchedule(program: Command, perform: Perform): void {
  const command = program
    .command('schedule')
    .description('set the window of a maintenance, and schedule it under the team’s policy')
    .argument('<name>', 'its title or id')
    .option('--from <time>', 'when it begins, 2026-10-25 02:30, in --zone')
    .option('--to <time>', 'when it ends')
    .option('--zone <zone>', 'the time zone, Europe/Berlin')
    .option('--commit', 'schedule it: its record must be whole, and the policy is frozen into it', false)
    .action((name: string, options: ScheduleOptions, command: Command) =>
      perform(command, (context) => withDesk(context, 'writer', (desk) => schedule(context, desk, name, options))),
    );
  addPostpone(command, perform);
}

async function schedule(
  context: CommandContext,
  desk: DeskSession,
  name: string,
  { from, to, zone, commit }: ScheduleOptions,
): Promise<ExitStatus> {
  const found = await findMaintenance(desk, name);
  if (!found.ok) return stopWith(context, found.failure);
  const { id: maintenance, title } = found.value;
  const isSet = from !== undefined || to !== undefined || zone !== undefined;
  if (!isSet && !commit)
    return stopWith(context, { kind: 'bad-use', message: 'say --from, --to and --zone, or --commit, or all of them' });
  if (isSet) {
    if (from === undefined || to === undefined || zone === undefined)
      return stopWith(context, { kind: 'bad-use', message: 'a window needs --from, --to and --zone' });
    const startMs = parseLocalTime(from, zone);
    if (!startMs.ok) return stopWith(context, { ...startMs.failure, kind: 'bad-use' });
    const endMs = parseLocalTime(to, zone);
    if (!endMs.ok) return stopWith(context, { ...endMs.failure, kind: 'bad-use' });
    const window = { startMs: startMs.value, endMs: endMs.value, zone };
    const set = await desk.ask('schedule.setWindow', { maintenance, window });
    if (!set.ok) return stopWith(context, set.failure);
    context.print.record({ maintenance, window });
    context.print.line(
      `${title}: ${toLocalTimeText(window.startMs, zone)} to ${toLocalTimeText(window.endMs, zone)}, ${zone}`,
    );
  }
  if (!commit) return exitStatus.done;
  const scheduled = await desk.ask('schedule.commit', { maintenance });
  if (!scheduled.ok) return stopWith(context, scheduled.failure);
  context.print.record({ maintenance, scheduled: true, seq: scheduled.value.seq });
  context.print.line(`${title} is scheduled.`);
  return exitStatus.done;
}
