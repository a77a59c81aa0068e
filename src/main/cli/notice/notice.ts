/** `drydock notice list|show|send|copied`: the notices of a maintenance, from what is due to what was sent. */
import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import type { MaintenanceId } from '../../../core/ids.ts';
import { type DueNotice, toDueNotices } from '../../../core/notice/due.ts';
import { toUtcMinuteText } from '../../../core/text/instant.ts';
import { type CommandContext, type Perform, stopWith, withDesk } from '../command-context.ts';
import type { DeskSession } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { findMaintenance } from '../find-maintenance.ts';
import { createLogFollower, type LogFollower } from '../run/log-follower.ts';
import { gather } from '../terminal/option-values.ts';
import { giveSecrets, secretOption } from './channel.ts';

interface SendOptions {
  readonly channel: readonly string[];
  readonly secret: readonly string[];
}

type NoticeWork = (desk: DeskSession, follower: LogFollower, maintenance: MaintenanceId) => Promise<ExitStatus>;

export function addNotice(program: Command, perform: Perform): void {
  const notice = program.command('notice').description('the notices of a maintenance');
  notice
    .command('list')
    .description('list the notices: due, overdue, upcoming, sent')
    .argument('<name>', 'the maintenance’s title or id')
    .action((name: string, _options: unknown, command: Command) =>
      perform(command, (context) =>
        withMaintenance(context, 'reader', name, async (_desk, follower) => {
          for (const due of toDueNotices(follower.state(), Date.now())) {
            context.print.record(due);
            context.print.line(toDueLine(due));
          }
          return exitStatus.done;
        }),
      ),
    );
  notice
    .command('show')
    .description('show the words of a notice, and what the check says of them')
    .argument('<name>', 'the maintenance’s title or id')
    .argument('<notice>', 'the notice’s id')
    .action((name: string, id: string, _options: unknown, command: Command) =>
      perform(command, (context) =>
        withMaintenance(context, 'reader', name, async (desk, _follower, maintenance) => {
          const shown = await desk.ask('notice.preview', { maintenance, notice: id });
          if (!shown.ok) return stopWith(context, shown.failure);
          context.print.record(shown.value);
          context.print.line(`${shown.value.subject}\n\n${shown.value.text}`);
          for (const { message } of shown.value.problems) context.print.aside(message);
          return exitStatus.done;
        }),
      ),
    );
  notice
    .command('send')
    .description('send a notice, and wait until its channels have it')
    .argument('<name>', 'the maintenance’s title or id')
    .argument('<notice>', 'the notice’s id')
    .option('--channel <name>', 'a channel; else all it still has to go through', gather, [])
    .option(...secretOption, gather, [])
    .action((name: string, id: string, options: SendOptions, command: Command) =>
      perform(command, (context) =>
        withMaintenance(context, 'writer', name, (desk, follower, maintenance) =>
          send(context, { desk, follower, maintenance }, id, options),
        ),
      ),
    );
  notice
    .command('copied')
    .description('say that somebody copied a notice by hand, and where it is now')
    .argument('<name>', 'the maintenance’s title or id')
    .argument('<notice>', 'the notice’s id')
    .requiredOption('--where <words>', 'where it stands now')
    .action((name: string, id: string, { where }: { readonly where: string }, command: Command) =>
      perform(command, (context) =>
        withMaintenance(context, 'writer', name, async (desk, _follower, maintenance) => {
          const shown = await desk.ask('notice.preview', { maintenance, notice: id });
          if (!shown.ok) return stopWith(context, shown.failure);
          const { subject, text } = shown.value;
          const words = { notice: id, sending: newSendingId(), where, subject, text };
          const copied = await desk.ask('notice.copied', { maintenance, ...words });
          if (!copied.ok) return stopWith(context, copied.failure);
          context.print.record(copied.value);
          context.print.line(`${id} stands in ${where}`);
          return exitStatus.done;
        }),
      ),
    );
}

