/** `drydock lead take|receive`: the lead of a maintenance, from another console to this one. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { countOf } from '../../../core/maintenance/event-text/phrases.ts';
import { type Perform, stopWith, withDesk } from '../command-context.ts';
import { user } from '../desk-session.ts';
import { exitStatus } from '../exit-status.ts';
import { type TakeLeadOptions, takeLead } from './take-lead.ts';

export function addLead(program: Command, perform: Perform): void {
  const lead = program.command('lead').description('the lead of a maintenance, from another console to this one');
  lead
    .command('take')
    .description('come by an invite, wait until the lead is offered, and take it to this workspace')
    .argument('<invite>', 'the whole of it, in quotes')
    .option('--name <name>', 'who you are to the leader', user)
    .option('--from <fingerprint>', 'of the leader’s console, as it was read out to you; asked for without it')
    .option('--yes', 'accept the lead without a question', false)
    .option('--user <name>', 'over a bastion: your account there')
    .option('--identity <file>', 'over a bastion: your key')
    .action((invite: string, options: TakeLeadOptions, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', (desk) => takeLead(context, desk, invite, options), 'leading'),
      ),
    );
  lead
    .command('receive')
    .description('take in a maintenance that was passed to this console, from the file it came in')
    .argument('<file>', 'the bundle that the other console wrote after it passed the lead')
    .requiredOption('--from <fingerprint>', 'of the other console, as it was read out to you')
    .action((file: string, { from }: { readonly from: string }, command: Command) =>
      perform(command, (context) =>
        withDesk(
          context,
          'writer',
          async (desk) => {
            const received = await desk.ask('lead.receive', { file: resolve(file), from });
            if (!received.ok) return stopWith(context, received.failure);
            const { events, rows } = received.value;
            context.print.record(received.value);
            context.print.line(
              `You lead it now: ${countOf(events, 'event')} and ${countOf(rows, 'row')} of output came along. Nothing new begins before you go on.`,
            );
            return exitStatus.done;
          },
          'leading',
        ),
      ),
    );
}
