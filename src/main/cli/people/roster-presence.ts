/** `drydock roster unavailable|available|decide`: somebody drops out, is back, and what those who are left decide (`POL-15`, `POL-16`). */
import { type Command, Option } from 'commander';
import type { PersonId } from '../../../core/roster/names.ts';
import { parseLocalTime } from '../../../core/schedule/local-time.ts';
import { type Perform, stopWith } from '../command-context.ts';
import { gather } from '../terminal/option-values.ts';
import { end, type StateWork, withState } from '../with-state.ts';

interface UnavailableOptions {
  readonly why: string;
  readonly from?: string;
  readonly zone?: string;
}

interface DecideOptions {
  readonly goOn?: boolean;
  readonly stop?: boolean;
  readonly by: readonly string[];
  readonly why: string;
}

export function addPresence(roster: Command, perform: Perform): void {
  const run = (command: Command, name: string, work: StateWork) =>
    perform(command, (context) => withState(context, 'writer', name, work));
  roster
    .command('unavailable')
    .description('say that somebody is not available: from now, or from a time of --zone, else of the window’s zone')
    .argument('<name>', 'the maintenance')
    .argument('<person>', 'their id')
    .requiredOption('--why <words>', 'the reason')
    .option('--from <time>', 'such as "2026-10-25 22:00"')
    .option('--zone <zone>', 'the time zone the time is of')
    .action((name: string, person: string, { why, from, zone }: UnavailableOptions, command: Command) =>
      run(command, name, async (context, desk, { id, schedule }) => {
        const inZone = zone ?? schedule.window?.zone;
        if (from !== undefined && inZone === undefined)
          return stopWith(context, {
            kind: 'bad-use',
            message: 'the maintenance has no window: name the zone with --zone',
          });
        const fromMs = from === undefined || inZone === undefined ? undefined : parseLocalTime(from, inZone);
        if (fromMs?.ok === false) return stopWith(context, { ...fromMs.failure, kind: 'bad-use' });
        const at = fromMs === undefined ? {} : { fromMs: fromMs.value };
        const absence = { maintenance: id, person: person as PersonId, reason: why, ...at };
        return end(context, await desk.ask('roster.unavailable', absence));
      }),
    );
  roster
    .command('available')
    .description('say that somebody is available again')
    .argument('<name>', 'the maintenance')
    .argument('<person>', 'their id')
    .action((name: string, person: string, _options: unknown, command: Command) =>
      run(command, name, async (context, desk, { id }) =>
        end(context, await desk.ask('roster.available', { maintenance: id, person: person as PersonId })),
      ),
    );
  roster
    .command('decide')
    .description(
      'record whether it goes on without somebody who dropped out of the window, as those who are left decided',
    )
    .argument('<name>', 'the maintenance')
    .argument('<person>', 'the id of whoever dropped out')
    .addOption(new Option('--go-on', 'it goes on').conflicts('stop'))
    .option('--stop', 'it does not go on: a run is held')
    .requiredOption('--by <person>', 'who decided, by their id; may be given again', gather, [])
    .requiredOption('--why <words>', 'the reason')
    .action((name: string, person: string, { goOn = false, stop = false, by, why }: DecideOptions, command: Command) =>
      run(command, name, async (context, desk, { id }) => {
        if (goOn === stop) return stopWith(context, { kind: 'bad-use', message: 'say --go-on or --stop' });
        const said = {
          maintenance: id,
          person: person as PersonId,
          goesOn: goOn,
          deciders: [...by] as PersonId[],
          reason: why,
        };
        return end(context, await desk.ask('roster.continue', said));
      }),
    );
}
