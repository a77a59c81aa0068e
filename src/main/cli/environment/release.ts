/** `drydock environment details|script|run-maintenance`: what is pending in an environment, and making a maintenance of it. */
import type { Command } from 'commander';
import type { HostName } from '../../../core/ids.ts';
import { toShellWord } from '../../../core/text/shell-word.ts';
import { type Perform, stopWith, withDesk } from '../command-context.ts';
import { exitStatus } from '../exit-status.ts';
import { gather } from '../terminal/option-values.ts';
import { toDetailLines } from './environment-lines.ts';

interface RunOptions {
  readonly upTo?: string;
  readonly host: readonly string[];
  readonly title?: string;
  readonly rehearsal: boolean;
}

export function addReleases(environment: Command, perform: Perform): void {
  environment
    .command('details')
    .description('show each migration of an environment with its state, what is due, and how its releases went')
    .argument('<name>', 'the environment')
    .option('--up-to <version>', 'what is due up to this version')
    .action((name: string, { upTo }: { readonly upTo?: string }, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'reader', async (desk) => {
          const shown = await desk.ask('environment.details', { name, ...(upTo === undefined ? {} : { upTo }) });
          if (!shown.ok) return stopWith(context, shown.failure);
          context.print.record(shown.value);
          for (const line of toDetailLines(shown.value)) context.print.line(line);
          if (shown.value.failure !== undefined) return stopWith(context, shown.value.failure);
          return shown.value.problems.some(({ severity }) => severity === 'error')
            ? exitStatus.failed
            : exitStatus.done;
        }),
      ),
    );
  environment
    .command('script')
    .description('print the script of one migration as its step would run it')
    .argument('<name>', 'the environment')
    .argument('<migration>', 'the migration, as the details call it')
    .action((name: string, id: string, _options: unknown, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'reader', async (desk) => {
          const shown = await desk.ask('environment.migration', { name, id });
          if (!shown.ok) return stopWith(context, shown.failure);
          context.print.record(shown.value);
          context.print.line(shown.value.script ?? '');
          return exitStatus.done;
        }),
      ),
    );
  environment
    .command('read')
    .description('read on its host which migrations the tool’s table says are applied; it changes nothing there')
    .argument('<name>', 'the environment')
    .action((name: string, _options: unknown, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', async (desk) => {
          const read = await desk.ask('environment.readApplied', { name });
          if (!read.ok) return stopWith(context, read.failure);
          const { table, host, rows, isTableThere } = read.value;
          context.print.record(read.value);
          context.print.line(
            isTableThere ? `${table} on ${host}: ${rows} rows` : `there is no table ${table} on ${host}`,
          );
          return exitStatus.done;
        }),
      ),
    );
  environment
    .command('run-maintenance')
    .description('make a maintenance of what is due; it is then led like any other')
    .argument('<name>', 'the environment')
    .option('--up-to <version>', 'no further than this version')
    .option('--host <host>', 'a host the scripts run on; several times', gather, [])
    .option('--title <title>', 'its title; else one is made from the environment and the version')
    .option('--rehearsal', 'on the staging twin, as a rehearsal for this environment', false)
    .action((name: string, { upTo, host, title, rehearsal }: RunOptions, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', async (desk) => {
          const made = await desk.ask('environment.runMaintenance', {
            name,
            isRehearsal: rehearsal,
            ...(upTo === undefined ? {} : { upTo }),
            ...(host.length === 0 ? {} : { hosts: host as HostName[] }),
            ...(title === undefined ? {} : { title }),
          });
          if (!made.ok) return stopWith(context, made.failure);
          const { summary, isNew } = made.value;
          context.print.record(made.value);
          context.print.line(
            `${summary.id}  ${summary.title}, ${summary.steps === 1 ? '1 step' : `${summary.steps} steps`}${isNew ? '' : ' (it was there already)'}`,
          );
          context.print.aside(`Lead it: drydock run ${toShellWord(summary.title)}${context.workspaceOption}`);
          return exitStatus.done;
        }),
      ),
    );
}
