/** `drydock roster show|involve|shift|import|export`: who takes part in a maintenance, when, and where nobody does. */
import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import type { Policy } from '../../../core/policy/policy.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import { findCollisions, findExceeded } from '../../../core/roster/claims.ts';
import { toCoverage, toWanted } from '../../../core/roster/coverage.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { parseLocalTime, toLocalTimeText } from '../../../core/schedule/local-time.ts';
import { type CommandContext, type Perform, stopWith } from '../command-context.ts';
import type { Answered, DeskSession, OpenAs } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { deliverText, readContent } from '../terminal/file-content.ts';
import { end, type StateWork, withState } from '../with-state.ts';
import { addPresence } from './roster-presence.ts';

interface ImportOptions {
  readonly role?: string;
  readonly zone?: string;
  readonly replace: boolean;
  readonly rest: boolean;
  readonly dryRun: boolean;
}

export function addRoster(program: Command, perform: Perform): void {
  const roster = program.command('roster').description('who takes part in a maintenance, and when');
  const run = (command: Command, as: OpenAs, name: string, work: StateWork) =>
    perform(command, (context) => withState(context, as, name, work));
  roster
    .command('show')
    .description('show members, shifts, coverage and its gaps, and who works on what')
    .argument('<name>', 'the maintenance')
    .action((name: string, _options: unknown, command: Command) => run(command, 'reader', name, show));
  roster
    .command('involve')
    .description('put people of the address book on the roster')
    .argument('<name>', 'the maintenance')
    .argument('<person...>', 'their ids')
    .action((name: string, people: string[], _options: unknown, command: Command) =>
      run(command, 'writer', name, async (context, desk, { id }) =>
        end(context, await desk.ask('roster.involve', { maintenance: id, people: people as PersonId[] })),
      ),
    );
  roster
    .command('shift')
    .description('give somebody a shift; times are those of --zone, else of the window’s zone')
    .argument('<name>', 'the maintenance')
    .argument('<person>', 'their id')
    .argument('<role>', 'the role they are on duty in')
    .argument('<from>', 'such as "2026-10-25 22:00", with an offset (+02:00) where the clocks leave it open')
    .argument('<to>', 'the same')
    .option('--zone <zone>', 'the time zone the times are of')
    .action((...given: [string, string, string, string, string, { readonly zone?: string }, Command]) => {
      const [name, person, role, from, to, { zone }, command] = given;
      return run(command, 'writer', name, async (context, desk, state) => {
        const span = toSpan(state, from, to, zone);
        if (!span.ok) return stopWith(context, { ...span.failure, kind: 'bad-use' });
        const shift = { id: randomUUID(), person: person as PersonId, role, ...span.value };
        const shifts = [...state.roster.shifts, shift];
        return end(context, await desk.ask('roster.setShifts', { maintenance: state.id, shifts }));
      });
    });
  roster
    .command('import')
    .description('read shifts from an iCalendar file, and say what was understood of each event')
    .argument('<name>', 'the maintenance')
    .argument('<file>', 'the file')
    .option('--role <role>', 'the role of every event of which none is known')
    .option('--zone <zone>', 'the time zone of times that name none')
    .option('--replace', 'the shifts there are go', false)
    .option('--rest', 'leave out the events that ask or are refused', false)
    .option('--dry-run', 'only say what would be done', false)
    .action((name: string, file: string, options: ImportOptions, command: Command) =>
      run(command, 'writer', name, (context, desk, state) => importFile(context, desk, state, file, options)),
    );
  roster
    .command('export')
    .description('write the shifts as an iCalendar file')
    .argument('<name>', 'the maintenance')
    .option('-o, --output <file>', 'into a new file instead of standard output')
    .action((name: string, { output }: { readonly output?: string }, command: Command) =>
      run(command, 'reader', name, async (context, desk, { id }) => {
        const exported = await desk.ask('roster.exportShifts', { maintenance: id });
        return exported.ok
          ? deliverText(context, exported.value.calendar, output)
          : stopWith(context, exported.failure);
      }),
    );
  addPresence(roster, perform);
}

function toSpan(
  { schedule }: MaintenanceState,
  from: string,
  to: string,
  given: string | undefined,
): Result<{ readonly fromMs: number; readonly toMs: number }, Failure> {
  const zone = given ?? schedule.window?.zone;
  if (zone === undefined) return fail('bad-use', 'the maintenance has no window: name the time zone with --zone');
  const fromMs = parseLocalTime(from, zone);
  if (!fromMs.ok) return fromMs;
  const toMs = parseLocalTime(to, zone);
  return toMs.ok ? succeed({ fromMs: fromMs.value, toMs: toMs.value }) : toMs;
}

