/** `drydock export NAME`: writes a runbook, or a maintenance's work plan, as Markdown. */
import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import type { RunbookName } from '../../../core/ids.ts';
import { type CommandContext, type Perform, stopWith, withDesk } from '../command-context.ts';
import type { Answered, DeskSession } from '../desk-session.ts';
import { exitStatus } from '../exit-status.ts';
import { findMaintenance } from '../find-maintenance.ts';
import { parseCount } from '../terminal/option-values.ts';

interface ExportOptions {
  readonly maintenance?: boolean;
  readonly version?: number;
  readonly output?: string;
}

export function addExport(program: Command, perform: Perform): void {
  program
    .command('export')
    .description('write a runbook as Markdown')
    .argument('<name>', 'the runbook’s name')
    .option('--version <number>', 'an older version of it', parseCount)
    .addOption(new Option('--maintenance', 'NAME is a maintenance: write its work plan').conflicts('version'))
    .option('-o, --output <file>', 'into a new file instead of standard output')
    .action((name: string, options: ExportOptions, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'reader', async (desk) => {
          const written = await exportMarkdown(desk, name, options);
          if (!written.ok) return stopWith(context, written.failure);
          return deliver(context, written.value, options.output);
        }),
      ),
    );
}

interface Exported {
  readonly file: string;
  readonly markdown: string;
}

async function exportMarkdown(desk: DeskSession, name: string, options: ExportOptions): Promise<Answered<Exported>> {
  if (options.maintenance !== true) {
    const { version } = options;
    return desk.ask('runbook.export', { name: name as RunbookName, ...(version === undefined ? {} : { version }) });
  }
  const found = await findMaintenance(desk, name);
  return found.ok ? desk.ask('maintenance.export', { maintenance: found.value.id }) : found;
}

async function deliver(context: CommandContext, { file, markdown }: Exported, output: string | undefined) {
  if (output === undefined) {
    if (context.print.isJson) context.print.record({ file, markdown });
    else process.stdout.write(markdown);
    return exitStatus.done;
  }
  try {
    await writeFile(output, markdown, { flag: 'wx' });
  } catch (error) {
    return stopWith(context, { kind: 'bad-use', message: `${output} cannot be written: ${(error as Error).message}` });
  }
  context.print.record({ file: output });
  context.print.line(`written to ${output}`);
  return exitStatus.done;
}
