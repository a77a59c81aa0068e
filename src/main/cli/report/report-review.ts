/** `drydock report ask|review|publish|close`: a report's review and what comes of it, and the close of the maintenance. */
import { type Command, Option } from 'commander';
import type { ReportView } from '../../../contract/report-shapes.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { type CommandContext, type Perform, stopWith } from '../command-context.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { gather } from '../terminal/option-values.ts';
import { named, withReport } from './report-text.ts';

interface ReviewOptions {
  readonly approve?: boolean;
  readonly changes?: string;
  readonly text: string;
  readonly comment?: string;
}

interface PublishOptions {
  readonly audience: 'internal' | 'public';
  readonly where: string;
  readonly text: string;
}

/** @param report the command `drydock report` */
export function addReportReview(report: Command, perform: Perform): void {
  named(report, 'ask', 'ask the EM, the CES and, after an overrun, everybody involved to review the report as it is')
    .option('--also <person>', 'of the address book, beside those of the roster; may be given again', gather, [])
    .option('--note <text>', 'what they should know')
    .action((name: string, options: { readonly also: readonly string[]; readonly note?: string }, command: Command) =>
      perform(command, (context) => ask(context, name, options)),
    );
  named(report, 'review', 'give the word of whoever sits at this console on the text they have read')
    .requiredOption('--text <hash>', 'the text that was read, or the first 12 digits of its hash')
    .addOption(new Option('--approve', 'approve it').conflicts('changes'))
    .option('--changes <words>', 'ask for changes, and say which')
    .option('--comment <words>', 'beside an approval')
    .action((name: string, options: ReviewOptions, command: Command) =>
      perform(command, (context) => review(context, name, options)),
    );
  named(report, 'publish', 'record where it was published; refused until it may be')
    .addOption(
      new Option('--audience <audience>', 'internal comes first').choices(['internal', 'public']).default('internal'),
    )
    .requiredOption('--where <place>', 'a page’s address, or where else it stands')
    .requiredOption('--text <hash>', 'the text that was published, or the first 12 digits of its hash')
    .action((name: string, options: PublishOptions, command: Command) =>
      perform(command, (context) => publish(context, name, options)),
    );
  named(report, 'close', 'close the maintenance: nothing of it is waited for any more')
    .option('--reason <words>', 'why without the report that is expected')
    .action((name: string, options: { readonly reason?: string }, command: Command) =>
      perform(command, (context) => close(context, name, options.reason)),
    );
}

async function ask(
  context: CommandContext,
  name: string,
  { also, note }: { readonly also: readonly string[]; readonly note?: string },
): Promise<ExitStatus> {
  return withReport(context, name, 'writer', async (desk, { maintenance, report }) => {
    if (report === undefined) return notBegun(context);
    const asked = await desk.ask('report.askReview', {
      maintenance,
      textHash: report.textHash,
      people: also as readonly PersonId[] as PersonId[],
      ...(note === undefined ? {} : { note }),
    });
    if (!asked.ok) return stopWith(context, asked.failure);
    const shown = await desk.ask('report.show', { maintenance });
    const reviewers = shown.ok ? (shown.value.report?.reviewers ?? []) : [];
    context.print.record({ maintenance, ...asked.value, reviewers });
    for (const { name: who, role } of reviewers) context.print.line(`Asked: ${who} (${role})`);
    return exitStatus.done;
  });
}

async function review(context: CommandContext, name: string, options: ReviewOptions): Promise<ExitStatus> {
  const { approve = false, changes, comment } = options;
  if (!approve && changes === undefined) {
    return stopWith(context, {
      kind: 'bad-use',
      message: 'Say --approve, or --changes with what should be otherwise.',
    });
  }
  return withReport(context, name, 'writer', async (desk, { maintenance, report }) => {
    if (report === undefined) return notBegun(context);
    const says = changes ?? comment;
    const given = await desk.ask('report.review', {
      maintenance,
      textHash: toWhole(options.text, report.textHash),
      verdict: approve ? 'approved' : 'changes-wanted',
      ...(says === undefined ? {} : { comment: says }),
    });
    if (!given.ok) return stopWith(context, given.failure);
    context.print.record({ maintenance, ...given.value });
    context.print.line(approve ? 'Approved.' : 'Changes are asked for.');
    return exitStatus.done;
  });
}

async function publish(context: CommandContext, name: string, options: PublishOptions): Promise<ExitStatus> {
  const { audience, where } = options;
  return withReport(context, name, 'writer', async (desk, { maintenance, report }) => {
    if (report === undefined) return notBegun(context);
    const announced = audience === 'public' ? await desk.ask('announcement.show', { maintenance }) : undefined;
    if (announced?.ok === false) return stopWith(context, announced.failure);
    const textHash = toWhole(options.text, announced === undefined ? report.textHash : announced.value.textHash);
    const published = await desk.ask('report.publish', { maintenance, audience, where, textHash });
    if (!published.ok) return stopWith(context, published.failure);
    context.print.record({ maintenance, ...published.value });
    context.print.line(audience === 'internal' ? 'Published internally.' : 'Announced.');
    return exitStatus.done;
  });
}

async function close(context: CommandContext, name: string, reason: string | undefined): Promise<ExitStatus> {
  return withReport(context, name, 'writer', async (desk, { maintenance }) => {
    const closed = await desk.ask('maintenance.close', { maintenance, ...(reason === undefined ? {} : { reason }) });
    if (!closed.ok) return stopWith(context, closed.failure);
    context.print.record({ maintenance, ...closed.value });
    context.print.line('Closed: nothing of it is waited for any more.');
    return exitStatus.done;
  });
}

/** The first digits stand for the whole; what is not of this text is refused by the desk, as another text would be. */
function toWhole(typed: string, now: NonNullable<ReportView['report']>['textHash']): string {
  if (typed.length >= 12 && now.startsWith(typed)) return now;
  return /^[0-9a-f]{64}$/.test(typed) ? typed : '0'.repeat(64);
}

function notBegun(context: CommandContext): ExitStatus {
  return stopWith(context, {
    kind: 'no-report',
    message: 'There is no report yet.',
    advice: 'drydock report begin NAME',
  });
}
