/** `drydock share NAME …`: lets others follow a maintenance from their own machines, for as long as the command runs. */
import { type Command, Option } from 'commander';
import type { ShareDoorView } from '../../contract/share-shapes.ts';
import type { MaintenanceId } from '../../core/ids.ts';
import { type ShareRole, shareRoleSchema } from '../../core/sharing/role.ts';
import { parseDuration } from '../../core/text/duration.ts';
import { type Asker, createAsker } from './asker.ts';
import { type CommandContext, type Perform, stopWith, withDesk } from './command-context.ts';
import type { DeskSession } from './desk-session.ts';
import { type ExitStatus, exitStatus } from './exit-status.ts';
import { findMaintenance } from './find-maintenance.ts';
import { parseCount, parsePort } from './option-values.ts';
import { sayShared, toFollowerLine } from './share-lines.ts';

interface ShareOptions {
  readonly role: ShareRole;
  readonly people: number;
  readonly for?: string;
  readonly note?: string;
  readonly address?: string;
  readonly port?: number;
  readonly bastion?: string;
  readonly exposed: boolean;
}

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
}

async function openShare(
  context: CommandContext,
  desk: DeskSession,
  name: string,
  options: ShareOptions,
): Promise<ExitStatus> {
  const { print } = context;
  const found = await findMaintenance(desk, name);
  if (!found.ok) return stopWith(context, found.failure);
  const holdsForMs = options.for === undefined ? undefined : parseDuration(options.for);
  if (options.for !== undefined && holdsForMs === undefined)
    return stopWith(context, {
      kind: 'bad-use',
      message: `“${options.for}” is no duration`,
      advice: 'Say 30m, 12h, 3d.',
    });
  const { untilToldToEnd } = await import('../serve.ts');
  const { address, port, bastion } = options;
  const opened = await desk.ask('share.open', {
    ...(address === undefined ? {} : { address }),
    ...(port === undefined ? {} : { port }),
    ...(bastion === undefined ? {} : { bastion: bastion as never }),
    isExposureAccepted: options.exposed,
  });
  if (!opened.ok) return stopWith(context, opened.failure);
  for (const sentence of opened.value.exposes) print.aside(sentence);
  const toldToEnd = untilToldToEnd();
  const standing = await untilReachable(context, desk);
  const made = await desk.ask('invite.make', {
    maintenance: found.value.id,
    role: options.role,
    people: options.people,
    ...(holdsForMs === undefined ? {} : { holdsForMs }),
    ...(options.note === undefined ? {} : { note: options.note }),
  });
  if (!made.ok) return stopWith(context, made.failure);
  print.record({ ...made.value, ...standing });
  print.line(made.value.link);
  print.aside(
    `It is shown this once. With Drydock: drydock follow '…'. With a browser: open it${browserHint(standing)}`,
  );
  const stop = receive(context, desk, found.value.id);
  await toldToEnd;
  stop();
  const closed = await desk.ask('share.close', {});
  if (!closed.ok) return stopWith(context, closed.failure);
  print.aside('Sharing has ended: every follower is disconnected.');
  return exitStatus.done;
}

type Standing = ShareDoorView['standing'];

function browserHint(standing: Standing): string {
  const command = standing.kind === 'open' ? standing.bastion?.command : undefined;
  if (command !== undefined) return `, while this runs on their machine: ${command}`;
  return standing.kind === 'open' && standing.fingerprint !== undefined
    ? `, and compare the fingerprint: ${standing.fingerprint}`
    : '.';
}

/** A bastion is reached in a moment, or says why not; nothing is made before an invite could lead anywhere. */
async function untilReachable({ print }: CommandContext, desk: DeskSession): Promise<Standing> {
  for (let told = ''; ; ) {
    const heard = Promise.withResolvers<void>();
    const stop = desk.listen(({ notice, data }) => {
      if (notice === 'documents' && data.area === 'share') heard.resolve();
    });
    const shown = await desk.ask('share.door', {});
    const standing: Standing = shown.ok ? shown.value.standing : { kind: 'closed' };
    const bastion = standing.kind === 'open' ? standing.bastion : undefined;
    if (bastion === undefined || bastion.state === 'open') {
      stop();
      return standing;
    }
    if (bastion.problem !== undefined && bastion.problem !== told) print.aside(`drydock: ${bastion.problem}`);
    told = bastion.problem ?? told;
    await heard.promise;
    stop();
  }
}

/** Says who comes and goes, and asks about whoever waits, one after the other. */
function receive(context: CommandContext, desk: DeskSession, maintenance: MaintenanceId): () => void {
  const { print } = context;
  const asker = createAsker();
  const leaving = new AbortController();
  const told = new Set<string>();
  const asked = new Set<string>();
  let turn: Promise<void> = Promise.resolve();
  const look = async () => {
    const shown = await desk.ask('share.show', { maintenance });
    if (!shown.ok || leaving.signal.aborted) return;
    for (const follower of shown.value.followers) {
      const { id, name, standing, isHere } = follower;
      const mark = `${id} ${standing} ${isHere}`;
      if (told.has(mark)) continue;
      told.add(mark);
      print.record({ follower: id, name, standing, isHere });
      print.line(toFollowerLine(follower));
      if (standing !== 'waiting' || asked.has(id)) continue;
      asked.add(id);
      await decide(context, desk, asker, { maintenance, id, name }, leaving.signal);
    }
  };
  const next = () => {
    turn = turn.then(look);
  };
  next();
  const stop = desk.listen(({ notice, data }) => {
    if (notice === 'documents' && data.area === 'share') next();
  });
  return () => {
    leaving.abort();
    stop();
  };
}

interface Waiting {
  readonly maintenance: MaintenanceId;
  readonly id: string;
  readonly name: string;
}

/** Without a word of the person here, whoever waits goes on waiting. */
async function decide(
  { print }: CommandContext,
  desk: DeskSession,
  asker: Asker,
  { maintenance, id, name }: Waiting,
  signal: AbortSignal,
): Promise<void> {
  const answer = await asker.ask(`Let “${name}” in? yes, no, or who of the roster they are: `, signal);
  if (answer === undefined || answer === '') return;
  const isNo = /^no?$/i.test(answer);
  const person = /^y(es)?$/i.test(answer) ? {} : { person: answer as never };
  const settled = isNo
    ? await desk.ask('follower.refuse', { maintenance, follower: id })
    : await desk.ask('follower.admit', { maintenance, follower: id, ...person });
  if (!settled.ok) print.failure(settled.failure);
}

async function listShares(context: CommandContext, desk: DeskSession, name: string): Promise<ExitStatus> {
  const found = await findMaintenance(desk, name);
  if (!found.ok) return stopWith(context, found.failure);
  const shown = await desk.ask('share.show', { maintenance: found.value.id });
  if (!shown.ok) return stopWith(context, shown.failure);
  sayShared(context.print, shown.value);
  return exitStatus.done;
}
