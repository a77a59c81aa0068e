/** `drydock host add|list|trust`: the hosts of a workspace, and whose key is believed. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { HostName } from '../../../core/ids.ts';
import { type CommandContext, type Perform, stopWith, withDesk } from '../command-context.ts';
import type { DeskSession } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { createAsker } from '../terminal/asker.ts';
import { parsePort } from '../terminal/option-values.ts';

interface AddOptions {
  readonly user: string;
  readonly port: number;
  readonly identity?: string;
  readonly jump?: string;
}

interface TrustOptions {
  readonly fingerprint?: string;
  readonly replaces: boolean;
}

export function addHost(program: Command, perform: Perform): void {
  const host = program.command('host').description('the hosts that steps run on');
  host
    .command('add')
    .description('add a host, or change one')
    .argument('<name>', 'what runbooks call it')
    .argument('<address>', 'its name or address in the network')
    .requiredOption('--user <user>', 'who logs in there')
    .option('--port <port>', 'its SSH port', parsePort, 22)
    .option('--identity <file>', 'a private key; the agent and ~/.ssh are tried beside it')
    .option('--jump <host>', 'the host it is reached through')
    .action((name: string, address: string, options: AddOptions, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', async (desk) => {
          const saved = await desk.ask('host.save', {
            name: name as HostName,
            address,
            port: options.port,
            user: options.user,
            ...(options.identity === undefined ? {} : { identityFile: resolve(options.identity) }),
            ...(options.jump === undefined ? {} : { jump: options.jump as HostName }),
          });
          if (!saved.ok) return stopWith(context, saved.failure);
          context.print.record(saved.value);
          context.print.line(`${name}: ${options.user}@${address}, port ${options.port}`);
          return exitStatus.done;
        }),
      ),
    );
  host
    .command('list')
    .description('list the hosts')
    .action((_options: unknown, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'reader', async (desk) => {
          const hosts = await desk.ask('host.list', {});
          if (!hosts.ok) return stopWith(context, hosts.failure);
          for (const { name, user, address, port, pins, jump } of hosts.value) {
            const through = jump === undefined ? '' : ` through ${jump}`;
            context.print.line(`${name}  ${user}@${address}, port ${port}${through}  pins: ${pins.length}`);
          }
          for (const record of hosts.value) context.print.record(record);
          return exitStatus.done;
        }),
      ),
    );
  host
    .command('trust')
    .description('read the key a host shows, and pin it once a person has compared the fingerprint')
    .argument('<name>', 'the host')
    .option('--fingerprint <SHA256:…>', 'the fingerprint, as read from the host’s own console')
    .option('--replaces', 'it takes the place of the keys pinned before', false)
    .action((name: string, options: TrustOptions, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', (desk) => trust(context, desk, name as HostName, options)),
      ),
    );
}

async function trust(
  context: CommandContext,
  desk: DeskSession,
  name: HostName,
  options: TrustOptions,
): Promise<ExitStatus> {
  const { print } = context;
  let { fingerprint } = options;
  if (fingerprint === undefined) {
    const scanned = await desk.ask('host.scan', { name });
    if (!scanned.ok) return stopWith(context, scanned.failure);
    const { standing, algorithm, known } = scanned.value;
    print.record(scanned.value);
    print.line(`${name} shows the ${algorithm} key ${scanned.value.fingerprint}`);
    for (const { fingerprint: other, source } of known) print.line(`known     ${other}  (${source})`);
    print.line(`standing  ${standing}`);
    if (standing === 'trusted') return exitStatus.done;
    const command = `drydock host trust ${name} --fingerprint ${scanned.value.fingerprint}${context.workspaceOption}`;
    if (standing !== 'unknown') {
      print.aside(`The key of ${name} is ${standing}: somebody may be in between. Find out why before you trust it.`);
      if (standing === 'changed') print.aside(`Then: ${command} --replaces`);
      return exitStatus.needsPerson;
    }
    if (!print.isTerminal) {
      print.aside(
        `Compare it with the host’s own console (ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub), then: ${command}`,
      );
      return exitStatus.needsPerson;
    }
    const typed = await createAsker().ask(`Type ${name} to trust this key, once you have compared it: `);
    if (typed !== name) {
      print.line('Nothing was trusted.');
      return exitStatus.needsPerson;
    }
    fingerprint = scanned.value.fingerprint;
  }
  const trusted = await desk.ask('host.trust', { name, fingerprint, replaces: options.replaces });
  if (!trusted.ok) return stopWith(context, trusted.failure);
  print.record(trusted.value);
  print.line(`${name} is trusted by ${fingerprint}`);
  return exitStatus.done;
}
