/** `drydock confirm NAME [TASK] --as PERSON --typed NAME`: the second person reads exactly what would be done, and confirms it here (`PREP-3`). */
import type { Command } from 'commander';
import type { TaskId } from '../../../core/ids.ts';
import { toOffers } from '../../../core/maintenance/offers.ts';
import { toCommandHash, toExactCommand } from '../../../core/maintenance/second-person.ts';
import type { MaintenanceState, Task } from '../../../core/maintenance/state.ts';
import { findTask, toTaskTitle } from '../../../core/maintenance/tasks.ts';
import { fail, type Result, succeed } from '../../../core/result.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { mask } from '../../../core/text/secret.ts';
import { type CommandContext, type Perform, stopWith } from '../command-context.ts';
import { exitStatus } from '../exit-status.ts';
import { end, withState } from '../with-state.ts';

interface ConfirmOptions {
  readonly as?: string;
  readonly typed?: string;
}

export function addConfirm(program: Command, perform: Perform): void {
  program
    .command('confirm')
    .description(
      'show exactly what a step under the two-person rule would do; with --as and --typed, confirm it as the second person',
    )
    .argument('<name>', 'the maintenance')
    .argument('[task]', 'STEP or STEP@HOST; may be left out while one alone waits')
    .option('--as <person>', 'who confirms it, by their id on the roster: somebody else than the leader')
    .option('--typed <name>', 'their name, typed by themselves')
    .action((name: string, wanted: string | undefined, options: ConfirmOptions, command: Command) =>
      perform(command, (context) =>
        withState(context, options.as === undefined ? 'reader' : 'writer', name, async (_context, desk, state) => {
          const task = findWaiting(state, wanted);
          if (!task.ok) return stopWith(context, task.failure);
          const { id } = task.value;
          const hash = toCommandHash(state, task.value);
          show(context, state, task.value, hash);
          if (options.as === undefined) {
            context.print.aside('Nothing is confirmed. Whoever confirms it says so with --as PERSON --typed NAME.');
            return exitStatus.needsPerson;
          }
          const said = { maintenance: state.id, task: id, command: hash, person: options.as as PersonId };
          const typed = options.typed === undefined ? {} : { typed: options.typed };
          const answer = await desk.ask('step.countersign', { ...said, ...typed });
          return end(context, answer, 'confirmed: it begins when the leader goes on');
        }),
      ),
    );
}

function findWaiting(state: MaintenanceState, wanted: string | undefined): Result<Task> {
  if (wanted !== undefined) {
    const task = findTask(state, wanted as TaskId);
    return task === undefined ? fail('no-such-task', `This run has no step “${wanted}”.`) : succeed(task);
  }
  const offered = toOffers(state).steps.countersign.flatMap((id) => findTask(state, id) ?? []);
  const waiting = offered.filter(({ awaits }) => awaits?.for === 'countersign');
  const [one, another] = waiting.length > 0 ? waiting : offered;
  if (one === undefined) return fail('not-now', 'No step waits for a second person’s confirmation.');
  if (another === undefined) return succeed(one);
  return fail('bad-use', 'Several steps can be confirmed.', {
    advice: `Name one: ${(waiting.length > 0 ? waiting : offered).map(({ id }) => id).join(', ')}`,
  });
}

function show({ print }: CommandContext, state: MaintenanceState, task: Task, hash: string): void {
  const exact = toExactCommand(state, task);
  const { host, script, words, variables, secrets } = exact;
  print.record({ task: task.id, command: hash, ...exact });
  print.line(toTaskTitle(state, task));
  if (host !== undefined) print.line(`on ${host.name} (${host.user}@${host.address}:${host.port})`);
  for (const [key, value] of Object.entries(variables)) print.line(`${key}=${value}`);
  for (const key of secrets) print.line(`${key}=${mask}`);
  print.line('');
  print.line(script ?? words ?? 'A person does this; the plan says no more of it.');
  print.line('');
}
