/** The door to followers held open from a terminal: an invite, whoever comes, and the leader’s word on each, until Ctrl-C. */
import type { ShareDoorView } from '../../../contract/share-shapes.ts';
import type { MaintenanceId } from '../../../core/ids.ts';
import type { ShareRole } from '../../../core/sharing/role.ts';
import { parseDuration } from '../../../core/text/duration.ts';
import { type CommandContext, stopWith } from '../command-context.ts';
import type { DeskSession } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { findMaintenance } from '../find-maintenance.ts';
import { type Asker, createAsker } from '../terminal/asker.ts';
import { toFollowerLine } from './share-lines.ts';

export interface ShareOptions {
  readonly role: ShareRole;
  readonly people: number;
  readonly for?: string;
  readonly note?: string;
  readonly address?: string;
  readonly port?: number;
  readonly bastion?: string;
  readonly exposed: boolean;
}

export async function openShare(
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
  const { untilToldToEnd } = await import('../../serve.ts');
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
