/** `drydock gate listener|token|publication …`: how pipelines that have no workspace learn how a gate stands. */
import { type Command, Option } from 'commander';
import type { GateListenerView } from '../../../contract/gate-shapes.ts';
import type { RequestInput } from '../../../contract/requests.ts';
import { parseDuration } from '../../../core/text/duration.ts';
import { type CommandContext, type Perform, stopWith, withDesk } from '../command-context.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { gather, parsePort } from '../terminal/option-values.ts';
import { publishNow } from './gate-publishing.ts';

export function addGateDoors(gate: Command, perform: Perform): void {
  addListener(gate.command('listener').description('the port at which a running console answers pipelines'), perform);
  addTokens(gate.command('token').description('the tokens that read gates at the listener'), perform);
  addPublications(gate.command('publication').description('the places where gates are published as files'), perform);
}

interface OpenOptions {
  readonly address?: string;
  readonly port?: number;
  readonly name: readonly string[];
  readonly publicBadge: boolean;
  readonly exposed: boolean;
}

function addListener(listener: Command, perform: Perform): void {
  listener
    .command('show')
    .description('say whether it is open, what it exposes, and which tokens there are')
    .action((_options: unknown, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'reader', async (desk) => {
          const shown = await desk.ask('gate.listener', {});
          return shown.ok ? sayListener(context, shown.value) : stopWith(context, shown.failure);
        }),
      ),
    );
  listener
    .command('open')
    .description('let a running console answer pipelines from now on')
    .option('--address <address>', 'one address of this machine; 127.0.0.1 by default')
    .option('--port <port>', 'by default 8617', parsePort)
    .option('--name <name>', 'a name it is reached by beside its address; several times', gather, [])
    .option('--public-badge', 'show badges without a token', false)
    .option('--exposed', 'yes, other machines may reach it: needed for any address but that of this machine', false)
    .action(({ address, port, name, publicBadge, exposed }: OpenOptions, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', async (desk) => {
          const opened = await desk.ask('gate.openListener', {
            ...(address === undefined ? {} : { address }),
            ...(port === undefined ? {} : { port }),
            names: [...name],
            isBadgePublic: publicBadge,
            isExposureAccepted: exposed,
          });
          return opened.ok ? sayListener(context, opened.value) : stopWith(context, opened.failure);
        }),
      ),
    );
  listener
    .command('close')
    .description('answer pipelines no more; the tokens stay')
    .action((_options: unknown, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', async (desk) => {
          const closed = await desk.ask('gate.closeListener', {});
          return closed.ok ? sayListener(context, closed.value) : stopWith(context, closed.failure);
        }),
      ),
    );
}

function sayListener({ print }: CommandContext, view: GateListenerView): ExitStatus {
  const { listener, standing, exposes, tokens } = view;
  print.record(view);
  print.line(listener.isOpen ? 'A running console answers pipelines:' : 'The listener is closed. If it is opened:');
  for (const sentence of exposes) print.line(`  ${sentence}`);
  if (standing.kind === 'failed') print.aside(`drydock: ${standing.problem}`);
  for (const { name, madeAtMs, madeBy } of tokens)
    print.line(`token ${name}, by ${madeBy} on ${new Date(madeAtMs).toISOString().slice(0, 10)}`);
  if (tokens.length === 0) print.line('There is no token yet: drydock gate token add NAME');
  return exitStatus.done;
}

function addTokens(token: Command, perform: Perform): void {
  token
    .command('add')
    .description('make a token; it is printed this once, and only its hash is kept')
    .argument('<name>', 'what it is for: ci')
    .action((name: string, _options: unknown, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', async (desk) => {
          const added = await desk.ask('gate.addToken', { name });
          if (!added.ok) return stopWith(context, added.failure);
          context.print.record(added.value);
          context.print.line(added.value.token);
          context.print.aside('It is shown this once. It reads gates, and nothing else.');
          return exitStatus.done;
        }),
      ),
    );
  token
    .command('revoke')
    .description('revoke a token: from now on it opens nothing')
    .argument('<name>', 'the token')
    .action((name: string, _options: unknown, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', async (desk) => {
          const revoked = await desk.ask('gate.revokeToken', { name });
          if (!revoked.ok) return stopWith(context, revoked.failure);
          context.print.line(`${name} opens nothing any more`);
          return exitStatus.done;
        }),
      ),
    );
}

interface PublicationOptions {
  readonly host?: string;
  readonly folder: string;
  readonly environment: readonly string[];
  readonly validFor?: string;
}

function addPublications(publication: Command, perform: Perform): void {
  publication
    .command('list')
    .description('list the places')
    .action((_options: unknown, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'reader', async (desk) => {
          const listed = await desk.ask('gate.publications', {});
          if (!listed.ok) return stopWith(context, listed.failure);
          for (const view of listed.value) context.print.record(view);
          for (const { publication: one, files } of listed.value) {
            const { place } = one;
            const where = place.kind === 'sftp' ? `${place.host}:${place.path}` : place.path;
            const names = files.map(({ file }) => file).join(', ');
            context.print.line(
              `${one.name}  ${where}  each for ${one.validForMinutes} minutes: ${names || 'no environment'}`,
            );
          }
          return exitStatus.done;
        }),
      ),
    );
  publication
    .command('add')
    .description('publish gates there as signed files, or change how')
    .argument('<name>', 'what the place is called')
    .addOption(new Option('--folder <path>', 'the folder, by its whole path').makeOptionMandatory())
    .option('--host <host>', 'the host it is on, over SFTP; else it is a folder of this machine')
    .option('--environment <name>', 'this environment alone; several times', gather, [])
    .option('--valid-for <duration>', 'how long a file holds: 10m by default')
    .action((name: string, options: PublicationOptions, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', async (desk) => {
          const saved = await desk.askAnything('gate.savePublication', { publication: toPublication(name, options) });
          if (!saved.ok) return stopWith(context, saved.failure);
          context.print.record(saved.value as object);
          context.print.line(
            `Gates are published as ${name}, by a running console and by drydock gate publication now.`,
          );
          return (await publishNow(context, desk)) ? exitStatus.done : exitStatus.failed;
        }),
      ),
    );
  publication
    .command('remove')
    .description('publish there no more; what lies there expires by itself')
    .argument('<name>', 'the place')
    .action((name: string, _options: unknown, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', async (desk) => {
          const removed = await desk.ask('gate.removePublication', { name });
          if (!removed.ok) return stopWith(context, removed.failure);
          context.print.line(`Gates are not published as ${name} any more; what lies there expires by itself.`);
          return exitStatus.done;
        }),
      ),
    );
  publication
    .command('now')
    .description('publish every gate now')
    .action((_options: unknown, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', async (desk) =>
          (await publishNow(context, desk)) ? exitStatus.done : exitStatus.failed,
        ),
      ),
    );
}

/** What is wrong in it is for the contract to say. */
function toPublication(
  name: string,
  { host, folder, environment, validFor }: PublicationOptions,
): RequestInput<'gate.savePublication'>['publication'] {
  const validForMs = validFor === undefined ? undefined : (parseDuration(validFor) ?? Number.NaN);
  return {
    name,
    environments: [...environment],
    place: host === undefined ? { kind: 'folder', path: folder } : { kind: 'sftp', host, path: folder },
    ...(validForMs === undefined ? {} : { validForMinutes: validForMs / 60_000 }),
  };
}
