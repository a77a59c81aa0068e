/** `drydock log NAME`: prints a maintenance's log as it is now, or what a search finds in it. */
import { randomUUID } from 'node:crypto';
import { type Command, Option } from 'commander';
import type { SearchHit, SearchQuery } from '../../../contract/shapes.ts';
import type { MaintenanceId, TaskId } from '../../../core/ids.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { type CommandContext, type Perform, stopWith, withDesk } from '../command-context.ts';
import type { DeskSession } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { findMaintenance } from '../find-maintenance.ts';
import { parseCount } from '../terminal/option-values.ts';
import { createLogFollower, type LogFollower } from './log-follower.ts';
import { printEntry } from './log-lines.ts';

interface LogOptions {
  readonly step?: string;
  readonly search?: string;
  readonly word?: boolean;
  readonly regex?: boolean;
  readonly case: boolean;
  readonly limit: number;
}

export function addLog(program: Command, perform: Perform): void {
  program
    .command('log')
    .description('print a maintenance’s log, or what a search finds in it')
    .argument('<name>', 'its title or id')
    .option('--step <step>', 'of one step or task alone')
    .option('--search <text>', 'only rows that have this; the newest first')
    .addOption(new Option('--word', 'search for it as a whole word').conflicts('regex'))
    .option('--regex', 'search for it as a regular expression')
    .option('--case', 'tell upper case from lower', false)
    .option('--limit <hits>', 'at most so many hits', parseCount, 1_000)
    .action((name: string, options: LogOptions, command: Command) =>
      perform(command, (context) => withDesk(context, 'reader', (desk) => log(context, desk, name, options))),
    );
}

async function log(context: CommandContext, desk: DeskSession, name: string, options: LogOptions): Promise<ExitStatus> {
  const found = await findMaintenance(desk, name);
  if (!found.ok) return stopWith(context, found.failure);
  const { id } = found.value;
  const follower = createLogFollower(desk, id);
  try {
    const level = await follower.readJournal();
    if (!level.ok) return stopWith(context, level.failure);
    const tasks = options.step === undefined ? undefined : tasksOf(level.value, options.step);
    if (tasks?.length === 0) {
      return stopWith(context, {
        kind: 'no-such-step',
        message: `“${level.value.title}” has no step “${options.step}” that has begun`,
        advice: `See its steps with: drydock maintenance show ${id}`,
      });
    }
    if (options.search === undefined) return await printLog(context, follower, tasks);
    return await search(context, desk, id, toQuery(options.search, options), tasks, options.limit);
  } finally {
    follower.close();
  }
}

/** A step is all of its tasks, on every host and in both directions; a task's own id is that task alone. */
function tasksOf({ tasks }: MaintenanceState, step: string): readonly TaskId[] {
  return tasks.filter((task) => task.step === step || task.id === step).map(({ id }) => id);
}

function toQuery(text: string, options: LogOptions): SearchQuery {
  const mode = options.regex ? 'regex' : options.word ? 'word' : 'substring';
  return { text, mode, isCaseSensitive: options.case };
}

async function printLog(
  context: CommandContext,
  follower: LogFollower,
  tasks: readonly TaskId[] | undefined,
): Promise<ExitStatus> {
  const read = await follower.catchUp(
    async (entry) => {
      printEntry(context.print, entry);
      await context.print.settled();
    },
    tasks === undefined ? {} : { filter: { tasks: [...tasks] } },
  );
  return read.ok ? exitStatus.done : stopWith(context, read.failure);
}

async function search(
  context: CommandContext,
  desk: DeskSession,
  maintenance: MaintenanceId,
  query: SearchQuery,
  tasks: readonly TaskId[] | undefined,
  limit: number,
): Promise<ExitStatus> {
  const { print } = context;
  const name = randomUUID();
  const ended = Promise.withResolvers<{ readonly isCut: boolean; readonly problem?: string | undefined }>();
  const stop = desk.listen(({ notice, data }) => {
    if (notice !== 'search-hits' || data.search !== name) return;
    for (const hit of data.hits) printHit(context, hit);
    if (data.isDone) ended.resolve(data);
  });
  const filter = tasks === undefined ? {} : { tasks: [...tasks] };
  const begun = await desk.ask('log.search', { maintenance, search: name, query, filter, limit });
  if (!begun.ok) {
    stop();
    return stopWith(context, begun.failure);
  }
  const { isCut, problem } = await ended.promise;
  stop();
  if (problem !== undefined) return stopWith(context, { kind: 'bad-use', message: problem });
  if (isCut) print.aside(`Cut after ${limit} hits: there are more (--limit).`);
  return exitStatus.done;
}

function printHit({ print }: CommandContext, hit: SearchHit): void {
  print.record(hit);
  const link = `${hit.kind === 'output' ? 'row' : 'event'}-${hit.at}`;
  print.line(`${link}  ${hit.task ?? '=='}  ${hit.text}`);
}
