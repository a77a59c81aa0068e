/** `drydock report send-issues NAME`: makes issues of action items through a tracker's API; without a token, prints where to make each. */
import type { Command } from 'commander';
import type { MaintenanceId } from '../../../core/ids.ts';
import { type TrackerPlace, trackerPlaceSchema } from '../../../core/postmortem/tracker-place.ts';
import { type CommandContext, type Perform, stopWith, withDesk } from '../command-context.ts';
import type { DeskSession } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { findMaintenance } from '../find-maintenance.ts';
import { readSource } from '../run/run-values.ts';
import { gather } from '../terminal/option-values.ts';

interface SendOptions {
  readonly to: string;
  readonly url?: string;
  readonly label: readonly string[];
  readonly item: readonly string[];
  readonly token?: string;
}

/** @param report the command `drydock report` */
export function addReportIssues(report: Command, perform: Perform): void {
  report
    .command('send-issues')
    .description('make issues of the open action items; without a token, print an address that opens each filled in')
    .argument('<name>', 'the maintenance: its title or id')
    .requiredOption('--to <place>', 'github:OWNER/NAME, gitlab:GROUP/PROJECT or phabricator')
    .option('--url <url>', 'the tracker’s own address, where it is not the public one')
    .option('--label <label>', 'a label; of Phabricator a project’s PHID', gather, [])
    .option('--item <item>', 'an action item by its id; else those that are open and tracked nowhere', gather, [])
    .option('--token <source>', 'the token of the API: env:VARIABLE or fd:N. It is kept nowhere')
    .action((name: string, options: SendOptions, command: Command) =>
      perform(command, (context) =>
        withDesk(context, options.token === undefined ? 'reader' : 'writer', async (desk) => {
          const tracker = parseTracker(options);
          if (tracker === undefined) {
            const message = `“${options.to}” names no tracker, or a part of it is missing`;
            const advice = 'It is github:OWNER/NAME, gitlab:GROUP/PROJECT, or phabricator with --url';
            return stopWith(context, { kind: 'bad-use', message, advice });
          }
          const found = await findMaintenance(desk, name);
          if (!found.ok) return stopWith(context, found.failure);
          return send(context, desk, { maintenance: found.value.id, tracker, options });
        }),
      ),
    );
}

function parseTracker({ to, url, label }: SendOptions): TrackerPlace | undefined {
  const [, kind, where = ''] = /^([a-z]+)(?::(.*))?$/.exec(to) ?? [];
  return trackerPlaceSchema.safeParse({
    kind,
    ...(url === undefined ? {} : { url }),
    ...(kind === 'github' ? { repository: where, labels: label } : {}),
    ...(kind === 'gitlab' ? { project: where, labels: label } : {}),
    ...(kind === 'phabricator' ? { projects: label } : {}),
  }).data;
}

async function send(
  context: CommandContext,
  desk: DeskSession,
  at: { readonly maintenance: MaintenanceId; readonly tracker: TrackerPlace; readonly options: SendOptions },
): Promise<ExitStatus> {
  const { maintenance, tracker, options } = at;
  const wanted = { maintenance, tracker, ...(options.item.length === 0 ? {} : { items: [...options.item] }) };
  if (options.token === undefined) {
    const links = await desk.ask('actionItem.links', wanted);
    if (!links.ok) return stopWith(context, links.failure);
    for (const link of links.value) {
      context.print.record(link);
      context.print.line(`${link.title}\n  ${link.url}`);
    }
    return exitStatus.done;
  }
  const token = readSource(options.token);
  if (token === undefined || token === '') {
    return stopWith(context, {
      kind: 'bad-use',
      message: 'there is no token',
      advice: 'Give it by env:VARIABLE or fd:N',
    });
  }
  const sent = await desk.ask('actionItem.send', { ...wanted, token });
  if (!sent.ok) return stopWith(context, sent.failure);
  for (const one of sent.value) {
    context.print.record(one);
    const noted = one.url === undefined || one.isNoted ? '' : ' (the report does not say so: somebody edits it)';
    context.print.line(`${one.item}: ${one.outcome} ${one.url ?? one.problem ?? ''}${noted}`);
  }
  return sent.value.every(({ url }) => url !== undefined) ? exitStatus.done : exitStatus.failed;
}
