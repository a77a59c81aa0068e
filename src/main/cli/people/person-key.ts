/** `drydock person trust|untrust`: whose console’s key is believed to be whose. */
import type { Command } from 'commander';
import type { PersonId } from '../../../core/roster/names.ts';
import { type Perform, stopWith, withDesk } from '../command-context.ts';
import { exitStatus } from '../exit-status.ts';

interface TrustOptions {
  readonly fingerprint: string;
  readonly key: string;
}

export function addPersonKeys(program: Command, perform: Perform): void {
  const person =
    program.commands.find((command) => command.name() === 'person') ??
    program.command('person').description('the people of the address book');
  person
    .command('trust')
    .description('believe a console’s key to be a person’s, once they have read out its fingerprint')
    .argument('<person>', 'their id')
    .requiredOption('--fingerprint <SHA256:…>', 'as they read it out from drydock identity')
    .requiredOption('--key <key>', 'the public key, or the whole line that drydock identity prints there')
    .action((id: string, { fingerprint, key }: TrustOptions, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', async (desk) => {
          const trusted = await desk.ask('person.trustKey', { person: id as PersonId, fingerprint, key });
          if (!trusted.ok) return stopWith(context, trusted.failure);
          context.print.record(trusted.value);
          context.print.line(`${fingerprint} is trusted as ${trusted.value.name}’s`);
          return exitStatus.done;
        }),
      ),
    );
  person
    .command('untrust')
    .description('believe a key no more')
    .argument('<person>', 'their id')
    .requiredOption('--fingerprint <SHA256:…>', 'of the key')
    .action((id: string, { fingerprint }: Pick<TrustOptions, 'fingerprint'>, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', async (desk) => {
          const untrusted = await desk.ask('person.untrustKey', { person: id as PersonId, fingerprint });
          if (!untrusted.ok) return stopWith(context, untrusted.failure);
          context.print.record(untrusted.value);
          context.print.line(`${fingerprint} is trusted no more as ${untrusted.value.name}’s`);
          return exitStatus.done;
        }),
      ),
    );
}
