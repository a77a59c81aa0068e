/** `drydock import FILE…`: reads Markdown files into runbooks, and lists every guess with its line. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { isScripted, type Plan } from '../../../core/plan/plan.ts';
import { type CommandContext, type Perform, withDesk } from '../command-context.ts';
import type { DeskSession } from '../desk-session.ts';
import { type ExitStatus, exitStatus, exitStatusOf } from '../exit-status.ts';

interface ImportOptions {
  readonly name?: string;
}

export function addImport(program: Command, perform: Perform): void {
  program
    .command('import')
    .description('read Markdown files into runbooks')
    .argument('<file...>', 'Markdown files')
    .option('--name <name>', 'the runbook’s name; by default made from its title (one file only)')
    .action((files: string[], options: ImportOptions, command: Command) =>
      perform(command, async (context) => {
        if (options.name !== undefined && files.length > 1) {
          context.print.failure({ kind: 'bad-use', message: '--name goes with one file, not with several' });
          return exitStatus.badUse;
        }
        return withDesk(context, 'writer', async (desk) => {
          let worst: ExitStatus = exitStatus.done;
          for (const file of files) {
            const status = await importFile(context, desk, file, options.name);
            if (status !== exitStatus.done) worst = status;
            await context.print.settled();
          }
          return worst;
        });
      }),
    );
}

async function importFile(
  { print }: CommandContext,
  desk: DeskSession,
  file: string,
  name: string | undefined,
): Promise<ExitStatus> {
  let content: Buffer;
  try {
    content = await readFile(file);
  } catch (error) {
    const failure = { kind: 'bad-use', message: `${file} cannot be read: ${(error as Error).message}` };
    return refuse(failure);
  }
  const imported = await desk.ask('runbook.import', {
    file: basename(file),
    content: content.toString('base64'),
    ...(name === undefined ? {} : { name: name as never }),
  });
  if (!imported.ok) return refuse(imported.failure);
  const { summary, warnings } = imported.value;
  const shown = await desk.ask('runbook.show', { name: summary.name, version: summary.version });
  if (!shown.ok) return refuse(shown.failure);

  const counts = toCounts(shown.value.plan);
  print.record({ file, runbook: summary.name, ...counts, warnings });
  print.line(`${file}: “${summary.name}” version ${summary.version}, ${toCountText(counts)}`);
  for (const warning of warnings) print.line(`  line ${warning.line}: ${warning.text}`);
  return exitStatus.done;

  function refuse(failure: { readonly kind: string; readonly message: string; readonly advice?: string | undefined }) {
    print.record({ file, failure });
    print.aside(`drydock: ${file}: ${failure.message}${failure.advice === undefined ? '' : ` ${failure.advice}`}`);
    return exitStatusOf(failure);
  }
}

interface PlanCounts {
  /** Phases that have a step. */
  readonly phases: number;
  readonly steps: number;
  readonly manual: number;
  /** Steps with a script: commands and checks. */
  readonly commands: number;
}

function toCounts({ steps }: Plan): PlanCounts {
  return {
    phases: new Set(steps.map(({ phase }) => phase)).size,
    steps: steps.length,
    manual: steps.filter(({ kind }) => kind === 'manual').length,
    commands: steps.filter(isScripted).length,
  };
}

function toCountText({ phases, steps, manual, commands }: PlanCounts): string {
  return `${count(steps, 'step')} in ${count(phases, 'phase')} (${commands} by script, ${manual} by hand)`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
