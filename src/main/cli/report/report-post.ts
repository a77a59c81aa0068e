/** `drydock report post NAME`: puts the report, or its announcement, on a page of a wiki, and records that it is published. */
import { type Command, Option } from 'commander';
import { type ExportAudience, exportAudienceSchema } from '../../../core/postmortem/render/audience.ts';
import { type Perform, stopWith, withDesk } from '../command-context.ts';
import { exitStatus } from '../exit-status.ts';
import { findMaintenance } from '../find-maintenance.ts';
import { giveSecrets, secretOption } from '../notice/channel.ts';
import { gather, parseCount } from '../terminal/option-values.ts';

interface PostOptions {
  readonly channel: string;
  readonly page: string;
  readonly audience: ExportAudience;
  readonly overRevision?: number;
  readonly secret: readonly string[];
}

/** @param report the command `drydock report` */
export function addReportPost(report: Command, perform: Perform): void {
  report
    .command('post')
    .description('put a report that may be published on a page of a wiki')
    .argument('<name>', 'the maintenance’s title or id')
    .requiredOption('--channel <name>', 'the channel of the wiki')
    .requiredOption('--page <page>', 'the page, which is the report’s alone')
    .addOption(
      new Option('--audience <audience>', 'public: the announcement')
        .choices(exportAudienceSchema.options)
        .default('internal'),
    )
    .option('--over-revision <number>', 'replace what others wrote, as of this revision', parseCount)
    .option(...secretOption, gather, [])
    .action((name: string, options: PostOptions, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', async (desk) => {
          const found = await findMaintenance(desk, name);
          if (!found.ok) return stopWith(context, found.failure);
          const maintenance = found.value.id;
          const { channel, page, audience, overRevision } = options;
          const given = await giveSecrets(desk, channel, options.secret);
          if (!given.ok) return stopWith(context, given.failure);
          const read =
            audience === 'public'
              ? await desk.ask('announcement.show', { maintenance })
              : await desk.ask('report.show', { maintenance });
          if (!read.ok) return stopWith(context, read.failure);
          const textHash = 'textHash' in read.value ? read.value.textHash : read.value.report?.textHash;
          if (textHash === undefined) {
            return stopWith(context, { kind: 'no-report', message: `“${found.value.title}” has no report yet` });
          }
          const over = overRevision === undefined ? {} : { overRevision };
          const posted = await desk.ask('report.postToWiki', {
            ...{ maintenance, audience, channel, page, textHash, ...over },
          });
          if (!posted.ok) return stopWith(context, posted.failure);
          context.print.record(posted.value);
          context.print.line(`published: ${posted.value.url ?? page}`);
          return exitStatus.done;
        }),
      ),
    );
}
