/** `drydock report list|show|begin|redraft|write`: which reports there are, how one stands, and its text. */
import { readFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import type { ReportSummary, ReportView } from '../../../contract/report-shapes.ts';
import type { RequestOutput } from '../../../contract/requests.ts';
import type { MaintenanceId } from '../../../core/ids.ts';
import { type Tracker, trackerSchema } from '../../../core/postmortem/issues.ts';
import { toRoundText } from '../../../core/postmortem/perfect.ts';
import {
  type Report,
  type ReportKind,
  reportKindSchema,
  type SectionId,
  sectionIdSchema,
  toSectionText,
} from '../../../core/postmortem/report.ts';
import { type CommandContext, type Perform, stopWith, withDesk } from '../command-context.ts';
import type { Answered, DeskSession, OpenAs } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { findMaintenance } from '../find-maintenance.ts';
import { deliverText } from '../terminal/file-content.ts';

/** @param report the command `drydock report` */
export function addReportText(report: Command, perform: Perform): void {
  report
    .command('list')
    .description('every maintenance that was run, with how its report stands')
    .action((_options: unknown, command: Command) => perform(command, list));
  named(report, 'show', 'print how a report stands, what is open, and its sections').action(
    (name: string, _options: unknown, command: Command) => perform(command, (context) => show(context, name)),
  );
  named(report, 'begin', 'begin the report: draft it from the journal')
    .addOption(new Option('--kind <kind>', 'which; else the one that is asked for').choices(reportKindSchema.options))
    .action((name: string, options: { readonly kind?: ReportKind }, command: Command) =>
      perform(command, (context) => begin(context, name, options.kind)),
    );
  named(report, 'redraft', 'draw the draft from the journal anew; what people wrote stays').action(
    (name: string, _options: unknown, command: Command) => perform(command, (context) => redraft(context, name)),
  );
  named(report, 'issues', 'write the open action items as issues of a tracker')
    .addOption(new Option('--tracker <tracker>', 'for which').choices(trackerSchema.options).makeOptionMandatory())
    .option('--all', 'of csv: also what is done, dropped, or tracked elsewhere already')
    .option('-o, --output <file>', 'into a new file instead of standard output')
    .action((name: string, options: IssueOptions, command: Command) =>
      perform(command, (context) => writeIssues(context, name, options)),
    );
  named(report, 'write', 'write a section from a file instead of its draft')
    .addOption(new Option('--section <section>', 'which').choices(sectionIdSchema.options).makeOptionMandatory())
    .requiredOption('--from <file>', 'Markdown')
    .action((name: string, options: { readonly section: SectionId; readonly from: string }, command: Command) =>
      perform(command, (context) => write(context, name, options)),
    );
}

interface IssueOptions {
  readonly tracker: Tracker;
  readonly all?: boolean;
  readonly output?: string;
}

async function writeIssues(context: CommandContext, name: string, options: IssueOptions): Promise<ExitStatus> {
  return withReport(context, name, 'reader', async (desk, { maintenance }) => {
    const { tracker, all: isAll = false } = options;
    const written = await desk.ask('actionItem.export', { maintenance, tracker, isAll });
    if (!written.ok) return stopWith(context, written.failure);
    return deliverText(context, written.value.text, options.output);
  });
}

export function named(report: Command, verb: string, description: string): Command {
  return report.command(verb).description(description).argument('<name>', 'the maintenance: its title or id');
}

/** Finds the maintenance by its name, and what there is of its report. */
export async function withReport(
  context: CommandContext,
  name: string,
  as: OpenAs,
  work: (desk: DeskSession, view: ReportView) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  return withDesk(context, as, async (desk) => {
    const found = await findMaintenance(desk, name);
    if (!found.ok) return stopWith(context, found.failure);
    const shown = await desk.ask('report.show', { maintenance: found.value.id });
    return shown.ok ? work(desk, shown.value) : stopWith(context, shown.failure);
  });
}

async function list(context: CommandContext): Promise<ExitStatus> {
  return withDesk(context, 'reader', async (desk) => {
    const listed = await desk.ask('report.list', {});
    if (!listed.ok) return stopWith(context, listed.failure);
    for (const row of listed.value) {
      context.print.record({ ...row });
      context.print.line(toRow(row));
    }
    return exitStatus.done;
  });
}

function toRow({ maintenance, title, state, demand, overrunMs, outage, actionItems, isClosed }: ReportSummary): string {
  const open = actionItems.filter((item) => item.state === 'open').length;
  const parts = [
    state === 'none' ? `no report (${demand.kind})` : `report ${states[state]}`,
    ...(overrunMs === undefined ? [] : [`overrun by ${toRoundText(overrunMs)}`]),
    ...(outage === undefined ? [] : [`outage ${toRoundText(outage.totalMs)}`]),
    ...(open === 0 ? [] : [`${open} action ${open === 1 ? 'item' : 'items'} open`]),
    ...(isClosed ? ['closed'] : []),
  ];
  return `${maintenance}  ${title}: ${parts.join(', ')}`;
}

const states = {
  none: 'not begun',
  draft: 'drafted',
  'in-review': 'in review',
  approved: 'approved',
  published: 'published internally',
  public: 'announced',
} as const;

async function show(context: CommandContext, name: string): Promise<ExitStatus> {
  return withReport(context, name, 'reader', async (_desk, found) => {
    context.print.record({ ...found });
    for (const line of toLines(found)) context.print.line(line);
    return exitStatus.done;
  });
}

function toLines({
  state,
  demand,
  report,
  facts,
  filing,
  lock,
  isRedraftDue,
  laterEntries,
  may,
}: ReportView): readonly string[] {
  const known = facts ?? report?.facts;
  const reasons = (known?.perfect.reasons ?? []).map(({ holds, says }) => `  ${holds ? '+' : '-'} ${says}`);
  const open = filing.filter(({ isDone }) => !isDone).map(({ says }) => `  ${says}`);
  const head = [
    report === undefined ? demand.says : `${report.title}: ${states[state]}.`,
    ...reasons,
    ...(open.length === 0 ? [] : ['Open before it closes:', ...open]),
    ...(lock === undefined ? [] : [`${lock.by} is editing it.`]),
    ...(isRedraftDue ? ['The journal says something else by now than the draft does.'] : []),
  ];
  if (report === undefined) return head;
  const later =
    laterEntries === 0 ? [] : [`Entries of the log after the request for review, no part of it: ${laterEntries}.`];
  const waits = may.find(({ action }) => action === 'publish-internal')?.because;
  return [
    ...head,
    ...later,
    ...(waits === undefined ? [] : [`Not to be published yet: ${waits}`]),
    ...toReportLines(report),
  ];
}

/** The report itself: its hash, who reviews it, its action items and its sections. */
export function toReportLines(report: Report): readonly string[] {
  const reviewers = report.reviewers.map(
    ({ name, role, verdict, isStale, excused, comment }) =>
      `  ${name} (${role}): ${excused === undefined ? verdicts[verdict] : `excused, ${excused}`}${isStale ? ', on an earlier text' : ''}${comment === undefined ? '' : `: ${comment}`}`,
  );
  const sections = report.sections.flatMap((section) => {
    const text = toSectionText(section).trim();
    return text === ''
      ? []
      : ['', `## ${section.id}${section.isInternal ? ' (internal)' : ''}`, '', ...text.split('\n')];
  });
  const items = report.actionItems.map((item) => `  [${item.state}] ${item.title} (${item.kind}, ${item.owner})`);
  return [
    `Text ${report.textHash.slice(0, 12)}.`,
    ...(reviewers.length === 0 ? [] : ['Reviewers:', ...reviewers]),
    ...(items.length === 0 ? [] : ['Action items:', ...items]),
    ...sections,
  ];
}

const verdicts = { none: 'has not said anything', approved: 'approved', 'changes-wanted': 'wants changes' } as const;

async function begin(context: CommandContext, name: string, kind: ReportKind | undefined): Promise<ExitStatus> {
  return withReport(context, name, 'writer', async (desk, found) => {
    const begun = await desk.ask('report.begin', { maintenance: found.maintenance, kind: kind ?? found.demand.report });
    if (!begun.ok) return stopWith(context, begun.failure);
    context.print.record({ maintenance: found.maintenance, ...begun.value });
    context.print.line(`The report is begun, and drafted from the journal (version ${begun.value.version}).`);
    return exitStatus.done;
  });
}

async function redraft(context: CommandContext, name: string): Promise<ExitStatus> {
  return edit(context, name, (desk, maintenance, version) => desk.ask('report.redraft', { maintenance, version }));
}

async function write(
  context: CommandContext,
  name: string,
  { section, from }: { readonly section: SectionId; readonly from: string },
): Promise<ExitStatus> {
  let written: string;
  try {
    written = await readFile(from, 'utf8');
  } catch (error) {
    return stopWith(context, { kind: 'bad-path', message: `${from} cannot be read: ${(error as Error).message}` });
  }
  return edit(context, name, (desk, maintenance, version) =>
    desk.ask('report.writeSection', { maintenance, version, section, written }),
  );
}

async function edit(
  context: CommandContext,
  name: string,
  change: (
    desk: DeskSession,
    maintenance: MaintenanceId,
    version: number,
  ) => Promise<Answered<RequestOutput<'report.redraft'>>>,
): Promise<ExitStatus> {
  return withReport(context, name, 'writer', async (desk, found) => {
    const changed = await change(desk, found.maintenance, found.document?.version ?? 1);
    if (!changed.ok) return stopWith(context, changed.failure);
    context.print.record({ maintenance: found.maintenance, ...changed.value });
    context.print.line(
      `The report is version ${changed.value.version} now (text ${changed.value.textHash.slice(0, 12)}).`,
    );
    return exitStatus.done;
  });
}
