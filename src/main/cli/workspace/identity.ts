/** `drydock identity`: this console's public key, to be handed to whoever is to trust it. */
import type { Command } from 'commander';
import { type Perform, stopWith, withDesk } from '../command-context.ts';
import { exitStatus } from '../exit-status.ts';

export function addIdentity(program: Command, perform: Perform): void {
  program
    .command('identity')
    .description('show this console’s public key and its fingerprint')
    .action((_options: unknown, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'either', async (desk) => {
          const shown = await desk.ask('identity.show', {});
          if (!shown.ok) return stopWith(context, shown.failure);
          context.print.record(shown.value);
          context.print.line(shown.value.text);
          context.print.line(shown.value.fingerprint);
          return exitStatus.done;
        }),
      ),
    );
}
