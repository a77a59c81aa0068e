/** `drydock practice`: leads a practice maintenance on the built-in practice host, from its start to its end. */
import { type Command, Option } from 'commander';
import type { RequestInput } from '../../../contract/requests.ts';
import type { MaintenanceSummary } from '../../../contract/shapes.ts';
import { isBeforeStart } from '../../../core/maintenance/tasks.ts';
import { type CommandContext, type Perform, stopWith, withDesk } from '../command-context.ts';
import type { Answered, DeskSession } from '../desk-session.ts';
import type { ExitStatus } from '../exit-status.ts';
import { leadRun } from './lead-run.ts';
import { rehearsal } from './leader.ts';
import { createLogFollower, type LogEntry } from './log-follower.ts';

type Misbehaviour = Exclude<RequestInput<'practice.misbehave'>['how'], 'behave'>;

interface PracticeOptions {
  readonly misbehave?: Misbehaviour;
  readonly lines: boolean;
}

/** How long the host freezes or is away. Longer than a glance, shorter than the console's patience. */
const troubleMs = 5_000;
/** Trouble comes with the first line of this step: it writes the most, so that a line that was lost would show. */
const troubledStep = 'migrate';

export function addPractice(program: Command, perform: Perform): void {
  program
    .command('practice')
    .description('lead the practice maintenance to its end: it confirms and answers for itself')
    .addOption(
      new Option('--misbehave <how>', 'let the practice host make trouble on the way').choices([
        'drop',
        'freeze',
        'restart',
        'fail-verification',
      ]),
    )
    .option('--lines', 'print every line of output on a terminal, too', false)
    .action((options: PracticeOptions, command: Command) =>
      perform(command, (context) => withDesk(context, 'writer', (desk) => practise(context, desk, options), 'leading')),
    );
}

async function practise(context: CommandContext, desk: DeskSession, options: PracticeOptions): Promise<ExitStatus> {
  const made = await findOrStart(desk);
  if (!made.ok) return stopWith(context, made.failure);
  const { id, title } = made.value;
  const follower = createLogFollower(desk, id);
  const level = await follower.readJournal();
  if (!level.ok) return stopWith(context, level.failure);

  const how = options.misbehave;
  if (how === 'fail-verification') {
    const told = await desk.ask('practice.misbehave', { how });
    if (!told.ok) return stopWith(context, told.failure);
  }
  if (isBeforeStart(level.value)) {
    const { planHash } = level.value;
    const begun = await desk.ask('run.start', { maintenance: id, planHash, confirm: title });
    if (!begun.ok) return stopWith(context, begun.failure);
  }
  return leadRun(context, desk, follower, {
    leader: rehearsal,
    showsOutput: options.lines,
    ...(how === undefined || how === 'fail-verification' ? {} : { onEntry: troubleOnce(context, desk, how) }),
  });
}

/** A rehearsal that was left is led on: there is one practice host, and it is busy with that. */
async function findOrStart(desk: DeskSession): Promise<Answered<Pick<MaintenanceSummary, 'id' | 'title'>>> {
  const listed = await desk.ask('maintenance.list', {});
  if (!listed.ok) return listed;
  const left = listed.value.find(
    ({ isPractice, status }) => isPractice && (status === 'running' || status === 'rolling-back'),
  );
  return left === undefined ? desk.ask('practice.start', {}) : { ok: true, value: left };
}

function troubleOnce({ print }: CommandContext, desk: DeskSession, how: Misbehaviour) {
  let isDue = true;
  return (entry: LogEntry) => {
    if (!isDue || entry.kind !== 'output' || !entry.row.task.startsWith(troubledStep)) return;
    isDue = false;
    // Not waited for: while a restart lasts, the log is to be followed, not to be held up.
    void desk.ask('practice.misbehave', { how, forMs: troubleMs }).then((told) => {
      if (!told.ok) print.failure(told.failure);
    });
  };
}
