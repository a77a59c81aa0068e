/** `drydock maintenance new|list|show`: makes maintenances from runbooks, and looks at them. */
import type { Command } from 'commander';
import type { MaintenanceSummary } from '../../../contract/shapes.ts';
import type { RunbookName } from '../../../core/ids.ts';
import { toCountWords } from '../../../core/notice/due.ts';
import { type Perform, stopWith, withDesk } from '../command-context.ts';
import { exitStatus } from '../exit-status.ts';
import { parseCount } from '../terminal/option-values.ts';
import { withState } from '../with-state.ts';
import { toPlanLines } from './plan-lines.ts';

interface NewOptions {
  readonly runbook: string;
  readonly version?: number;
}

export function addMaintenance(program: Command, perform: Perform): void {
  const maintenance = program.command('maintenance').description('make maintenances and look at them');
  maintenance
    .command('new')
    .description('make a maintenance from a runbook')
    .argument('<name>', 'its title')
    .requiredOption('--runbook <name>', 'the runbook it is made from')
    .option('--version <number>', 'an older version of the runbook', parseCount)
    .action((title: string, { runbook, version }: NewOptions, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', async (desk) => {
          const created = await desk.ask('maintenance.create', {
            title,
            runbook: runbook as RunbookName,
            ...(version === undefined ? {} : { version }),
          });
          if (!created.ok) return stopWith(context, created.failure);
          context.print.record(created.value);
          context.print.line(`${created.value.id}  ${created.value.title}, ${created.value.steps} steps`);
          return exitStatus.done;
        }),
      ),
    );
  maintenance
    .command('list')
    .description('list the maintenances, newest first')
    .action((_options: unknown, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'reader', async (desk) => {
          const listed = await desk.ask('maintenance.list', {});
          if (!listed.ok) return stopWith(context, listed.failure);
          for (const summary of listed.value) context.print.line(toSummaryLine(summary));
          for (const summary of listed.value) context.print.record(summary);
          return exitStatus.done;
        }),
      ),
    );
  maintenance
    .command('show')
    .description('show a maintenance: its state, and its steps with theirs')
    .argument('<name>', 'its title or id')
    .action((name: string, _options: unknown, command: Command) =>
      perform(command, (context) =>
        withState(context, 'reader', name, ({ print }, _desk, state, summary) => {
          print.record({ ...summary, tasks: state.tasks, plan: state.plan });
          print.line(toSummaryLine(summary));
          for (const line of toPlanLines(state)) print.line(line);
          return exitStatus.done;
        }),
      ),
    );
}

function toSummaryLine({ id, title, status, isHeld, settled, steps, troubled, notices }: MaintenanceSummary): string {
  const trouble = troubled === 0 ? '' : `, ${troubled} troubled`;
  const due = toCountWords(notices);
  return `${id}  ${status}${isHeld ? ' (held)' : ''}  ${settled}/${steps} steps${trouble}${due === '' ? '' : `, notices: ${due}`}  ${title}`;
}
