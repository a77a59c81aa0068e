/** `drydock share NAME …`: lets others follow a maintenance from their own machines, for as long as the command runs. */
import { type Command, Option } from 'commander';
import { shareRoleSchema } from '../../../core/sharing/role.ts';
import { type CommandContext, type Perform, stopWith, withDesk } from '../command-context.ts';
import type { DeskSession } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { findMaintenance } from '../find-maintenance.ts';
import { parseCount, parsePort } from '../terminal/option-values.ts';
import { sayShared } from './share-lines.ts';
import { openShare, type ShareOptions } from './share-open.ts';

export function addShare(program: Command, perform: Perform): void {
  const share = program
    .command('share')
    .description('let others follow a maintenance from their own machines; Ctrl-C ends it for all of them');
  share
    .command('open')
    .description('open the door to followers, make an invite, and say who comes; until Ctrl-C')
    .argument('<name>', 'the maintenance: its title or id')
    .addOption(
      new Option('--role <role>', 'what the invite lets do').choices(shareRoleSchema.options).default('follow'),
    )
    .option('--people <count>', 'so many may come by it', parseCount, 1)
    .option('--for <duration>', 'how long it holds: 30m, 12h, 3d; by default 12h')
    .option('--note <words>', 'for whom it is meant')
    .option('--address <address>', 'one address of this machine, over TLS; 127.0.0.1 by default')
    .option('--port <port>', 'by default 8618', parsePort)
    .option('--bastion <host>', 'a host of the workspace that both sides reach: it forwards a port, as ssh -R does')
    .option('--exposed', 'yes, other machines may reach it: needed for any address but that of this machine', false)
    .action((name: string, options: ShareOptions, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', (desk) => openShare(context, desk, name, options), 'lasting'),
      ),
    );
  share
    .command('list')
    .description('list the invites of a maintenance, and those who came by them')
    .argument('<name>', 'the maintenance')
    .action((name: string, _options: unknown, command: Command) =>
      perform(command, (context) => withDesk(context, 'reader', (desk) => listShares(context, desk, name))),
    );
  share
    .command('revoke')
    .description('revoke an invite: whoever came by it is disconnected')
    .argument('<name>', 'the maintenance')
    .argument('<invite>', 'its id, as list shows it')
    .option('--why <words>', 'why, for the journal')
    .action((name: string, invite: string, { why }: { readonly why?: string }, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', async (desk) => {
          const found = await findMaintenance(desk, name);
          if (!found.ok) return stopWith(context, found.failure);
          const reason = why === undefined ? {} : { reason: why };
          const revoked = await desk.ask('invite.revoke', { maintenance: found.value.id, invite, ...reason });
          if (!revoked.ok) return stopWith(context, revoked.failure);
          context.print.line(`${invite} lets nobody in any more`);
          return exitStatus.done;
        }),
      ),
    );
  share
    .command('admit')
    .description('confirm the name of somebody who came; they wait until then')
    .argument('<name>', 'the maintenance')
    .argument('<follower>', 'their id, as list shows it')
    .option('--as <person>', 'who of the roster they are')
    .action((name: string, follower: string, { as }: { readonly as?: string }, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', async (desk) => {
          const found = await findMaintenance(desk, name);
          if (!found.ok) return stopWith(context, found.failure);
          const person = as === undefined ? {} : { person: as as never };
          const admitted = await desk.ask('follower.admit', { maintenance: found.value.id, follower, ...person });
          if (!admitted.ok) return stopWith(context, admitted.failure);
          context.print.line(`${follower} is let in`);
          return exitStatus.done;
        }),
      ),
    );
  share
    .command('refuse')
    .description('do not let somebody in who came, or send them away')
    .argument('<name>', 'the maintenance')
    .argument('<follower>', 'their id, as list shows it')
    .option('--why <words>', 'why, for the journal')
    .action((name: string, follower: string, { why }: { readonly why?: string }, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', async (desk) => {
          const found = await findMaintenance(desk, name);
          if (!found.ok) return stopWith(context, found.failure);
          const reason = why === undefined ? {} : { reason: why };
          const refused = await desk.ask('follower.refuse', { maintenance: found.value.id, follower, ...reason });
          if (!refused.ok) return stopWith(context, refused.failure);
          context.print.line(`${follower} is not let in any more`);
          return exitStatus.done;
        }),
      ),
    );
}

async function listShares(context: CommandContext, desk: DeskSession, name: string): Promise<ExitStatus> {
  const found = await findMaintenance(desk, name);
  if (!found.ok) return stopWith(context, found.failure);
  const shown = await desk.ask('share.show', { maintenance: found.value.id });
  if (!shown.ok) return stopWith(context, shown.failure);
  sayShared(context.print, shown.value);
  return exitStatus.done;
}
