/** `drydock schedule postpone NAME`: to the earliest date the rules allow, or to one that is named, with the reason (`POL-16`). */
import type { Command } from 'commander';
import type { RequestOutput } from '../../../contract/requests.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { toNames } from '../../../core/roster/roster.ts';
import { parseLocalTime, toLocalTimeText } from '../../../core/schedule/local-time.ts';
import { isSameWindow, type Window } from '../../../core/schedule/window.ts';
import { type CommandContext, type Perform, stopWith } from '../command-context.ts';
import type { DeskSession } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { gather } from '../terminal/option-values.ts';
import { withState } from '../with-state.ts';
import { toFindingLines } from './finding-lines.ts';

interface PostponeOptions {
  readonly proposed: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly zone?: string;
  readonly because: readonly string[];
  readonly reason?: string;
  readonly withShifts: boolean;
  readonly dryRun: boolean;
}

type Proposal = RequestOutput<'schedule.proposal'>;

export function addPostpone(schedule: Command, perform: Perform): void {
  schedule
    .command('postpone')
    .description('postpone a scheduled maintenance; EM and CES are to be told at once')
    .argument('<name>', 'its title or id')
    .option('--proposed', 'to the earliest date that the rules about time allow', false)
    .option(
      '--because <person>',
      'who dropped out, by id; may be given again. Else whoever is still to be settled',
      gather,
      [],
    )
    .option('--reason <words>', 'why it is postponed')
    .option('--with-shifts', 'the shifts move with it', false)
    .option('--dry-run', 'only say which date is proposed, by which rules, and what every rule would say of it', false)
    .action((name: string, _options: unknown, command: Command) =>
      perform(command, (context) => {
        // commander takes --from, --to and --zone as those of `schedule`, wherever they stand.
        const options: PostponeOptions = command.optsWithGlobals();
        const as = options.dryRun ? 'reader' : 'writer';
        return withState(context, as, name, (_context, desk, state) => postpone(context, desk, state, options));
      }),
    );
}

async function postpone(
  context: CommandContext,
  desk: DeskSession,
  state: MaintenanceState,
  options: PostponeOptions,
): Promise<ExitStatus> {
  const { id: maintenance, title, roster } = state;
  const { because, reason, withShifts, dryRun } = options;
  const named = because.length === 0 ? {} : { people: [...because] as PersonId[] };
  const proposal = await desk.ask('schedule.proposal', { maintenance, movesShifts: withShifts, ...named });
  if (!proposal.ok) return stopWith(context, proposal.failure);
  const { people } = proposal.value;
  if (dryRun) return tell(context, state, proposal.value);
  if (reason === undefined)
    return stopWith(context, {
      kind: 'bad-use',
      message: 'say --reason: it is told to EM and CES',
      advice: 'Or see the date first: --dry-run',
    });
  const window = toWindow(state, options, proposal.value);
  if (!window.ok) return stopWith(context, { ...window.failure, kind: 'bad-use' });
  const changed = await desk.ask('schedule.change', {
    maintenance,
    change: 'postponed',
    window: window.value,
    reason,
    ...(people.length === 0 ? {} : { because: people }),
    ...(withShifts ? { movesShifts: true } : {}),
  });
  if (!changed.ok) return stopWith(context, changed.failure);
  context.print.record({ maintenance, window: window.value, because: people, seq: changed.value.seq });
  const who = people.length === 0 ? '' : `, because ${toNames(roster, people)} dropped out`;
  context.print.line(`${title} is postponed to ${toWindowLine(window.value)}${who}.`);
  context.print.aside(`EM and CES are to be told now: drydock notice list ${maintenance}${context.workspaceOption}`);
  return exitStatus.done;
}

function toWindow(
  { schedule, title }: MaintenanceState,
  { proposed, from, to, zone }: PostponeOptions,
  proposal: Proposal,
): Result<Window, Failure> {
  const { window } = schedule;
  if (window === undefined) return fail('not-now', `“${title}” has no window`, { advice: 'Set it first' });
  if (proposed) {
    if (from !== undefined || to !== undefined) return fail('bad-use', 'say --proposed, or --from and --to');
    if (proposal.window === undefined || isSameWindow(proposal.window, window))
      return fail('bad-use', 'no rule asks for a later date than it has', { advice: 'Name one by --from and --to' });
    return succeed(proposal.window);
  }
  if (from === undefined || to === undefined) return fail('bad-use', 'say --proposed, or --from and --to');
  const inZone = zone ?? window.zone;
  const startMs = parseLocalTime(from, inZone);
  if (!startMs.ok) return startMs;
  const endMs = parseLocalTime(to, inZone);
  return endMs.ok ? succeed({ startMs: startMs.value, endMs: endMs.value, zone: inZone }) : endMs;
}

/** The date, each rule that has a say in it, and what every rule would say then. */
function tell({ print }: CommandContext, { schedule }: MaintenanceState, proposal: Proposal): ExitStatus {
  const { window, why, findings } = proposal;
  print.record(proposal);
  if (window === undefined) print.line('It has no window to begin from.');
  else if (schedule.window !== undefined && isSameWindow(window, schedule.window))
    print.line('No rule asks for a later date than it has.');
  else print.line(`The earliest date that the rules allow: ${toWindowLine(window)}`);
  for (const { rule, text, earliestMs } of why)
    print.line(`  ${rule.padEnd(7)} not before ${toLocalTimeText(earliestMs, window?.zone ?? 'UTC')}. ${text}`);
  print.line('\nThen the rules would say:');
  for (const line of toFindingLines(findings)) print.line(line);
  return exitStatus.done;
}

function toWindowLine({ startMs, endMs, zone }: Window): string {
  return `${toLocalTimeText(startMs, zone)} to ${toLocalTimeText(endMs, zone)}, ${zone}`;
}
