/** `drydock environment list|show|add|set|remove`: the deployed systems of a team. What is pending in one is told in `release.ts`. */
import type { Command } from 'commander';
import type { EnvironmentRecord } from '../../../contract/environment-shapes.ts';
import type { RequestInput } from '../../../contract/requests.ts';
import { type CommandContext, type Perform, stopWith, withDesk } from '../command-context.ts';
import type { DeskSession } from '../desk-session.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { gather } from '../terminal/option-values.ts';
import { toEnvironmentLines } from './environment-lines.ts';
import { addEnvironmentOptions, clearableFields, type EnvironmentOptions, toChanges } from './environment-options.ts';
import { addReleases } from './release.ts';

export function addEnvironment(program: Command, perform: Perform): void {
  const environment = program.command('environment').description('the deployed systems, their versions and windows');
  environment
    .command('list')
    .description('list the environments')
    .action((_options: unknown, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'reader', async (desk) => {
          const listed = await desk.ask('environment.list', {});
          if (!listed.ok) return stopWith(context, listed.failure);
          for (const record of listed.value) context.print.record(record);
          for (const record of listed.value) context.print.line(toLine(record));
          return exitStatus.done;
        }),
      ),
    );
  environment
    .command('show')
    .description('show what is known of an environment')
    .argument('<name>', 'the environment')
    .action((name: string, _options: unknown, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'reader', async (desk) => {
          const shown = await desk.ask('environment.show', { name });
          if (!shown.ok) return stopWith(context, shown.failure);
          context.print.record(shown.value);
          for (const line of toEnvironmentLines(shown.value.environment)) context.print.line(line);
          return exitStatus.done;
        }),
      ),
    );
  addEnvironmentOptions(
    environment.command('add').description('add an environment').argument('<name>', 'what it is called'),
  ).action((name: string, options: EnvironmentOptions, command: Command) =>
    perform(command, (context) =>
      withDesk(context, 'writer', (desk) =>
        save(context, desk, { environment: { isProduction: false, ...toChanges(options), name }, expectedVersion: 0 }),
      ),
    ),
  );
  addEnvironmentOptions(
    environment
      .command('set')
      .description('change what is named of an environment, and keep the rest')
      .argument('<name>', 'the environment'),
  )
    .option('--clear <field>', `leave empty: ${clearableFields.join(', ')}; several times`, gather, [])
    .action((name: string, options: EnvironmentOptions & { readonly clear: readonly string[] }, command: Command) =>
      perform(command, (context) => withDesk(context, 'writer', (desk) => change(context, desk, name, options))),
    );
  environment
    .command('remove')
    .description('remove an environment; what was done to it stays in the journals')
    .argument('<name>', 'the environment')
    .action((name: string, _options: unknown, command: Command) =>
      perform(command, (context) =>
        withDesk(context, 'writer', async (desk) => {
          const removed = await desk.ask('environment.remove', { name });
          if (!removed.ok) return stopWith(context, removed.failure);
          context.print.line(`${name} is gone`);
          return exitStatus.done;
        }),
      ),
    );
  addReleases(environment, perform);
}

async function change(
  context: CommandContext,
  desk: DeskSession,
  name: string,
  options: EnvironmentOptions & { readonly clear: readonly string[] },
): Promise<ExitStatus> {
  const shown = await desk.ask('environment.show', { name });
  if (!shown.ok) return stopWith(context, shown.failure);
  const stray = options.clear.find((field) => !clearableFields.includes(field));
  if (stray !== undefined) {
    const advice = `There are: ${clearableFields.join(', ')}.`;
    return stopWith(context, { kind: 'bad-use', message: `“${stray}” cannot be left empty`, advice });
  }
  const before = Object.entries(shown.value.environment).filter(([field]) => !options.clear.includes(field));
  const environment = {
    ...Object.fromEntries(before),
    ...toChanges(options, shown.value.environment.catalogue),
  } as EnvironmentRecord['environment'];
  return save(context, desk, { environment, expectedVersion: shown.value.version });
}

async function save(
  context: CommandContext,
  desk: DeskSession,
  input: RequestInput<'environment.save'>,
): Promise<ExitStatus> {
  const saved = await desk.ask('environment.save', input);
  if (!saved.ok) return stopWith(context, saved.failure);
  context.print.record(saved.value);
  for (const line of toEnvironmentLines(saved.value.environment)) context.print.line(line);
  return exitStatus.done;
}

function toLine({ environment: { name, isProduction, version, hosts } }: EnvironmentRecord): string {
  const kind = isProduction ? 'production' : 'not production';
  return `${name}  ${kind}  ${version ?? 'no version'}  ${hosts.length === 1 ? '1 host' : `${hosts.length} hosts`}`;
}
