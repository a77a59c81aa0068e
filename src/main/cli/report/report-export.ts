/** `drydock report export NAME`: writes the report of a maintenance as a file; `report schema`: what its JSON follows. */
import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import type { RequestOutput } from '../../../contract/requests.ts';
import { type ExportAudience, exportAudienceSchema } from '../../../core/postmortem/render/audience.ts';
import {
  announcementFormatSchema,
  type ReportForm,
  type ReportFormat,
  reportFormatSchema,
  reportFormSchema,
} from '../../../core/postmortem/render/render.ts';
import { type CommandContext, type Perform, stopWith, withDesk } from '../command-context.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { findMaintenance } from '../find-maintenance.ts';

interface ExportOptions {
  readonly format: ReportFormat;
  readonly audience: ExportAudience;
  readonly form: ReportForm;
  readonly announcement?: boolean;
  readonly output?: string;
}

/** @param report the command `drydock report` */
export function addReportExport(report: Command, perform: Perform): void {
  report
    .command('export')
    .description('write a report as Markdown, HTML, PDF, wikitext or JSON')
    .argument('<name>', 'the maintenance’s title or id')
    .addOption(new Option('--format <format>', 'its format').choices(reportFormatSchema.options).default('markdown'))
    .addOption(
      new Option('--audience <audience>', 'whom it is for; for everybody, nothing internal is in it')
        .choices(exportAudienceSchema.options)
        .default('internal'),
    )
    .addOption(
      new Option('--form <form>', 'all of it, or exactly the fields of an IncidentReport')
        .choices(reportFormSchema.options)
        .default('whole'),
    )
    .option('--announcement', 'the public announcement instead, as Markdown, HTML or wikitext')
    .option('-o, --output <file>', 'into a new file instead of standard output')
    .action((name: string, options: ExportOptions, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'reader', async (desk) => {
          const found = await findMaintenance(desk, name);
          if (!found.ok) return stopWith(context, found.failure);
          const { format, audience, form } = options;
          if (format === 'pdf' && options.output === undefined && process.stdout.isTTY) {
            const message = 'a PDF is nothing to print on a terminal';
            return stopWith(context, { kind: 'bad-use', message, advice: 'Name a file by --output FILE' });
          }
          const maintenance = found.value.id;
          const text = announcementFormatSchema.safeParse(format);
          if (options.announcement === true && !text.success) {
            const message = `an announcement is not written as ${format}`;
            return stopWith(context, { kind: 'bad-use', message, advice: 'Take markdown, html or mediawiki' });
          }
          const exported =
            options.announcement === true && text.success
              ? await desk.ask('announcement.export', { maintenance, format: text.data })
              : await desk.ask('report.export', { maintenance, format, audience, form });
          if (!exported.ok) return stopWith(context, exported.failure);
          return deliver(context, exported.value, options.output);
        }),
      ),
    );
  report
    .command('schema')
    .description('print the JSON Schema that exported reports follow')
    .action((_options: unknown, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'reader', async (desk) => {
          const schema = await desk.ask('report.schema', {});
          if (!schema.ok) return stopWith(context, schema.failure);
          if (context.print.isJson) context.print.record(schema.value);
          else process.stdout.write(`${JSON.stringify(schema.value, undefined, 2)}\n`);
          return exitStatus.done;
        }),
      ),
    );
}

async function deliver(
  context: CommandContext,
  exported: RequestOutput<'report.export'>,
  output: string | undefined,
): Promise<ExitStatus> {
  const { content } = exported;
  const bytes = content.kind === 'text' ? Buffer.from(content.text) : Buffer.from(content.base64, 'base64');
  if (output === undefined) {
    if (context.print.isJson) context.print.record(exported);
    else process.stdout.write(bytes);
    return exitStatus.done;
  }
  try {
    await writeFile(output, bytes, { flag: 'wx' });
  } catch (error) {
    return stopWith(context, { kind: 'bad-use', message: `${output} cannot be written: ${(error as Error).message}` });
  }
  context.print.record({ file: output });
  context.print.line(`written to ${output}`);
  return exitStatus.done;
}
