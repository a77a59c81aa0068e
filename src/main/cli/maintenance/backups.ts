/** `drydock backups list|record|take-over|verify|confirm NAME`: the backups a maintenance depends on, and how far each is proven. */
import type { Command } from 'commander';
import { backupSchema, type KnownBackup } from '../../../core/backup/backup.ts';
import { isAtLeast, type Level, levelSchema, levelWords } from '../../../core/backup/level.ts';
import { toBackupStanding, toCopyStandings } from '../../../core/backup/standing.ts';
import { actionSchema } from '../../../core/backup/tools/tool.ts';
import { toOpenChecks } from '../../../core/errand/verification.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { toSizeText } from '../../../core/text/size.ts';
import { type CommandContext, type Perform, stopWith } from '../command-context.ts';
import type { DeskSession } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { findMaintenance } from '../find-maintenance.ts';
import { createLogFollower } from '../run/log-follower.ts';
import { readContent } from '../terminal/file-content.ts';
import { end, withState } from '../with-state.ts';

interface VerifyOptions {
  readonly action: string;
  readonly level?: string;
}

export function addBackups(program: Command, perform: Perform): void {
  const backups = program
    .command('backups')
    .description('the backups a maintenance depends on, and how far each is proven');
  backups
    .command('list')
    .description('show each with what its tool or a person says of it')
    .argument('<name>', 'the maintenance')
    .action((name: string, _options: unknown, command: Command) =>
      perform(command, (context) => withState(context, 'reader', name, (_, __, state) => show(context, state))),
    );
  backups
    .command('record')
    .description('put a backup on the list, or change one: a JSON file, as docs/backups.md shows it')
    .argument('<name>', 'the maintenance')
    .argument('<file>', 'the file')
    .action((name: string, file: string, _options: unknown, command: Command) =>
      perform(command, (context) =>
        withState(context, 'writer', name, (_, desk, state) => record(context, desk, state, file)),
      ),
    );
  backups
    .command('take-over')
    .description('put the backups of another maintenance on the list; their tools are asked again')
    .argument('<name>', 'the maintenance')
    .argument('<from>', 'the maintenance whose backups they are')
    .action((name: string, from: string, _options: unknown, command: Command) =>
      perform(command, (context) =>
        withState(context, 'writer', name, async (_, desk, { id }) => {
          const source = await findMaintenance(desk, from);
          if (!source.ok) return stopWith(context, source.failure);
          const taken = await desk.ask('backup.takeOver', { maintenance: id, from: source.value.id });
          return end(context, taken, taken.ok ? `${taken.value.backups.join(', ')} taken over; verify them anew` : '');
        }),
      ),
    );
  backups
    .command('verify')
    .description('ask the tools of all of them; exit 0: each is proven as far as asked for, 1: one is not')
    .argument('<name>', 'the maintenance')
    .option('--action <action>', 'look, checksum, verify or restore', 'verify')
    .option(
      '--level <level>',
      'how far each has to be proven: present, complete, readable or restored; else as far as the action can',
    )
    .action((name: string, options: VerifyOptions, command: Command) =>
      perform(command, (context) =>
        withState(context, 'writer', name, (_, desk, state) => verify(context, desk, state, options)),
      ),
    );
  backups
    .command('confirm')
    .description('give your word that an external copy is there, and how you know')
    .argument('<name>', 'the maintenance')
    .argument('<backup>', 'its id')
    .argument('<copy>', 'the id of the copy')
    .argument('<how>', 'how you know')
    .action((...given: [string, string, string, string, unknown, Command]) => {
      const [name, backup, copy, how, , command] = given;
      return perform(command, (context) =>
        withState(context, 'writer', name, async (_, desk, { id }) =>
          end(context, await desk.ask('backup.confirm-copy', { maintenance: id, backup, copy, how })),
        ),
      );
    });
}

