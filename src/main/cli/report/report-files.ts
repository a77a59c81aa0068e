/** `drydock report file|open|reply|import`: a report reviewed where the maintenance is not, by signed files. */
import { type Command, Option } from 'commander';
import type { PersonId } from '../../../core/roster/names.ts';
import { type CommandContext, type Perform, stopWith, withDesk } from '../command-context.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { deliverSignedFile, readSignedFile } from '../people/signed-file.ts';
import { named, toReportLines, withReport } from './report-text.ts';

interface ReplyOptions {
  readonly approve?: boolean;
  readonly changes?: string;
  readonly as?: string;
  readonly signer?: string;
  readonly out: string;
}

/** @param report the command `drydock report` */
export function addReportFiles(report: Command, perform: Perform): void {
  named(report, 'file', 'write the signed file by which reviewers elsewhere read the report, and answer')
    .requiredOption('-o, --out <file>', 'a new file')
    .action((name: string, { out }: { readonly out: string }, command: Command) =>
      perform(command, (context) => write(context, name, out)),
    );
  report
    .command('open')
    .description('show such a file: by whose key, and the report')
    .argument('<file>')
    .action((file: string, _options: unknown, command: Command) => perform(command, (context) => open(context, file)));
  report
    .command('reply')
    .description('answer it by a file signed with this console’s key')
    .argument('<file>')
    .addOption(new Option('--approve', 'approve it').conflicts('changes'))
    .option('--changes <words>', 'ask for changes, and say which')
    .option('--as <person>', 'which of those asked you are; else who sits at this console')
    .option('--signer <SHA256:…>', 'the fingerprint of whoever asks, compared by voice, where their key is not trusted')
    .requiredOption('-o, --out <file>', 'a new file for the answer')
    .action((file: string, options: ReplyOptions, command: Command) =>
      perform(command, (context) => reply(context, file, options)),
    );
  report
    .command('import')
    .description('take an answer into the journal')
    .argument('<file>')
    .action((file: string, _options: unknown, command: Command) =>
      perform(command, (context) => importAnswer(context, file)),
    );
}

async function write(context: CommandContext, name: string, out: string): Promise<ExitStatus> {
  return withReport(context, name, 'writer', async (desk, { maintenance }) => {
    const written = await desk.ask('report.reviewFile', { maintenance });
    if (!written.ok) return stopWith(context, written.failure);
    return deliverSignedFile(context, out, written.value.content, { maintenance });
  });
}

async function open(context: CommandContext, file: string): Promise<ExitStatus> {
  return withDesk(context, 'either', async (desk) => {
    const content = await readSignedFile(context, file);
    if (content === undefined) return exitStatus.badUse;
    const opened = await desk.ask('report.openReview', { content });
    if (!opened.ok) return stopWith(context, opened.failure);
    const { signer, request } = opened.value;
    const { print } = context;
    print.record({ ...opened.value });
    print.line(`${request.report.title}, of “${request.maintenance.title}” (${request.maintenance.id})`);
    print.line(`Asked by ${request.askedBy.name}, of ${request.to.map(({ name }) => name).join(', ')}`);
    print.line(`Signed by ${signer.fingerprint}: ${signer.person?.name ?? 'a key that nobody has trusted yet'}`);
    for (const line of toReportLines(request.report)) print.line(line);
    return exitStatus.done;
  });
}

async function reply(context: CommandContext, file: string, options: ReplyOptions): Promise<ExitStatus> {
  const { approve = false, changes, as, signer, out } = options;
  if (!approve && changes === undefined) {
    return stopWith(context, { kind: 'bad-use', message: 'say --approve, or --changes with what should be otherwise' });
  }
  return withDesk(context, 'writer', async (desk) => {
    const content = await readSignedFile(context, file);
    if (content === undefined) return exitStatus.badUse;
    const replied = await desk.ask('report.replyReview', {
      content,
      verdict: approve ? 'approved' : 'changes-wanted',
      ...(changes === undefined ? {} : { comment: changes }),
      ...(as === undefined ? {} : { as: as as PersonId }),
      ...(signer === undefined ? {} : { signer }),
    });
    if (!replied.ok) return stopWith(context, replied.failure);
    return deliverSignedFile(context, out, replied.value.content, {});
  });
}

/** A word that does not count waits for a person to ask anew. */
async function importAnswer(context: CommandContext, file: string): Promise<ExitStatus> {
  return withDesk(context, 'writer', async (desk) => {
    const content = await readSignedFile(context, file);
    if (content === undefined) return exitStatus.badUse;
    const imported = await desk.ask('report.importReview', { content });
    if (!imported.ok) return stopWith(context, imported.failure);
    context.print.record({ ...imported.value });
    for (const line of imported.value.says) context.print.line(line);
    return imported.value.isStale ? exitStatus.needsPerson : exitStatus.done;
  });
}