function withMaintenance(context: CommandContext, as: 'reader' | 'writer', name: string, work: NoticeWork) {
  return withDesk(context, as, async (desk) => {
    const found = await findMaintenance(desk, name);
    if (!found.ok) return stopWith(context, found.failure);
    const follower = createLogFollower(desk, found.value.id);
    try {
      const level = await follower.readJournal();
      return level.ok ? await work(desk, follower, found.value.id) : stopWith(context, level.failure);
    } finally {
      follower.close();
    }
  });
}

async function send(
  context: CommandContext,
  at: { readonly desk: DeskSession; readonly follower: LogFollower; readonly maintenance: MaintenanceId },
  id: string,
  options: SendOptions,
): Promise<ExitStatus> {
  const { desk, follower, maintenance } = at;
  const due = toDueNotices(follower.state(), Date.now()).find(({ notice }) => notice.id === id);
  const channels = options.channel.length > 0 ? options.channel : (due?.left ?? []);
  if (channels.length === 0) {
    const message = `the notice “${id}” has no channel left to go through`;
    return stopWith(context, { kind: 'bad-use', message, advice: 'Name one by --channel NAME' });
  }
  for (const channel of channels) {
    const given = await giveSecrets(desk, channel, options.secret);
    if (!given.ok) return stopWith(context, given.failure);
  }
  const shown = await desk.ask('notice.preview', { maintenance, notice: id });
  if (!shown.ok) return stopWith(context, shown.failure);
  const { subject, text, missing } = shown.value;
  if (missing.length > 0) {
    const message = `the record does not say ${missing.map(({ label }) => label).join(', ')}`;
    return stopWith(context, {
      kind: 'bad-use',
      message,
      advice: 'Write it into the record, or change the notice’s text',
    });
  }
  const sendings = channels.map((channel) => ({ channel, sending: newSendingId() }));
  const sent = await desk.ask('notice.send', { maintenance, notice: id, sendings, seen: { subject, text } });
  if (!sent.ok) return stopWith(context, sent.failure);
  for (const { channel, message } of sent.value.refused) context.print.aside(`${channel}: ${message}`);
  const begun = sendings.filter(({ channel }) => sent.value.begun.includes(channel)).map(({ sending }) => sending);
  const isWell = await untilTried(context, follower, begun);
  return isWell && sent.value.refused.length === 0 ? exitStatus.done : exitStatus.failed;
}

/** Whether all arrived. One that is tried again later is left to the console that is open then. */
async function untilTried(context: CommandContext, follower: LogFollower, begun: readonly string[]): Promise<boolean> {
  for (;;) {
    const level = await follower.readJournal();
    if (!level.ok) return false;
    const sendings = level.value.notices.notices
      .flatMap((notice) => notice.sendings)
      .filter(({ id }) => begun.includes(id));
    if (sendings.every(({ state, nextTryAtMs }) => state !== 'sending' || nextTryAtMs !== undefined)) {
      for (const sending of sendings) {
        context.print.record(sending);
        const { channel, state, problem, nextTryAtMs } = sending;
        const later = nextTryAtMs === undefined ? '' : ' It is tried again by the next console.';
        context.print.line(`${channel}: ${problem === undefined ? state : `${state}, ${problem}${later}`}`);
      }
      return sendings.every(({ state }) => state === 'sent');
    }
    await follower.news();
  }
}

/** One click is one id. */
function newSendingId(): string {
  return `s-${randomBytes(10).toString('hex')}`;
}

function toDueLine({ notice, status, dueAtMs, troubled }: DueNotice): string {
  const when = dueAtMs === undefined ? '' : `  due ${toUtcMinuteText(dueAtMs)}`;
  const trouble = troubled.map(({ channel, state }) => `  ${channel}: ${state}`).join('');
  return `${notice.id}  ${status}, ${notice.audience}${when}${trouble}`;
}