function show(context: CommandContext, state: MaintenanceState): ExitStatus {
  const { backups, none } = state.backups;
  for (const backup of backups) {
    const standing = toBackupStanding(backup, state.schedule.window?.startMs);
    const { level, percent, sizeBytes, problems } = standing;
    context.print.record({
      id: backup.id,
      what: backup.what,
      level,
      percent: percent?.value,
      sizeBytes: sizeBytes?.value,
      problems,
    });
    for (const line of toLines(backup, state)) context.print.line(line);
  }
  if (backups.length === 0)
    context.print.line(
      none === undefined ? 'No backup is on the list.' : `None is needed, says ${none.by.name}: ${none.reason}`,
    );
  return exitStatus.done;
}

function toLines(backup: KnownBackup, state: MaintenanceState): readonly string[] {
  const { level, percent, sizeBytes, problems } = toBackupStanding(backup, state.schedule.window?.startMs);
  const size = sizeBytes === undefined ? '' : `, ${toSizeText(sizeBytes.value)}`;
  const far = percent === undefined ? 'how far it is is not known' : `${percent.value} %`;
  const copies = toCopyStandings(backup).map(
    ({ copy, level: proven, word }) =>
      `  copy ${copy.id ?? ''} in ${copy.where}, by ${copy.by}: ${word === undefined ? levelWords[proven] : `by the word of ${word.by}`}`,
  );
  return [
    `${backup.id}  ${backup.what}: ${levelWords[level]}, ${far}${size}`,
    `  ${backup.place}`,
    ...copies,
    ...problems.map((problem) => `  ! ${problem}`),
  ];
}

async function record(
  context: CommandContext,
  desk: DeskSession,
  state: MaintenanceState,
  file: string,
): Promise<ExitStatus> {
  const read = await readContent(file);
  if (!read.ok) return stopWith(context, read.failure);
  const text = Buffer.from(read.value.content, 'base64').toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return stopWith(context, { kind: 'bad-use', message: `${file} is no JSON: ${(error as Error).message}` });
  }
  const parsed = backupSchema.safeParse(value);
  if (!parsed.success) {
    const says = parsed.error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.')}: ${message}`);
    return stopWith(context, { kind: 'bad-use', message: `${file} is no backup: ${says.join('; ')}` });
  }
  return end(context, await desk.ask('backup.record', { maintenance: state.id, backup: parsed.data }));
}

async function verify(
  context: CommandContext,
  desk: DeskSession,
  state: MaintenanceState,
  { action: wanted, level: demanded }: VerifyOptions,
): Promise<ExitStatus> {
  const action = actionSchema.safeParse(wanted);
  if (!action.success)
    return stopWith(context, {
      kind: 'bad-use',
      message: `“${wanted}” is no check: look, checksum, verify or restore.`,
    });
  const level = levelSchema.safeParse(demanded ?? reached[action.data]);
  if (!level.success)
    return stopWith(context, {
      kind: 'bad-use',
      message: `“${demanded}” is no level: present, complete, readable or restored.`,
    });
  const asked = await desk.ask('backup.checkAll', { maintenance: state.id, action: action.data });
  if (!asked.ok) return stopWith(context, asked.failure);
  for (const problem of asked.value.problems) context.print.line(`! ${problem}`);
  const after = await untilRead(desk, state, new Set(asked.value.checks));
  show(context, after);
  const weak = after.backups.backups.filter((backup) => !isAtLeast(toBackupStanding(backup).level, level.data));
  if (weak.length === 0 && asked.value.problems.length === 0) return exitStatus.done;
  for (const { what } of weak) context.print.line(`“${what}” is not proven to be ${level.data}.`);
  return exitStatus.failed;
}

/** What each check proves where all is well. */
const reached: Readonly<Record<string, Level>> = {
  look: 'present',
  checksum: 'present',
  verify: 'readable',
  restore: 'restored',
};

/** Resolves when the answers of these checks stand in the journal. */
async function untilRead(
  desk: DeskSession,
  { id }: MaintenanceState,
  checks: ReadonlySet<string>,
): Promise<MaintenanceState> {
  const follower = createLogFollower(desk, id);
  try {
    for (;;) {
      const news = follower.news();
      const state = await follower.readJournal();
      if (state.ok && !toOpenChecks(state.value).some((check) => checks.has(check.id))) return state.value;
      await news;
    }
  } finally {
    follower.close();
  }
}