async function show(context: CommandContext, desk: DeskSession, state: MaintenanceState): Promise<ExitStatus> {
  const { print } = context;
  const { roster, schedule } = state;
  const policy = await policyOf(desk, state);
  if (!policy.ok) return stopWith(context, policy.failure);
  const { window } = schedule;
  const wanted = toWanted(policy.value);
  const coverage = window === undefined ? undefined : toCoverage(roster, window, wanted);
  const zone = window?.zone ?? 'UTC';
  const at = (ms: number) => toLocalTimeText(ms, zone);
  const collisions = findCollisions(roster);
  const exceeded = findExceeded(roster, Date.now());
  print.record({ ...roster, ...(coverage === undefined ? {} : { coverage }), wanted, collisions, exceeded });

  for (const { id, name, roles } of roster.members) {
    const absence = roster.absences.find(({ person }) => person === id);
    const gone = absence === undefined ? '' : `, unavailable from ${at(absence.fromMs)}: ${absence.reason}`;
    print.line(`${id}  ${name} (${roles.join(', ')})${gone}`);
    for (const { person, role, fromMs, toMs } of roster.shifts) {
      if (person === id) print.line(`    ${at(fromMs)} to ${at(toMs)}  ${role}`);
    }
  }
  const who = `${wanted.people} ${wanted.role} with ${wanted.qualification}`;
  if (coverage === undefined) print.line('no window: coverage cannot be computed');
  else if (coverage.gaps.length === 0) print.line(`covered: at every instant ${who}`);
  for (const { fromMs, toMs, people } of coverage?.gaps ?? []) {
    const there = people.length === 0 ? 'nobody' : `only ${people.join(', ')}`;
    print.line(`gap  ${at(fromMs)} to ${at(toMs)}: ${there}; wanted: ${who}`);
  }
  for (const { on, name, claims } of collisions) {
    print.line(`collision  ${claims.map(({ person }) => person).join(', ')} work on the same ${on}, ${name}`);
  }
  for (const { claim, endedAtMs } of exceeded)
    print.line(`exceeded  ${claim.person}: ${claim.goal}, allotted until ${at(endedAtMs)}`);
  return exitStatus.done;
}

/** The one that was frozen when it was scheduled; until then the team's. */
async function policyOf(desk: DeskSession, { schedule }: MaintenanceState): Promise<Answered<Policy>> {
  if (schedule.frozen !== undefined) return succeed(schedule.frozen.policy);
  const shown = await desk.ask('policy.show', {});
  return shown.ok ? succeed(shown.value.policy) : shown;
}

async function importFile(
  context: CommandContext,
  desk: DeskSession,
  { id }: MaintenanceState,
  path: string,
  { role, zone, replace, rest, dryRun }: ImportOptions,
): Promise<ExitStatus> {
  const { print } = context;
  const read = await readContent(path);
  if (!read.ok) return stopWith(context, read.failure);
  const imported = await desk.ask('roster.importShifts', {
    maintenance: id,
    ...read.value,
    ...(role === undefined ? {} : { role }),
    zones: zone === undefined ? [] : [{ key: 'floating', zone }],
    mode: replace ? 'replace' : 'add',
    leavesOutTheRest: rest,
    isDryRun: dryRun,
  });
  if (!imported.ok) return stopWith(context, imported.failure);
  const { events, questions, problems, isWritten } = imported.value;
  for (const event of events) print.record(event);
  for (const { line, summary, says, outcome } of events) {
    if (outcome !== 'outside') print.line(`line ${line}: ${summary}: ${says}`);
  }
  for (const problem of problems) print.aside(`drydock: ${problem}`);
  print.line(isWritten ? 'written' : 'nothing was written');
  if (isWritten || dryRun) return exitStatus.done;
  if (questions.length === 0)
    return problems.length > 0 || events.some(({ outcome }) => outcome === 'refused')
      ? exitStatus.failed
      : exitStatus.done;
  print.aside(
    'Answer by --role and --zone, or by: drydock call roster.importShifts (people, roles, zones, times). Or leave the rest out: --rest.',
  );
  return exitStatus.needsPerson;
}
