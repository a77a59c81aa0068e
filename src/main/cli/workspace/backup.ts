/** `drydock backup FILE`: writes a copy of the whole workspace to a new file. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type Perform, stopWith, withDesk } from '../command-context.ts';
import { exitStatus } from '../exit-status.ts';

export function addBackup(program: Command, perform: Perform): void {
  program
    .command('backup')
    .description('copy the whole workspace to a new file, even while a console runs')
    .argument('<file>', 'a file that does not exist yet')
    .action((file: string, _options: unknown, command: Command) =>
      perform(command, (context) =>
        // A copy is taken beside whoever writes, too: that is when one is wanted most.
        withDesk(context, 'either', async (desk) => {
          const made = await desk.ask('workspace.backup', { file: resolve(file) });
          if (!made.ok) return stopWith(context, made.failure);
          context.print.record(made.value);
          context.print.line(`${made.value.file}: ${made.value.sizeBytes.toLocaleString('en')} bytes`);
          return exitStatus.done;
        }),
      ),
    );
}
