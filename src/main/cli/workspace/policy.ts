/** `drydock policy show|import|export`: the team's policy, and as a YAML file. */
import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { type Perform, stopWith, withDesk } from '../command-context.ts';
import { exitStatus } from '../exit-status.ts';

export function addPolicy(program: Command, perform: Perform): void {
  const policy = program.command('policy').description('the team’s maintenance policy');
  policy
    .command('show')
    .description('print the policy: YAML, or one JSON object under --json')
    .action((_options: unknown, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'reader', async (desk) => {
          const shown = await desk.ask('policy.show', {});
          if (!shown.ok) return stopWith(context, shown.failure);
          context.print.record(shown.value);
          context.print.line(shown.value.yaml.trimEnd());
          return exitStatus.done;
        }),
      ),
    );
  policy
    .command('import')
    .description('make a YAML file the team’s policy; where anything is wrong, nothing is changed')
    .argument('<file>', 'the file')
    .action((file: string, _options: unknown, command: Command) =>
      perform(command, async (context) => {
        let yaml: string;
        try {
          yaml = await readFile(file, 'utf8');
        } catch (error) {
          return stopWith(context, {
            kind: 'bad-path',
            message: `${file} cannot be read: ${(error as Error).message}`,
          });
        }
        return withDesk(context, 'writer', async (desk) => {
          const imported = await desk.ask('policy.import', { yaml });
          if (!imported.ok) return stopWith(context, imported.failure);
          context.print.record({ file, ...imported.value });
          const { problems, version } = imported.value;
          for (const { line, text } of problems) context.print.aside(`${file}:${line}: ${text}`);
          if (problems.length > 0) {
            context.print.aside('Nothing was changed.');
            return exitStatus.failed;
          }
          context.print.line(`${file} is the team’s policy now (version ${version}).`);
          return exitStatus.done;
        });
      }),
    );
  policy
    .command('export')
    .description('write the policy as YAML')
    .option('--out <file>', 'a new file; else standard output')
    .action(({ out }: { readonly out?: string }, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'reader', async (desk) => {
          const exported = await desk.ask('policy.export', {});
          if (!exported.ok) return stopWith(context, exported.failure);
          if (out === undefined) {
            context.print.record(exported.value);
            context.print.line(exported.value.yaml.trimEnd());
            return exitStatus.done;
          }
          try {
            await writeFile(out, exported.value.yaml, { flag: 'wx' });
          } catch (error) {
            return stopWith(context, {
              kind: 'bad-path',
              message: `${out} cannot be written: ${(error as Error).message}`,
            });
          }
          context.print.record({ file: out });
          context.print.line(`The policy is in ${out}.`);
          return exitStatus.done;
        }),
      ),
    );
}
